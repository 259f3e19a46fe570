/** What an error says beside its code. */
export interface ErrorDetails {
  /** The HTTP status; absent when there was no answer. */
  status?: number;
  /** Which rule was broken, where a code has several: `non_ascii`, `too_long` … */
  rule?: string;
  /** The app that took the place of the one asked for (`agent_replaced`). */
  agentId?: number;
  /** Under which the platform's log has it. */
  traceId?: string;
  /** How long to wait before asking again helps, in milliseconds; absent when asking again does not help. */
  retryIn?: number;
}

/**
 * Why there is no signature. `code` is the platform's (`url_not_trusted`, `agent_unknown` …) or one found in the page itself:
 * `key_not_publishable`, `ids_missing`, `unreachable`, `timeout`, `not_the_platform`, `client_refused`.
 */
export class SignatureError extends Error {
  readonly code: string;
  /** What to do about it. */
  readonly hint: string;
  readonly status: number | undefined;
  readonly rule: string | undefined;
  readonly agentId: number | undefined;
  readonly traceId: string | undefined;
  readonly retryIn: number | undefined;

  constructor(code: string, hint: string, details: ErrorDetails = {}) {
    super(`${code}${details.rule ? ` (${details.rule})` : ''}: ${hint}`);
    this.name = 'SignatureError';
    this.code = code;
    this.hint = hint;
    this.status = details.status;
    this.rule = details.rule;
    this.agentId = details.agentId;
    this.traceId = details.traceId;
    this.retryIn = details.retryIn;
  }
}
