import { randomUUID } from 'node:crypto';
import { isSupported, operations } from '../domain/capability.ts';
import { VaultError } from '../domain/errors.ts';
import { noFilter } from '../domain/page.ts';
import type { Config } from '../config/schema.ts';
import { examineStore } from './doctor-store.ts';
import { clockFinding, wayFinding, type Witnessed } from './findings.ts';
import { verb, type Account } from '../gateway/account.ts';
import type { Fetch } from '../http/fetch.ts';
import type { Call, UpstreamCall } from '../port.ts';
import { connectConfigured } from './connect-configured.ts';

/** What was found out about every account of a configuration, and about a store that is shared. */
export interface Examination {
  /** For people, several lines. */
  readonly report: string;
  /** Whether every account works: the provider answers as it should, and the clocks agree. And whether a shared store can be used. */
  readonly isHealthy: boolean;
}

/** Asks every account for one customer, which shows whether its settings are right and changes nothing. */
export async function examine(config: Config): Promise<Examination> {
  const findings = await Promise.all([
    ...config.tenants.flatMap(({ id, accounts }) =>
      accounts.map((account) => examineOne({ ...config, tenants: [{ id, accounts: [account] }] })),
    ),
    examineStore(config),
  ]);
  return {
    report: findings
      .flat()
      .map(({ text }) => text)
      .join('\n\n'),
    isHealthy: findings.flat().every(({ isHealthy }) => isHealthy),
  };
}

/** Examines a configuration of one account, so that every answer that is seen is that account's. */
async function examineOne(config: Config): Promise<readonly { isHealthy: boolean; text: string }[]> {
  let last: Witnessed | null = null;
  const witness: Fetch = async (request) => {
    const sentAt = Date.now();
    const response = await fetch(request);
    last = { status: response.status, headers: response.headers, sentAt, receivedAt: Date.now() };
    return response;
  };
  const connected = connectConfigured(config, { fetchByAccount: () => witness });
  const accounts = [...connected].flatMap(([tenant, those]) => those.map((account) => ({ tenant, account })));
  return Promise.all(
    accounts.map(async ({ tenant, account }) => {
      const probed = await probe(account, config.limits.requestTimeoutMs);
      const problems = problemsOf(probed, last);
      return { isHealthy: problems.length === 0, text: describe(tenant, account, probed, problems) };
    }),
  );
}

/** What came of asking an account. */
interface Probed {
  /** The last request that was sent to the provider; null if there was none. */
  readonly last: UpstreamCall | null;
  readonly failure: VaultError | null;
}

async function probe(account: Account, timeoutMs: number): Promise<Probed> {
  let last: UpstreamCall | null = null;
  const call = {
    signal: AbortSignal.timeout(timeoutMs),
    deadline: performance.now() + timeoutMs,
    observe: (observed: UpstreamCall) => void (last = observed),
  };
  try {
    await askForOne(account, call);
    await account.examine(call);
    return { last, failure: null };
  } catch (failure) {
    if (failure instanceof VaultError) return { last, failure };
    throw failure;
  }
}

/** Lists one customer if the provider can, which a wrong setting fails; else reads one that cannot exist. */
async function askForOne(account: Account, call: Call): Promise<void> {
  if (!isSupported(account.abilities.LIST_CUSTOMERS)) {
    await account.vault.getCustomer(randomUUID(), call);
    return;
  }
  await verb(account, 'LIST_CUSTOMERS', 'listCustomers')({ from: null, limit: 1 }, noFilter, call);
}

function problemsOf({ last, failure }: Probed, witnessed: Witnessed | null): readonly string[] {
  const setting = last?.operation === 'token' ? 'tokenUrl' : 'baseUrl';
  const way = failure && witnessed && last?.status !== null ? wayFinding(witnessed, setting) : null;
  const clock = witnessed && clockFinding(witnessed);
  return [failure && `${failure.code}: ${failure.message}`, way, clock].filter((line) => line !== null);
}

function describe(tenant: string, account: Account, { last, failure }: Probed, problems: readonly string[]) {
  const isAnswered = last !== null && last.status !== null;
  const reachable = isAnswered ? 'yes' : last ? 'no' : 'unknown, nothing was sent';
  const isRefused = failure?.code === 'PROVIDER_UNAUTHORIZED';
  const authorised = failure === null ? 'yes' : isAnswered && isRefused ? 'no' : 'unknown';
  return [
    `${account.key} (${account.displayName}, ${account.environment}, tenant ${tenant})`,
    '  configured  yes',
    `  reachable   ${reachable}`,
    `  authorised  ${authorised}`,
    ...problems.map((problem) => `  problem     ${problem}`),
    '  what the provider can do, which was not tried:',
    ...operations.map((operation) => `  ${operation.padEnd(27)} ${answer(account, operation)}`),
  ].join('\n');
}

function answer({ abilities }: Account, operation: (typeof operations)[number]): string {
  const capability = abilities[operation];
  if (!isSupported(capability)) return `no: ${capability.because}`;
  const kinds = capability.registration?.kinds ?? [];
  const yes = kinds.length > 0 ? `yes (${kinds.join(', ')})` : 'yes';
  return capability.note === undefined ? yes : `${yes}: ${capability.note}`;
}
