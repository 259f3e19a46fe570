import { list } from './chat.js';
import { check } from './message.js';
import { failure, read, type SidebarResult } from './result.js';
import type { Sidebar } from './sidebar.js';

/** Juzi's sidebar, by the object that its juzi-helper script made. It needs no signature. */
export function juziSidebar(juzi: any): Sidebar {
  const invoke = (name: string, params: object) =>
    new Promise<SidebarResult<any>>((done) => juzi.invoke(name, params, (answer: unknown) => done(read(answer))));
  const has = (name: string) => typeof juzi[name] === 'function';
  const older = failure('unsupported', 'Only the new aggregated chat (新版聚合聊天) can do this.');

  return {
    host: 'juzi',
    getCurExternalContact: () => invoke('getCurExternalContact', {}),
    getCurExternalChat: () => invoke('getCurExternalChat', {}),
    sendChatMessage: async (message) => check(message) ?? invoke('sendChatMessage', message),
    openEnterpriseChat: async ({ userIds, externalUserIds, chatId, groupName }) => {
      const [members, contacts] = [list(userIds), list(externalUserIds)];
      if (!members.length || !(contacts.length || chatId)) {
        return failure('invalid', members.length ? 'externalUserIds or chatId is missing' : 'userIds is missing');
      }
      if (members.length > 1 || contacts.length > 1 || (groupName && !chatId)) {
        return failure('unsupported', 'Juzi opens chats that there are, and makes no new ones.');
      }
      const params = { userIds: members[0], ...(contacts.length ? { externalUserIds: contacts[0] } : { chatId }) };
      return has('openEnterpriseChat')
        ? new Promise((done) => {
            const answered = (answer: unknown) => done(read(answer));
            juzi.openEnterpriseChat({ ...params, success: answered, fail: answered });
          })
        : older;
    },
    previewImage: async ({ urls, current = urls[0] }) => {
      if (!urls.length) {
        return failure('invalid', 'url is empty');
      }
      if (!has('previewImage')) {
        return older;
      }
      juzi.previewImage({ current, urls }); // It tells nobody how it went.
      return { ok: true };
    },
  };
}
