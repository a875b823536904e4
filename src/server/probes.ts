import type { HealthStatus } from '../domain/health.ts';
import type { Account } from '../gateway/account.ts';
import type { OutcomeStore } from '../store/store.ts';

/** Answers `/livez` and `/readyz`. */
export interface Probes {
  readonly live: () => Response;
  readonly ready: (isVerbose: boolean) => Promise<Response>;
}

export interface ProbesOptions {
  /** Whether new requests should come here. */
  readonly isReady: () => boolean;
  /** What `/readyz?verbose` adds; nothing if absent. */
  readonly details?: (() => Promise<object>) | undefined;
}

export function createProbes({ isReady, details }: ProbesOptions): Probes {
  return {
    live: () => Response.json({ status: 'live' }),
    ready: async (isVerbose) => {
      const more = details && isVerbose ? await details() : {};
      return isReady()
        ? Response.json({ status: 'ready', ...more })
        : Response.json({ status: 'draining', ...more }, { status: 503 });
    },
  };
}

/** How the store and the accounts are, as JSON. */
export interface HealthDetails {
  readonly store: 'UP' | 'DOWN';
  readonly accounts: readonly AccountHealth[];
}

export interface AccountHealth {
  readonly tenant: string;
  readonly account: string;
  readonly provider: string;
  readonly status: HealthStatus;
  readonly lastSuccessAt: string | null;
  readonly retryAt: string | null;
}

/** How long the store may take to answer, in milliseconds. */
const patienceMs = 500;

/**
 * How the store and the accounts are. Neither decides whether this server is ready: another instance would meet the same
 * store and the same providers, and reads go on without the store.
 */
export async function describeHealth(
  store: OutcomeStore,
  tenants: ReadonlyMap<string, { readonly accounts: readonly Account[] }>,
): Promise<HealthDetails> {
  const accounts = [...tenants].flatMap(([tenant, { accounts: own }]) =>
    own.map(({ key, provider, health }) => {
      const { status, lastSuccessAt, retryAt } = health();
      const [last = null, retry = null] = [lastSuccessAt?.toISOString(), retryAt?.toISOString()];
      return { tenant, account: key, provider, status, lastSuccessAt: last, retryAt: retry };
    }),
  );
  return { store: (await answers(store)) ? 'UP' : 'DOWN', accounts };
}

/** Releases a claim that does not exist, which changes nothing and needs the store to answer. */
async function answers(store: OutcomeStore): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  const asked = store.release('readyz', 'probe').then(
    () => true,
    () => false,
  );
  const result = await Promise.race([asked, late]);
  clearTimeout(timer);
  return result;
}
