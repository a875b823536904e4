import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';

/** `vaultgraph keygen`. */
export function run(args: string[]): Promise<void> {
  parseArgs({ args });
  console.log(randomBytes(32).toString('base64url'));
  return Promise.resolve();
}
