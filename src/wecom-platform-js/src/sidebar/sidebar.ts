import type { ChatToOpen } from './chat.js';
import type { ChatMessage } from './message.js';
import type { SidebarResult } from './result.js';

/** A page beside a chat (聊天工具栏, 侧边栏). Its functions may be passed around. */
export interface Sidebar {
  readonly host: 'wecom' | 'juzi';
  /** The customer of the chat. */
  getCurExternalContact(): Promise<SidebarResult<{ userId: string }>>;
  /** The customer group (客户群), when the page was opened from one. */
  getCurExternalChat(): Promise<SidebarResult<{ chatId: string }>>;
  sendChatMessage(message: ChatMessage): Promise<SidebarResult>;
  openEnterpriseChat(chat: ChatToOpen): Promise<SidebarResult<{ chatId?: string }>>;
  previewImage(images: { urls: string[]; current?: string }): Promise<SidebarResult>;
}
