import { hkdfSync } from 'node:crypto';
import { createAesSiv, type AesSiv } from './aes-siv.ts';
import { createAreas, type Area } from './blocks.ts';
import { createFirstFormat, type OpenFirstFormat } from './first-format.ts';

/** What one secret gives for one tenant and one purpose. */
export interface SealingKey {
  /** What everything that it sealed begins with. The same for every tenant and purpose; it reveals nothing of the secret. */
  readonly name: string;
  readonly siv: AesSiv;
  /** Where texts lie while they are sealed or opened. */
  readonly areaFor: (length: number) => Area;
  readonly openFirstFormat: OpenFirstFormat;
}

export const nameLength = 4;

/** The name that sealed texts give a secret. */
export function nameOfSecret(secret: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', secret, '', 'vaultgraph key name', 3)).toString('base64url');
}

/** One key for each secret, in order. A secret that is listed twice is one. */
export function createSealingKeys(
  secrets: readonly [Uint8Array, ...Uint8Array[]],
  tenant: string,
  purpose: string,
): readonly [SealingKey, ...SealingKey[]] {
  const [first, ...others] = secrets.map((secret) => ({
    name: nameOfSecret(secret),
    siv: createAesSiv(
      new Uint8Array(hkdfSync('sha256', secret, tenant, `vaultgraph ${purpose} AES-SIV`, 64)),
    ),
    areaFor: createAreas(),
    openFirstFormat: createFirstFormat(secret, tenant, purpose),
  }));
  if (!first) throw new Error('Nothing can be sealed without a secret.');
  return [first, ...others];
}
