import type { Answer, Signature } from './answer.js';
import { legacyConfig, type LegacyConfig, type LegacyOptions } from './legacy.js';
import { Pace } from './pace.js';
import { request } from './request.js';
import { SignatureError } from './signature-error.js';

/** Whose signatures a page needs, and from where. */
export interface SignerOptions {
  /** The platform's address, e.g. `https://wecom.example.com`; `''` for the page's own origin. */
  endpoint: string;
  /** A publishable key, `pk_…`. Left out when the endpoint is a backend of yours that adds its secret key. */
  key?: string;
  /** The corp the page is open in. Without it only a login suite's signature can be had. */
  corpId?: string;
  /** The app, where it is known. */
  agentId?: number | string;
  /** Instead of agentId: the third-party app or template whose app in this corp is meant; or a login suite (登录授权). */
  suiteId?: string;
  /** How long the signature of one url is used again, in milliseconds. Default: 30,000. */
  reuse?: number;
  /** How long one request may take, in milliseconds. Default: 20,000: a ticket may have to be fetched first. */
  timeout?: number;
  /** How long a caller waits for an endpoint that fails to recover, in milliseconds. Default: 8,000. */
  patience?: number;
  /** Instead of the browser's own, e.g. to send headers of yours. */
  fetch?: typeof fetch;
}

/** Signs pages. The functions may be passed around; they need no `this`. */
export interface Signer {
  /** For `ww.register`: the corp's signature (企业身份). */
  getConfigSignature(url: string): Promise<Signature>;
  /** For `ww.register`: the app's signature (应用身份). */
  getAgentConfigSignature(url: string): Promise<Signature>;
  /** For `ww.register` and `ww.createJSAPIPanel`: a login suite's signature (登录授权). */
  getSuiteConfigSignature(url: string): Promise<Signature>;
  /** For jweixin: what `wx.config` and `wx.agentConfig` take. */
  legacyConfig(options: LegacyOptions): Promise<LegacyConfig>;
}

interface Asked {
  answer: Promise<Answer>;
  until: number;
}

/**
 * Makes a signer for one corp and app. Callers of one url share one request, and for a short while its answer, good or bad.
 * @throws SignatureError `key_not_publishable`, `ids_missing`
 */
export function createSigner(options: SignerOptions): Signer {
  const { key, corpId, agentId, suiteId, reuse = 30_000, timeout = 20_000, patience = 8_000 } = options;
  if (key !== undefined && !key.startsWith('pk_')) {
    throw new SignatureError('key_not_publishable', 'A page takes a publishable key, pk_…; a secret key in a page must be replaced: it has been seen.');
  }
  if (!corpId && !suiteId) {
    throw new SignatureError('ids_missing', 'Name the corpId, or the suiteId of a login suite.');
  }

  const fetcher = options.fetch ?? ((input, init) => fetch(input, init));
  const asked = new Map<string, Asked>();
  const paces = new Map<string, Pace>();

  function sign(url: string, identities?: 'corp' | 'agent' | 'suite'): Promise<Answer> {
    const name = `${identities} ${url}`;
    const now = Date.now();
    asked.forEach(({ until }, other) => until <= now && asked.delete(other));
    const known = asked.get(name);
    if (known) {
      return known.answer;
    }

    const query = Object.entries({ key, corpId, agentId, suiteId, identities, url })
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([part, value]) => `${part}=${encodeURIComponent(value!)}`);
    const address = `${options.endpoint.replace(/\/$/, '')}/v1/signatures?${query.join('&')}`;
    const answer = pace(`${identities}`).run(() => request(address, timeout, fetcher));
    const entry: Asked = { answer, until: Infinity };
    asked.set(name, entry);
    answer.then(
      ({ warnings }) => {
        entry.until = Date.now() + reuse;
        warnings?.forEach((warning) => console.warn(`wecom-platform: ${warning} in ${url}`));
      },
      // What may pass is paced; what does not is not asked again at every call.
      (error) => (entry.until = error.retryIn === undefined ? Date.now() + reuse : 0),
    );
    return answer;
  }

  // An app whose ticket cannot be had does not hold up the corp's.
  function pace(name: string): Pace {
    const known = paces.get(name) ?? new Pace(patience);
    paces.set(name, known);
    return known;
  }

  const only = (identity: 'corp' | 'agent' | 'suite') => async (url: string) => {
    const { timestamp, nonceStr, signature } = (await sign(url, identity)).signatures[identity]!;
    return { timestamp, nonceStr, signature };
  };
  return {
    getConfigSignature: only('corp'),
    getAgentConfigSignature: only('agent'),
    getSuiteConfigSignature: only('suite'),
    legacyConfig: (legacy) => legacyConfig(legacy, sign),
  };
}
