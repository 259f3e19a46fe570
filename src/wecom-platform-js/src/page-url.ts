const landing = typeof location === 'object' ? withoutHash() : '';

function withoutHash(): string {
  return location.href.split('#')[0]!;
}

/**
 * The url that the client will check: the page's own without its fragment, byte for byte. WeChat on phones keeps to the url that the
 * page was first opened with, wherever a single-page application has moved since; WeCom does not.
 */
export function pageUrl(): string {
  const { userAgent, platform } = navigator;
  const isWechatPhone = /micromessenger/i.test(userAgent) && !/wxwork/i.test(userAgent) && !/win|mac/i.test(platform);
  return isWechatPhone ? landing : withoutHash();
}
