import { createCipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Seals as release 0.1 did, whose ids other systems keep. */
export function sealAsFirst(secret: Uint8Array, tenant: string, purpose: string, content: unknown): string {
  const keys = Buffer.from(hkdfSync('sha256', secret, tenant, `vaultgraph ${purpose}`, 64));
  const plain = JSON.stringify(content);
  const iv = createHmac('sha256', keys.subarray(32)).update(plain).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-256-ctr', keys.subarray(0, 32), iv);
  return `1${Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64url')}`;
}
