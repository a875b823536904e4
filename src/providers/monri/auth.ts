import { createHash } from 'node:crypto';
import type { Secret } from '../../domain/secret.ts';
import type { Outgoing } from '../../http/exchange.ts';

export interface MonriKeys {
  /** Never sent. */
  readonly merchantKey: Secret;
  readonly authenticityToken: Secret;
}

/**
 * The `WP3-v2.1` header of a request: a SHA-512 over merchant key, time, token, path with query, and body, joined
 * without separators. The method is not part of it. Source: Monri documentation, "Requirements - API v2"; that the
 * query belongs to the path is a third party's observation on the test host.
 */
export function sign({ url, body }: Pick<Outgoing, 'url' | 'body'>, keys: MonriKeys, now: Date): string {
  const { pathname, search } = new URL(url);
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const token = keys.authenticityToken.reveal();
  const digest = createHash('sha512')
    .update(keys.merchantKey.reveal() + timestamp + token + pathname + search + (body ?? ''), 'utf8')
    .digest('hex');
  return `WP3-v2.1 ${token} ${timestamp} ${digest}`;
}
