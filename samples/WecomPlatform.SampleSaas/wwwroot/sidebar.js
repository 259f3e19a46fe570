import { getSettings, run, say } from '/pages.js';

const picture = 'https://www.example.com/picture.png';

const messages = {
  text: () => ({ msgtype: 'text', text: { content: document.getElementById('text').value } }),
  image: () => ({ msgtype: 'image', image: { url: picture, title: 'Picture' } }),
  video: () => ({ msgtype: 'video', video: { url: 'https://www.example.com/video.mp4', title: 'Video' } }),
  file: () => ({ msgtype: 'file', file: { url: 'https://www.example.com/prices.pdf', title: 'Prices' } }),
  news: () => ({ msgtype: 'news', news: { link: 'https://www.example.com/', title: 'News', desc: 'What is new', imgUrl: picture } }),
  miniprogram: () => ({
    msgtype: 'miniprogram',
    miniprogram: {
      appid: 'wx0123456789abcdef', title: 'Shop', imgUrl: picture, page: 'pages/index/index.html',
      desc: 'Our shop', iconUrl: picture, officialAccountId: 'gh_0123456789ab',
    },
  }),
};

run(async () => {
  const sidebar = wecomPlatform.findSidebar({ mediaId });
  if (!sidebar) {
    document.getElementById('host').textContent = '–';
    say('host', "Open this page beside a chat, in WeCom or in Juzi. · 请在企业微信聊天工具栏或句子秒回侧边栏中打开。");
    return;
  }
  document.getElementById('host').textContent = sidebar.host;
  if (sidebar.host === 'wecom') {
    await register();
  }

  const contact = await sidebar.getCurExternalContact();
  document.getElementById('contact').textContent = contact.ok ? contact.userId : contact.message;
  const group = await sidebar.getCurExternalChat();
  document.getElementById('group').textContent = group.ok ? group.chatId : group.message;

  for (const button of document.querySelectorAll('[data-send]')) {
    const type = button.dataset.send;
    on(button, async () => say(`sendChatMessage ${type}`, await sidebar.sendChatMessage(messages[type]())));
  }
  on(document.getElementById('open'), async () => {
    const userIds = document.getElementById('member').value;
    say('openEnterpriseChat', await sidebar.openEnterpriseChat({ userIds, externalUserIds: contact.userId }));
  });
  on(document.getElementById('preview'), async () => say('previewImage', await sidebar.previewImage({ urls: [picture] })));
});

/** WeCom asks who the page is; Juzi does not. */
async function register() {
  const { endpoint, publishableKey, corpId, agentId } = await getSettings();
  const { getConfigSignature, getAgentConfigSignature } = wecomPlatform.createSigner({ endpoint, key: publishableKey, corpId, agentId });
  const jsApiList = ['getCurExternalContact', 'getCurExternalChat', 'sendChatMessage', 'openEnterpriseChat', 'previewImage'];
  ww.register({ corpId, agentId, jsApiList, getConfigSignature, getAgentConfigSignature });
}

/** WeCom sends files by media id: a backend uploads them (media/upload) and answers the id. This site has no such backend. */
async function mediaId(url, type) {
  throw new Error(`WeCom needs a media id for this ${type}: upload it from your backend (media/upload).`);
}

function on(button, action) {
  button.disabled = false;
  button.onclick = action;
}
