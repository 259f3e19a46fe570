import { juziSidebar } from './juzi.js';
import type { MediaOptions } from './message.js';
import type { Sidebar } from './sidebar.js';
import { wecomSidebar } from './wecom.js';

export interface SidebarOptions extends MediaOptions {
  /** The SDK, where it does not stand in `window.ww` or `window.wx`: `import * as ww from '@wecom/jssdk'`. */
  sdk?: object;
}

/**
 * The chat host that the page is open in: Juzi where its helper script says so, WeCom in WeCom's client; undefined in a plain browser.
 * Juzi's helper may fail to replace `window.wx`, which is why `window.juziWx` is looked at as well.
 */
export function findSidebar(options: SidebarOptions = {}): Sidebar | undefined {
  const { wx, juziWx, ww } = window as any;
  const juzi = wx?.isJuziWx === true ? wx : juziWx;
  if (juzi) {
    return juziSidebar(juzi);
  }
  const sdk = options.sdk ?? ww ?? wx;
  return sdk && /wxwork/i.test(navigator.userAgent) ? wecomSidebar(sdk, options) : undefined;
}
