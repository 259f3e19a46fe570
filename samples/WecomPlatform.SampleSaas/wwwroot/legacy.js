import { getSettings, run, say, step } from '/pages.js';

const jsApiList = ['getContext', 'selectExternalContact'];

run(async () => {
  const { endpoint, publishableKey, corpId, agentId } = await getSettings();
  step('settings', 'ok', `${corpId} · ${agentId}`);

  const signer = wecomPlatform.createSigner({ endpoint, key: publishableKey, corpId, agentId });
  const legacy = await signer.legacyConfig({ jsApiList });
  step('signed', 'ok');

  if (!/wxwork/i.test(navigator.userAgent)) {
    step('accepted', 'failed', "Open this page in WeCom's client. · 请在企业微信客户端中打开。");
    return;
  }

  // wx.config, then wx.agentConfig once the client is ready; or in the page's own words, as docs/migrate-from-jweixin.md has them.
  await wecomPlatform.configureLegacy(wx, legacy);
  step('accepted', 'ok');

  for (const button of document.querySelectorAll('[data-call]')) {
    const name = button.dataset.call;
    button.disabled = false;
    button.onclick = () => wx.invoke(name, {}, (result) => say(name, result));
  }
});
