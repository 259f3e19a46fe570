import type { Answer, Signature } from './answer.js';
import { pageUrl } from './page-url.js';
import { SignatureError } from './signature-error.js';

/** What a page on jweixin asks for. */
export interface LegacyOptions {
  jsApiList: string[];
  /** jweixin's debug mode. Default: false. */
  debug?: boolean;
  /** Where the corp has several ids: the one that wx.config is to name. Default: the signer's corpId. */
  appId?: string;
  /** Default: the page's own url without its fragment. */
  url?: string;
}

/** The argument of `wx.config`. */
export interface ConfigArguments extends Signature {
  beta: true;
  debug: boolean;
  appId: string;
  jsApiList: string[];
}

/** The argument of `wx.agentConfig`, or of `wx.invoke('agentConfig', …)`. */
export interface AgentConfigArguments extends Signature {
  corpid: string;
  agentid: number;
  jsApiList: string[];
}

export interface LegacyConfig {
  config: ConfigArguments;
  /** Absent when the signer was given neither agentId nor suiteId. */
  agentConfig?: AgentConfigArguments;
}

/** As much of jweixin as is used here; every build of it has this, not every build has agentConfig. */
export interface LegacySdk {
  config(config: object): void;
  ready(done: () => void): void;
  error(failed: (result: any) => void): void;
  invoke?(name: string, params: object, done: (result: any) => void): void;
  agentConfig?(config: object): void;
}

/** Turns signatures into jweixin's arguments. */
export async function legacyConfig(options: LegacyOptions, sign: (url: string) => Promise<Answer>): Promise<LegacyConfig> {
  const { jsApiList, debug = false } = options;
  const { corpId, agentId, signatures } = await sign(options.url ?? pageUrl());
  const { corp, agent } = signatures;
  if (!corp) {
    throw new SignatureError('ids_missing', 'jweixin needs a corp: a login suite works with ww.createJSAPIPanel only.');
  }
  const config: ConfigArguments = { beta: true, debug, appId: options.appId ?? corpId!, ...corp, jsApiList };
  return agent ? { config, agentConfig: { corpid: corpId!, agentid: agentId!, ...agent, jsApiList } } : { config };
}

/**
 * `wx.config`, then `wx.agentConfig` (or `wx.invoke`, where the build has none); settles when the client has accepted both.
 * @throws SignatureError `client_refused` with the client's own words as hint
 */
export async function configureLegacy(wx: LegacySdk, { config, agentConfig }: LegacyConfig): Promise<void> {
  await new Promise<void>((done, fail) => {
    // jweixin calls ready after an error, too: whichever comes first settles it.
    wx.error((result) => fail(refused(result)));
    wx.ready(done);
    wx.config(config);
  });
  if (agentConfig) {
    await new Promise<void>((done, fail) => {
      const failed = (result: unknown) => fail(refused(result));
      if (wx.agentConfig) {
        wx.agentConfig({ ...agentConfig, success: () => done(), fail: failed });
      } else {
        wx.invoke!('agentConfig', agentConfig, (result) => (/:ok$/.test(words(result)) ? done() : failed(result)));
      }
    });
  }
}

const words = (result: any): string => result?.errMsg ?? result?.err_msg ?? '';

const refused = (result: unknown) => new SignatureError('client_refused', words(result));
