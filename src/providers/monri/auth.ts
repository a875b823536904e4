import { hash } from 'node:crypto';
import type { Secret } from '../../redaction/secret.ts';
import type { Outgoing } from '../../upstream/exchange.ts';
import type { MonriBehaviour } from './behaviour.ts';

export interface MonriKeys {
  /** Never sent. */
  readonly merchantKey: Secret;
  readonly authenticityToken: Secret;
  readonly behaviour: Pick<MonriBehaviour, 'signedPath' | 'timestampUnit'>;
}

/**
 * The `WP3-v2.1` header of a request: a SHA-512 over merchant key, time, token, path with query, and body, joined
 * without separators. The method is not part of it. Source: Monri documentation, "Requirements - API v2"; that the
 * query belongs to the path is a third party's observation on the test host.
 */
export function sign({ url, body }: Pick<Outgoing, 'url' | 'body'>, keys: MonriKeys, now: Date): string {
  const { signedPath, timestampUnit } = keys.behaviour;
  const signed = signedPath === 'with query' ? pathAndQueryOf(url) : pathAndQueryOf(url).replace(/\?.*/s, '');
  const timestamp = String(Math.floor(now.getTime() / (timestampUnit === 'seconds' ? 1000 : 1)));
  const token = keys.authenticityToken.reveal();
  const text = keys.merchantKey.reveal() + timestamp + token + signed + (body ?? '');
  const digest = hash('sha512', text, 'hex');
  return `WP3-v2.1 ${token} ${timestamp} ${digest}`;
}

/** What follows the host, as it stands: a URL that is sent is written as every parser writes it. */
function pathAndQueryOf(url: string): string {
  return url.slice(url.indexOf('/', 'https://'.length));
}
