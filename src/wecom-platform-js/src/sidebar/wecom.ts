import { list } from './chat.js';
import { check, forWecom, type MediaOptions } from './message.js';
import { failure, read, type SidebarResult } from './result.js';
import type { Sidebar } from './sidebar.js';

type Call = (name: string, params: object) => Promise<SidebarResult<any>>;

/** WeCom's chat toolbar, by `@wecom/jssdk` after `ww.register`, or by jweixin after `wx.config` and `wx.agentConfig`. */
export function wecomSidebar(sdk: any, options: MediaOptions): Sidebar {
  const call = sdk.register ? bySdk(sdk) : byJweixin(sdk);
  return {
    host: 'wecom',
    getCurExternalContact: () => call('getCurExternalContact', {}),
    getCurExternalChat: () => call('getCurExternalChat', {}),
    sendChatMessage: async (message) => {
      const wrong = check(message);
      const sent = wrong ?? (await forWecom(message, options).catch((error) => failure('failed', `${error?.message ?? error}`)));
      return 'reason' in sent ? sent : call('sendChatMessage', sent);
    },
    openEnterpriseChat: async ({ userIds, externalUserIds, chatId = '', groupName = '' }) => {
      const [members, contacts] = [list(userIds), list(externalUserIds)];
      return members.length || contacts.length || chatId
        ? call('openEnterpriseChat', {
            userIds: members.join(';'),
            externalUserIds: contacts.join(';'),
            chatId: contacts.length ? '' : chatId, // WeCom would take the chat and leave out the contacts.
            groupName,
          })
        : failure('invalid', 'userIds is missing');
    },
    previewImage: async ({ urls, current = urls[0] }) =>
      urls.length ? call('previewImage', { current, urls }) : failure('invalid', 'url is empty'),
  };
}

const bySdk =
  (ww: any): Call =>
  async (name, params) => {
    try {
      return read(await ww[name](params));
    } catch (error) {
      return read(error);
    }
  };

// Builds of jweixin differ in which calls they have as functions; invoke they all have, but it takes the client's own names.
const byJweixin =
  (wx: any): Call =>
  (name, params) =>
    new Promise((done) =>
      wx.invoke
        ? wx.invoke(name === 'previewImage' ? 'imagePreview' : name, params, (answer: unknown) => done(read(answer)))
        : done(failure('unsigned', 'Call wx.config first.')),
    );
