// Compiled, never run: what a page writes against both packages' types. Each @ts-expect-error must be an error.
import * as ww from '@wecom/jssdk';
import { configureLegacy, createSigner, findSidebar, SignatureError, type ChatMessage } from 'wecom-platform-js';

const signer = createSigner({ endpoint: 'https://wecom.example.com', key: 'pk_…', corpId: 'ww…', agentId: 1000002 });
// @ts-expect-error an endpoint is needed
createSigner({ key: 'pk_…', corpId: 'ww…' });

ww.register({
  corpId: 'ww…',
  agentId: 1000002,
  suiteId: 'ww…',
  jsApiList: ['sendChatMessage'],
  getConfigSignature: signer.getConfigSignature,
  getAgentConfigSignature: signer.getAgentConfigSignature,
  getSuiteConfigSignature: signer.getSuiteConfigSignature,
  onConfigFail: (error) => error instanceof SignatureError && console.log(error.code, error.hint, error.rule?.length),
});

export async function legacy(wx: Parameters<typeof configureLegacy>[0]): Promise<number | undefined> {
  const arguments_ = await signer.legacyConfig({ jsApiList: ['closeWindow'] });
  await configureLegacy(wx, arguments_);
  // @ts-expect-error there is none without an app
  arguments_.agentConfig.agentid;
  return arguments_.agentConfig?.agentid;
}

export async function sidebar(): Promise<string> {
  const found = findSidebar({ sdk: ww, mediaId: async (url, type) => `${type} of ${url}` });
  const messages: ChatMessage[] = [
    { msgtype: 'text', text: { content: 'Hello' } },
    { msgtype: 'file', file: { url: 'https://cdn.example.com/a.pdf', mediaid: 'm' } },
    { msgtype: 'news', news: { link: 'https://app.example.com/' } },
    // @ts-expect-error a text has content
    { msgtype: 'text', text: {} },
    // @ts-expect-error a kind of message that there is not
    { msgtype: 'voice', voice: { url: 'https://cdn.example.com/a.amr' } },
    // @ts-expect-error Juzi needs more of a mini program
    { msgtype: 'miniprogram', miniprogram: { appid: 'wx', title: 'Shop', imgUrl: 'https://cdn.example.com/c.png', page: 'index' } },
  ];
  await found?.sendChatMessage(messages[0]!);
  const contact = await found!.getCurExternalContact();
  // @ts-expect-error a call that failed has no contact
  contact.userId;
  return contact.ok ? contact.userId : `${contact.reason}: ${contact.message}`;
}
