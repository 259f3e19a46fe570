import { getSettings, run, say, step, words } from '/pages.js';

const jsApiList = ['getContext', 'selectExternalContact', 'scanQRCode'];

run(async () => {
  const { endpoint, publishableKey, corpId, agentId } = await getSettings();
  step('settings', 'ok', `${corpId} · ${agentId}`);

  const { getConfigSignature, getAgentConfigSignature } = wecomPlatform.createSigner({ endpoint, key: publishableKey, corpId, agentId });

  // To be seen in a plain browser, too. In WeCom register asks for the same signature, and gets the same answer without a request.
  await getAgentConfigSignature(location.href.split('#')[0]);
  step('signed', 'ok');

  if (!/wxwork/i.test(navigator.userAgent)) {
    step('accepted', 'failed', "Open this page in WeCom's client. · 请在企业微信客户端中打开。");
    return;
  }

  ww.register({
    corpId,
    agentId,
    jsApiList,
    getConfigSignature,
    getAgentConfigSignature,
    onAgentConfigSuccess: () => step('accepted', 'ok'),
    onAgentConfigFail: (error) => step('accepted', 'failed', words(error)),
  });

  for (const button of document.querySelectorAll('[data-call]')) {
    const name = button.dataset.call;
    button.disabled = false;
    button.onclick = () => ww[name]({ needResult: 1 }).then((result) => say(name, result), (error) => say(name, words(error)));
  }
});
