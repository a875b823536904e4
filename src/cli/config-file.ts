import { parseConfig, readConfig } from '../config/config.ts';
import { ConfigError } from '../config/mistake.ts';
import type { Config } from '../config/schema.ts';

export function configFile(named: string | undefined): string {
  const file = named ?? process.env['VAULTGRAPH_CONFIG'];
  if (file) return file;
  throw new ConfigError([{ path: '', message: 'name it with --config FILE or VAULTGRAPH_CONFIG.' }]);
}

/** Runs with the configuration of a file, or with that of a sandbox, which runs for as long. */
export async function withConfig(
  { config: named, sandbox: isSandbox }: { readonly config?: string | undefined; readonly sandbox: boolean },
  use: (config: Config) => Promise<void>,
): Promise<void> {
  if (!isSandbox) return use(await readConfig(configFile(named), process.env));
  const sandbox = await (await import('../sandbox/index.ts')).startSandbox();
  try {
    await use(parseConfig(sandbox.config, process.env));
  } finally {
    await sandbox.close();
  }
}
