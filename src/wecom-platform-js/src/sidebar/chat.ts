/** Which chat to open. */
export interface ChatToOpen {
  /** Members of the corp; Juzi requires exactly one: the hosted account. */
  userIds: string | string[];
  /** External contacts. Named together with `chatId`, they are meant and the chat is not, in both hosts. */
  externalUserIds?: string | string[];
  /** A customer group (客户群) that there is already. */
  chatId?: string;
  /** For a new group, which only WeCom can make. */
  groupName?: string;
}

export const list = (ids: string | string[] | undefined): string[] => (Array.isArray(ids) ? ids : (ids ?? '').split(';')).filter(Boolean);
