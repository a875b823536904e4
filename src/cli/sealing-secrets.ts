import type { Config } from '../config/schema.ts';
import type { Secrets } from '../gateway/ids.ts';
import { nameOfSecret } from '../gateway/sealing/sealing-key.ts';

/** The stable secrets, of ids. Without a configured key, which only test accounts may be, ids end with the process. */
export function idSecretsOf({ idKey }: Config): Secrets {
  const [first, ...others] = toSecrets(idKey);
  return [first ?? crypto.getRandomValues(new Uint8Array(32)), ...others];
}

/** The secrets of cursors and outcomes, beside which those of ids open them too. */
export function rotatingSecretsOf({ sealKey }: Config): readonly Uint8Array[] {
  return toSecrets(sealKey);
}

function toSecrets(keys: Config['idKey']): Buffer[] {
  return (keys === undefined ? [] : [keys].flat()).map((key) => Buffer.from(key.reveal(), 'base64url'));
}

/** Whether an old key is kept beside the one that seals. */
export function hasOldKeys({ idKey, sealKey }: Config): boolean {
  return toSecrets(idKey).length > 1 || toSecrets(sealKey).length > 1;
}

/** Which keys are in use, by the names that ids and cursors begin with: for people, two lines. */
export function describeKeys({ idKey, sealKey }: Config): string {
  const [ids, rotating] = [toSecrets(idKey), toSecrets(sealKey)].map((secrets) => secrets.map(nameOfSecret));
  return [
    `ids                     ${describe(ids ?? [])}`,
    `cursors and outcomes    ${describe([...(rotating ?? []), ...(ids ?? [])])}`,
  ].join('\n');
}

function describe([first, ...others]: readonly string[]): string {
  if (first === undefined) return 'sealed with a key that was made up: they end with the process';
  const more = [...new Set(others)].filter((name) => name !== first);
  return `sealed with the key ${first}${more.length > 0 ? `; ${more.join(', ')} opened too` : ''}`;
}
