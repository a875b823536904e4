import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { listen } from '../../src/http/listen.ts';
import { emulate } from '../../examples/acme-emulator.ts';

/** The provider of the examples in JavaScript, as a separate package would have it. */
export const acmeModule: string = stripTypeScriptTypes(
  [
    readFileSync('examples/acme-customer.ts', 'utf8'),
    // Both files in one: what the first imports or declares is there.
    readFileSync('examples/acme.ts', 'utf8').replace(/^import .* from '(zod|\.\/acme-customer\.ts)';$/gm, ''),
  ].join('\n'),
).replaceAll("'../src/index.ts'", "'vaultgraph'");

/** Puts packages into a folder as npm does; each is given as the text of its module. */
export function installInto(folder: string, packages: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(packages)) {
    const home = join(folder, 'node_modules', name);
    mkdirSync(home, { recursive: true });
    const exported = { name, version: '1.0.0', type: 'module', exports: './index.js' };
    writeFileSync(join(home, 'package.json'), JSON.stringify(exported));
    writeFileSync(join(home, 'index.js'), text);
  }
}

/** Lets packages of a folder import this vaultgraph, and the packages beside it. */
export function installVaultgraph(folder: string): void {
  const root = join(import.meta.dirname, '../..');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules/vaultgraph'));
  symlinkSync(join(root, 'node_modules/zod'), join(folder, 'node_modules/zod'));
}

/** Acme's API at a port of this machine, with one customer. */
export async function listenAsAcme() {
  const emulator = emulate({ customers: 1 });
  const listening = await listen(emulator.fetch, { host: '127.0.0.1', port: 0 });
  const [account] = emulator.accounts(listening.origin);
  return { ...listening, settings: account?.settings, customerId: account?.customerKeys()[0] };
}
