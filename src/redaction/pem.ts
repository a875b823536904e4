import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

type KeyType = 'pkcs8' | 'pkcs1' | 'sec1' | 'spki';

/** The labels of the blocks that hold a key in clear, and how what they hold is encoded. */
const privateTypes = {
  'PRIVATE KEY': 'pkcs8',
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
} as const;
const publicTypes = { 'PUBLIC KEY': 'spki', 'RSA PUBLIC KEY': 'pkcs1' } as const;

/** A private key as PKCS#8 in PEM, however it was written down; null if the text is none. */
export function toPrivateKeyPem(text: string): string | null {
  return firstKey(candidates(text, privateTypes), (key, type) => {
    const found = createPrivateKey({ key, format: 'der', type: type as 'pkcs8' });
    return found.export({ type: 'pkcs8', format: 'pem' });
  });
}

/** A public key as SPKI in PEM, however it was written down; null if the text is none. */
export function toPublicKeyPem(text: string): string | null {
  return firstKey(candidates(text, publicTypes), (key, type) => {
    const found: KeyObject = createPublicKey({ key, format: 'der', type: type as 'spki' });
    return found.export({ type: 'spki', format: 'pem' });
  });
}

interface Candidate {
  readonly type: KeyType;
  readonly der: Buffer;
}

function firstKey(
  found: readonly Candidate[],
  read: (der: Buffer, type: KeyType) => string | Buffer,
): string | null {
  for (const { der, type } of found) {
    try {
      return String(read(der, type));
    } catch {
      // It may be encoded in another of the ways.
    }
  }
  return null;
}

/**
 * PEM, also with its line breaks written as `\n` or lost, or in quotes; or the base64 of PEM; or the base64 of what PEM
 * wraps.
 */
function candidates(text: string, types: Readonly<Record<string, KeyType>>): Candidate[] {
  if (text.includes('-----BEGIN ')) return blocksOf(text, types);
  if (!/^[\w+/=\s-]+$/.test(text)) return [];
  const der = Buffer.from(text, 'base64');
  const inner = der.toString('latin1');
  if (inner.includes('-----BEGIN ')) return blocksOf(inner, types);
  return Object.values(types).map((type) => ({ type, der }));
}

function blocksOf(pem: string, types: Readonly<Record<string, KeyType>>): Candidate[] {
  const text = pem.replaceAll(/\\[rn]/g, '\n');
  return [...text.matchAll(/-----BEGIN ([A-Z ]+)-----([\w+/=\s]+)-----END \1-----/g)].flatMap(
    ([, label = '', body = '']) => {
      const type = Object.hasOwn(types, label) ? types[label] : undefined;
      return type === undefined ? [] : [{ type, der: Buffer.from(body, 'base64') }];
    },
  );
}
