import { randomUUID } from 'node:crypto';
import { isSupported, operations } from './domain/capability.ts';
import { VaultError } from './domain/errors.ts';
import type { Config } from './config/schema.ts';
import type { Account } from './gateway/account.ts';
import type { UpstreamCall } from './port.ts';
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
      const probed = await probe(account, config.limits.requestTimeoutMs);
      return { isHealthy: probed.failure === null, text: describe(tenant, account, probed) };
    }),
  );
  return {
    report: findings.map(({ text }) => text).join('\n\n'),
    isHealthy: findings.every(({ isHealthy }) => isHealthy),
  };
}

/** What came of asking an account. */
interface Probed {
  /** The last request that was sent to the provider; null where there was none. */
  readonly last: UpstreamCall | null;
  readonly failure: VaultError | null;
}

async function probe({ vault }: Account, timeoutMs: number): Promise<Probed> {
  let last: UpstreamCall | null = null;
  const call = {
    signal: AbortSignal.timeout(timeoutMs),
    deadline: Date.now() + timeoutMs,
    observe: (observed: UpstreamCall) => void (last = observed),
  };
  try {
    await vault.getCustomer(randomUUID(), call);
    return { last, failure: null };
  } catch (failure) {
    if (failure instanceof VaultError) return { last, failure };
    throw failure;
  }
}

function describe(tenant: string, account: Account, { last, failure }: Probed): string {
  const isAnswered = last !== null && last.status !== null;
  const reachable = isAnswered ? 'yes' : last ? 'no' : 'unknown, nothing was sent';
  const isRefused = failure?.code === 'PROVIDER_UNAUTHORIZED';
  const authorised = failure === null ? 'yes' : isAnswered && isRefused ? 'no' : 'unknown';
  return [
    `${account.key} (${account.displayName}, ${account.environment}, tenant ${tenant})`,
    '  configured  yes',
    `  reachable   ${reachable}`,
    `  authorised  ${authorised}`,
    ...(failure ? [`  problem     ${failure.code}: ${failure.message}`] : []),
    '  what the provider can do, which was not tried:',
    ...operations.map((operation) => `  ${operation.padEnd(27)} ${answer(account, operation)}`),
  ].join('\n');
}

function answer({ abilities }: Account, operation: (typeof operations)[number]): string {
  const capability = abilities[operation];
  if (!isSupported(capability)) return `no: ${capability.because}`;
  return capability.note === undefined ? 'yes' : `yes: ${capability.note}`;
}
