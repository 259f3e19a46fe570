import { failure, type SidebarFailure } from './result.js';

export type MediaType = 'image' | 'video' | 'file';

/** A picture, video or file: Juzi fetches it from `url`, WeCom wants the `mediaid` that your backend got by uploading it (素材管理). */
interface Media {
  url: string;
  title?: string;
  mediaid?: string;
}

/** A message for the chat that the sidebar stands beside. */
export type ChatMessage =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'image'; image: Media }
  | { msgtype: 'video'; video: Media }
  | { msgtype: 'file'; file: Media }
  | { msgtype: 'news'; news: { link: string; title?: string; desc?: string; imgUrl?: string } }
  | {
      msgtype: 'miniprogram';
      miniprogram: {
        appid: string;
        title: string;
        /** The cover, with http:// or https://. */
        imgUrl: string;
        page: string;
        /** The last three only Juzi reads. */
        desc: string;
        iconUrl: string;
        /** The mini program's original id, `gh_…`. */
        officialAccountId: string;
      };
    };

export interface MediaOptions {
  /** Asks your backend for the media id of a url, for messages without `mediaid` in WeCom. It uploads the file and may keep the id for 3 days. */
  mediaId?: (url: string, type: MediaType) => Promise<string>;
}

/** What is wrong with a message, in Juzi's words; found before the host is asked, so that both hosts answer alike. */
export function check(message: ChatMessage): SidebarFailure | undefined {
  switch (message.msgtype) {
    case 'text':
      return message.text.content ? undefined : failure('invalid', 'text content is empty');
    case 'news':
      return message.news.link ? undefined : failure('invalid', 'url is empty');
    case 'miniprogram':
      return /^https?:\/\//.test(message.miniprogram.imgUrl) ? undefined : failure('invalid', 'invalid imgUrl');
    default:
      return media(message)?.url ? undefined : failure('invalid', 'url is empty');
  }
}

/** The message as WeCom takes it. */
export async function forWecom(message: ChatMessage, { mediaId }: MediaOptions): Promise<object | SidebarFailure> {
  const { msgtype } = message;
  const file = media(message);
  if (!file) {
    return message;
  }
  const mediaid = file.mediaid ?? (await mediaId?.(file.url, msgtype as MediaType));
  return mediaid ? { msgtype, [msgtype]: { mediaid } } : failure('invalid', 'mediaid is missing');
}

const media = (message: ChatMessage): Media | undefined => (message as any)[/image|video|file/.test(message.msgtype) ? message.msgtype : ''];
