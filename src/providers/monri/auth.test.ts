import { describe, expect, it } from 'vitest';
import digests from '../../emulators/monri/fixtures/digests.json' with { type: 'json' };
import { Secret } from '../../redaction/secret.ts';
import { sign } from './auth.ts';

describe('the signature', () => {
  const keys = {
    merchantKey: new Secret({ text: digests.merchantKey }),
    authenticityToken: new Secret({ text: digests.authenticityToken }),
    behaviour: { signedPath: 'with query', timestampUnit: 'seconds' },
  } as const;
  const now = new Date(Number(digests.timestamp) * 1000);

  it.each(digests.requests)('is the documented digest: $name', ({ fullpath, body, digest }) => {
    const url = `https://ipgtest.monri.com${fullpath}`;
    expect(sign({ url, body }, keys, now)).toBe(
      `WP3-v2.1 ${digests.authenticityToken} ${digests.timestamp} ${digest}`,
    );
  });
});
