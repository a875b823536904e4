import { parseConfig, type Environment } from '../../src/config/config.ts';
import { ConfigError, type ConfigMistake } from '../../src/config/mistake.ts';

/** A key such as `vaultgraph keygen` prints. */
export const idKey = Buffer.alloc(32, 7).toString('base64url');

/** A Monri test account as a configuration file has it. */
export function monriAccount(
  changes: Readonly<Record<string, unknown>> = {},
  settings: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    key: 'monri-hr',
    provider: 'MONRI',
    environment: 'SANDBOX',
    ...changes,
    settings: {
      baseUrl: 'https://ipgtest.monri.com',
      merchantKey: 'merchant key',
      authenticityToken: 'authenticity token',
      ...settings,
    },
  };
}

/** A file with nothing in it but what must be there, and these accounts. */
export function fileWith(
  accounts: readonly unknown[],
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    access: { anonymous: { tenant: 'acme', scopes: ['*'] } },
    tenants: [{ id: 'acme', accounts }],
    ...changes,
  };
}

/** What is wrong with a file; nothing if it can be used. */
export function mistakesOf(json: unknown, environment: Environment = {}): readonly ConfigMistake[] {
  try {
    parseConfig(json, environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}
