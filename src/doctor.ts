import { randomUUID } from 'node:crypto';
import { isSupported, operations } from './domain/capability.ts';
import { VaultError } from './domain/errors.ts';
import type { Config } from './config/schema.ts';
import type { Account } from './gateway/account.ts';
import { connectConfigured } from './serve.ts';

/** What was found out about every account of a configuration. */
export interface Examination {
  /** For people, several lines. */
  readonly report: string;
  /** Whether every account could be reached with its credentials. */
  readonly isHealthy: boolean;
}

/**
 * Asks every account for a customer that cannot exist, which shows whether the provider is reached and takes the
 * credentials, and changes nothing.
 */
export async function examine(config: Config): Promise<Examination> {
  const accounts = [...connectConfigured(config)].flatMap(([tenant, connected]) =>
    connected.map((account) => ({ tenant, account })),
  );
  const findings = await Promise.all(
    accounts.map(async ({ tenant, account }) => {
      const failure = await probe(account, config.limits.requestTimeoutMs);
      return { isHealthy: failure === null, text: describe(tenant, account, failure) };
    }),
  );
  return {
    report: findings.map(({ text }) => text).join('\n\n'),
    isHealthy: findings.every(({ isHealthy }) => isHealthy),
  };
}

async function probe({ vault }: Account, timeoutMs: number): Promise<VaultError | null> {
  const call = {
    signal: AbortSignal.timeout(timeoutMs),
    deadline: Date.now() + timeoutMs,
    observe: () => undefined,
  };
  try {
    await vault.getCustomer(randomUUID(), call);
    return null;
  } catch (error) {
    if (error instanceof VaultError) return error;
    throw error;
  }
}

function describe(tenant: string, account: Account, failure: VaultError | null): string {
  const isReachable = failure?.code !== 'PROVIDER_UNAVAILABLE';
  const isAuthorised = isReachable && failure?.code !== 'PROVIDER_UNAUTHORIZED';
  const problem = failure ? [`  problem     ${failure.code}: ${failure.message}`] : [];
  return [
    `${account.key} (${account.displayName}, ${account.environment}, tenant ${tenant})`,
    '  configured  yes',
    `  reachable   ${isReachable ? 'yes' : 'no'}`,
    `  authorised  ${isAuthorised ? 'yes' : isReachable ? 'no' : 'unknown'}`,
    ...problem,
    ...operations.map((operation) => `  ${operation.padEnd(27)} ${answer(account, operation)}`),
  ].join('\n');
}

function answer({ abilities }: Account, operation: (typeof operations)[number]): string {
  const capability = abilities[operation];
  if (!isSupported(capability)) return `no: ${capability.because}`;
  return capability.note === undefined ? 'yes' : `yes: ${capability.note}`;
}
