import { text as textOf } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { readConfig } from '../../config/config.ts';
import { createIds } from '../../gateway/ids.ts';
import { configFile } from '../config-file.ts';
import { rewrap } from '../rewrap.ts';
import { idSecretsOf } from '../sealing-secrets.ts';

/** `vaultgraph rewrap`. */
export async function run(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { config: text, tenant: text } });
  const config = await readConfig(configFile(values.config), process.env);
  const tenant = config.tenants.find(({ id }) => id === values.tenant);
  if (!tenant) throw new Error('--tenant must name a tenant of the configuration.');
  const stored = await textOf(process.stdin);
  const { lines, summary } = rewrap(
    stored.split(/\s+/).filter(Boolean),
    createIds(idSecretsOf(config), tenant.id),
  );
  for (const line of lines) console.log(line);
  console.error(summary);
}
