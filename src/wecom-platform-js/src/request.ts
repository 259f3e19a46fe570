import type { Answer } from './answer.js';
import { SignatureError } from './signature-error.js';

/** A first pause, for failures that do not say how long to wait; milliseconds. */
export const PAUSE = 500;

/** One request to the platform: an answer, or a SignatureError that says why not. */
export async function request(address: string, timeout: number, fetcher: typeof fetch): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout);
  try {
    const response = await fetcher(address, { credentials: 'omit', cache: 'no-store', signal: abort.signal });
    const body = await response.json().catch(() => abort.signal.aborted ? Promise.reject(new Error()) : null);
    if (response.ok && body?.signatures) {
      return body;
    }
    throw refusal(response, body);
  } catch (error) {
    throw error instanceof SignatureError
      ? error
      : abort.signal.aborted
        ? new SignatureError('timeout', `The platform did not answer within ${timeout} ms.`, { retryIn: PAUSE })
        : new SignatureError('unreachable', unreachable(address), { retryIn: PAUSE });
  } finally {
    clearTimeout(timer);
  }
}

function refusal(response: Response, body: any): SignatureError {
  const { status } = response;
  // 429 and the server's own failures pass; whatever else is refused now is refused again.
  const wait = Number(response.headers.get('Retry-After')) * 1000 || PAUSE;
  const passing = status === 429 || status >= 500 ? { retryIn: wait } : {};
  return body?.code
    ? new SignatureError(body.code, body.hint ?? body.detail, { status, ...pick(body), ...passing })
    : new SignatureError('not_the_platform', `The endpoint answered ${status} without the platform's JSON: is it the platform's address?`, {
        status,
        ...passing,
      });
}

const pick = ({ rule, agentId, traceId }: any) => ({ rule, agentId, traceId });

// A browser does not tell a page why: these are the causes there are.
const unreachable = (address: string) =>
  typeof location === 'object' && location.protocol === 'https:' && address.startsWith('http:')
    ? 'An https page may not ask an http endpoint: give the platform a certificate.'
    : 'The endpoint cannot be reached: network, name, certificate, or a Content-Security-Policy without it in connect-src.';
