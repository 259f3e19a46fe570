import { PAUSE } from './request.js';
import { SignatureError } from './signature-error.js';

const LONGEST = 60_000;
const ATTEMPTS = 3;

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Paces what is asked of an endpoint that fails: each failure doubles the pause (with chance in it, so that pages do not come back
 * together), the server's Retry-After is the least. Callers wait for a short pause to end and get the last failure at once in a long one,
 * so that requests grow with the time a failure lasts and not with the number of callers.
 */
export class Pace {
  private failures = 0;
  private until = 0;
  private error: SignatureError | undefined;

  /** @param patience How long a caller is kept waiting for a pause to end, in milliseconds. */
  constructor(private readonly patience: number) {}

  async run<T>(attempt: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + this.patience;
    for (let i = 1; ; i++) {
      // A sleeper may wake to a pause that another caller's failure has made longer.
      for (let wait; (wait = this.until - Date.now()) > 0; await sleep(wait)) {
        if (Date.now() + wait > deadline) {
          throw this.error;
        }
      }
      try {
        const result = await attempt();
        this.failures = 0;
        return result;
      } catch (error) {
        if (!(error instanceof SignatureError) || error.retryIn === undefined) {
          throw error;
        }
        this.pause(error);
        if (i === ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  private pause(error: SignatureError): void {
    const backoff = Math.min(PAUSE * 2 ** this.failures++, LONGEST) * (0.75 + Math.random() / 2);
    this.until = Math.max(this.until, Date.now() + Math.max(backoff, error.retryIn!));
    this.error = error;
  }
}
