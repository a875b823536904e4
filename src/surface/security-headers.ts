import type { Fetch } from '../http/fetch.ts';

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** Where an answer says nothing else: it is data, which nobody keeps and no browser shows as a page. */
const otherwise = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Tells browsers to take every answer for nothing more than it is. */
export function withSecurityHeaders(fetch: Fetch): Fetch {
  return async (request) => {
    const response = await fetch(request);
    for (const [name, value] of Object.entries(always)) response.headers.set(name, value);
    for (const [name, value] of Object.entries(otherwise)) {
      if (!response.headers.has(name)) response.headers.set(name, value);
    }
    return response;
  };
}
