/**
 * What a call came to, in both hosts alike: `ok` and the values, or not ok and why. Results are not thrown: a member who cancels and a
 * chat that has no customer are everyday.
 */
export type SidebarResult<T = {}> = ({ ok: true } & T) | SidebarFailure;

export interface SidebarFailure {
  ok: false;
  /**
   * `invalid`: the parameters; `cancelled`: by the member; `denied`: the app or page may not; `unsupported`: this host or its version
   * cannot; `unsigned`: the page got no signature; `failed`: anything else, such as a page that was not opened from a chat.
   */
  reason: 'invalid' | 'cancelled' | 'denied' | 'unsupported' | 'unsigned' | 'failed';
  /** In the host's own words, without the name of the call: `no permission`, `text content is empty`. */
  message: string;
}

export const failure = (reason: SidebarFailure['reason'], message: string): SidebarFailure => ({ ok: false, reason, message });

const REASONS: [RegExp, SidebarFailure['reason']][] = [
  [/cancel/, 'cancelled'],
  [/permission|denied|forbid/, 'denied'],
  [/not.?exist|not.?support|not.?implement/, 'unsupported'],
  [/empty|invalid|missing/, 'invalid'],
];

/** Reads an answer: WeCom's `errMsg` or Juzi's `err_msg`, `name:ok`, `name:fail why` or only why. */
export function read<T>(answer: any): SidebarResult<T> {
  const { err_msg, errMsg = err_msg ?? answer?.message ?? '', errCode, ...values } = answer ?? {};
  if (/:(ok|yes)$/.test(errMsg)) {
    return { ok: true, ...values };
  }
  const message = errMsg.replace(/^\w+:\s*(?=.)/, '').replace(/^fail(ed)?[\s_:]+(?=.)/, '');
  if (answer?.name === 'SignatureError') {
    return failure('unsigned', errMsg);
  }
  return failure(REASONS.find(([pattern]) => pattern.test(message.toLowerCase()))?.[1] ?? 'failed', message);
}
