import { parseArgs } from 'node:util';
import { ConfigError } from '../config/mistake.ts';
import type { Config } from '../config/schema.ts';
import { VaultError } from '../domain/errors.ts';
import type { IndexParts } from '../gateway/blind-index/index-parts.ts';
import { buildIndex, type Built } from '../gateway/blind-index/build-index.ts';
import type { IndexProgress } from '../gateway/blind-index/index-progress.ts';
import { createTenantIndexes } from '../gateway/blind-index/tenant-indexes.ts';
import { connectConfigured, type Connecting } from './connect-configured.ts';
import { indexOptionsOf } from './index-options.ts';
import { openStore } from './open-store.ts';
import { idSecretsOf } from './sealing-secrets.ts';

/** What `index` takes. */
export function readIndexArgs(args: string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { config: text, account: text, prune: { type: 'boolean', default: false } },
  });
  return values;
}

interface Surroundings extends Pick<Connecting, 'fetchByAccount'> {
  readonly print: (line: string) => void;
  /** Prints a line of progress, apart from the result. */
  readonly printProgress: (line: string) => void;
  /** Ends the run; the next one goes on from there. */
  readonly signal: AbortSignal;
}

interface Named {
  readonly title: string;
  readonly parts: IndexParts;
}

/** Builds the indexes of a configuration, or reads their accounts again; returns the exit status. */
export async function buildIndexes(
  config: Config,
  values: Omit<ReturnType<typeof readIndexArgs>, 'config'>,
  { print, printProgress, signal, fetchByAccount }: Surroundings,
): Promise<0 | 1> {
  if (config.store.type === 'memory') {
    const message = 'must be sqlite or redis: what is built would be lost when the command ends.';
    throw new ConfigError([{ path: 'store.type', message }]);
  }
  const { store, indexStore } = await openStore(config);
  try {
    const all = partsOf(config, indexStore.open, fetchByAccount);
    const chosen = all.filter(({ parts }) => [undefined, parts.account.key].includes(values.account));
    if (chosen.length === 0) {
      throw new Error('No account has an index: write "index": {} into the account, or correct --account.');
    }
    let isComplete = true;
    for (const { title, parts } of chosen) {
      const built = await build(parts, config, signal, (progress) =>
        printProgress(`${title}  ${describe(progress)}`),
      );
      const { size } = await parts.store.state(parts.digests.space);
      print(`${title}  ${size} customers  ${sentences[built] ?? built}`);
      isComplete &&= built === 'COMPLETE';
    }
    if (values.prune) {
      const deleted = await indexStore.open().keepOnly(all.map(({ parts }) => parts.digests.space));
      print(`${deleted} indexes deleted that no account of the configuration has`);
    }
    return isComplete ? 0 : 1;
  } finally {
    await indexStore.close();
    await store.close();
  }
}

const sentences: Readonly<Record<string, string>> = {
  COMPLETE: 'complete',
  BUSY: 'another process reads the list now; nothing was done',
  DOUBTFUL: 'not complete: the list changed while it was read, or holds customers that cannot be read',
  INTERRUPTED: 'interrupted; the next run goes on from here',
} satisfies Record<Built, string>;

/** How an index was built, or in which words the provider failed. */
async function build(
  parts: IndexParts,
  { limits: { requestTimeoutMs } }: Config,
  signal: AbortSignal,
  progressed: (progress: IndexProgress) => void,
): Promise<string> {
  try {
    return await buildIndex(parts, { requestTimeoutMs, signal, progressed });
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return `interrupted; the next run goes on from here. ${error.code}: ${error.message}`;
  }
}

function describe({ pass }: IndexProgress): string {
  if (pass === null) return 'read';
  if (pass.isSweeping) return `${pass.met} read; comparing those that the list did not have`;
  return pass.total === null ? `${pass.met} read` : `${pass.met} of ${pass.total} read`;
}

function partsOf(
  config: Config,
  open: Parameters<typeof indexOptionsOf>[1],
  fetchByAccount: Connecting['fetchByAccount'],
): readonly Named[] {
  const [secret] = idSecretsOf(config);
  const { requestTimeoutMs } = config.limits;
  const optionsOf = indexOptionsOf(config, open, { call: () => undefined, defect: () => undefined });
  return [...connectConfigured(config, fetchByAccount ? { fetchByAccount } : {})].flatMap(
    ([tenant, accounts]) =>
      createTenantIndexes({ tenant, secret, accounts, requestTimeoutMs }, optionsOf(tenant)).parts.map(
        (parts) => ({ title: `${parts.account.key} (tenant ${tenant})`, parts }),
      ),
  );
}
