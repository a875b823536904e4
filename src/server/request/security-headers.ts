import type { Fetch } from '../../http/fetch.ts';
import type { Handle } from '../../http/handle.ts';

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** Headers of an answer that does not set them: it is data, which is not cached and not shown as a page. */
const otherwise = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Adds headers that keep browsers from treating an answer as anything but data. */
export function withSecurityHeaders(handle: Handle): Handle {
  return async (request) => {
    const answer = await handle(request);
    const { headers } = answer;
    headers['cache-control'] ??= otherwise['cache-control'];
    headers['content-security-policy'] ??= otherwise['content-security-policy'];
    headers['x-content-type-options'] = always['x-content-type-options'];
    headers['referrer-policy'] = always['referrer-policy'];
    headers['cross-origin-resource-policy'] = always['cross-origin-resource-policy'];
    headers['x-frame-options'] = always['x-frame-options'];
    return answer;
  };
}

/** The same for what answers web requests. */
export function withSecurePages(fetch: Fetch): Fetch {
  return async (request) => {
    const response = await fetch(request);
    const headers = { ...otherwise, ...Object.fromEntries(response.headers), ...always };
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
}
