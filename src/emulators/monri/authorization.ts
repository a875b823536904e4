import { createHash, timingSafeEqual } from 'node:crypto';
import type { RecordedAccount } from '../kit/recorded-account.ts';
import type { MonriSwitches } from './switches.ts';

export interface MonriCredentials {
  /** The secret of the digest; never sent. */
  readonly merchantKey: string;
  readonly authenticityToken: string;
}

/** What an `Authorization: WP3-v2.1 <authenticity_token> <timestamp> <digest>` header says. */
export interface Authorization {
  readonly authenticityToken: string;
  readonly timestamp: string;
  readonly digest: string;
}

const scheme = /^WP3-v2\.1 (?<authenticityToken>\S+) (?<timestamp>\d+) (?<digest>[0-9a-f]{128})$/;

/** Reads the header of a request; undefined if it is missing or of any other form. */
export function readAuthorization(request: Request): Authorization | undefined {
  const parts = scheme.exec(request.headers.get('authorization') ?? '')?.groups;
  if (!parts) return undefined;
  const { authenticityToken = '', timestamp = '', digest = '' } = parts;
  return { authenticityToken, timestamp, digest };
}

/** Whether the digest was made with this merchant key, over the path and query as sent and the raw body. */
export async function isSignedWith(
  merchantKey: string,
  { authenticityToken, timestamp, digest }: Authorization,
  request: Request,
  digestOver: MonriSwitches['digestOver'],
): Promise<boolean> {
  const body = Buffer.from(await request.clone().arrayBuffer());
  const expected = createHash('sha512')
    .update(merchantKey + timestamp + authenticityToken + signedPath(request, digestOver))
    .update(body)
    .digest();
  return timingSafeEqual(expected, Buffer.from(digest, 'hex'));
}

/**
 * Whether a timestamp is at most `tolerance` seconds away from `now`. The documentation has seconds;
 * Monri's own sample code also sends milliseconds, so both are read.
 */
export function isTimely(timestamp: string, now: Date, tolerance: number): boolean {
  const milliseconds = timestamp.length > 11 ? Number(timestamp) : Number(timestamp) * 1000;
  return Math.abs(now.getTime() - milliseconds) <= tolerance * 1000;
}

/** What an account signed while it was recorded, which its settings say. */
export function recordedDigestOver({
  settings: { behaviour },
}: RecordedAccount): MonriSwitches['digestOver'] {
  const signed = new Map(Object.entries(behaviour ?? {})).get('signedPath');
  return signed === 'without query' ? 'path' : 'path and query';
}

function signedPath({ url }: Request, digestOver: MonriSwitches['digestOver']): string {
  const [sent = ''] = url.split('#', 1);
  const full = sent.slice(new URL(url).origin.length);
  return digestOver === 'path' ? (full.split('?', 1)[0] ?? '') : full;
}
