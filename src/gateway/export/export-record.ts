import { isSupported } from '../../domain/capability.ts';
import { VaultError } from '../../domain/errors.ts';
import type { Call, RawAnswer } from '../../port.ts';
import type { Account } from '../account.ts';
import { readEveryMethod, type EveryMethod } from '../every-payment-method.ts';
import type { ExportRecord } from './export-document.ts';
import { withhold } from './withhold.ts';

/** A customer to export, and how. */
export interface ExportRequest {
  readonly id: string;
  readonly account: Account;
  readonly key: string;
  readonly call: Call;
  readonly now: () => Date;
}

/** How many calls to its provider a record takes, in the worst case that is reckoned with. */
export const callsPerRecord = 2;

interface KeptAnswer extends RawAnswer {
  readonly readAt: Date;
}

/** Reads a customer and its payment methods afresh, and gives the provider's own answers. What fails is named. */
export async function exportRecord({ id, account, key, call, now }: ExportRequest): Promise<ExportRecord> {
  const kept: KeptAnswer[] = [];
  const own: Call = { ...call, keep: (answer) => void kept.push({ ...answer, readAt: now() }) };
  const about = { id, account: described(account) };
  try {
    const customer = await account.vault.getCustomer(key, own);
    if (!customer) return { ...about, status: 'ABSENT', problems: [], answers: [] };
  } catch (error) {
    return { ...about, status: 'FAILED', problems: [problemOf('The customer', error)], answers: [] };
  }
  const ofCustomer = kept.length;
  const { methods, problem } = await readMethods(account, key, own);
  const secrets = new Set(methods.flatMap(({ key: name, token }) => (token === null ? [] : [name, token])));
  // What was not understood may hold secrets that nothing names.
  const readable = problem === null ? kept : kept.slice(0, ofCustomer);
  return {
    ...about,
    status: problem === null ? 'WHOLE' : 'PARTIAL',
    problems: problem === null ? [] : [problem],
    answers: readable.map(({ operation, readAt, json }) => ({
      operation,
      readAt: readAt.toISOString(),
      json: withhold(json, secrets),
    })),
  };
}

type Methods = Pick<EveryMethod, 'methods' | 'problem'>;

async function readMethods(account: Account, customerKey: string, call: Call): Promise<Methods> {
  const { abilities, vault } = account;
  const { listPaymentMethods } = vault;
  const ability = abilities.LIST_PAYMENT_METHODS;
  if (!isSupported(ability) || !listPaymentMethods) {
    const because = isSupported(ability) ? 'This account cannot list them.' : ability.because;
    return { methods: [], problem: `Payment methods: ${because}` };
  }
  try {
    return await readEveryMethod(listPaymentMethods, account, customerKey, call);
  } catch (error) {
    return { methods: [], problem: problemOf('Payment methods', error) };
  }
}

function described({ key, displayName, provider, environment }: Account): ExportRecord['account'] {
  return { key, displayName, provider, environment };
}

/** A failure in words; a defect is thrown on. */
function problemOf(what: string, error: unknown): string {
  if (error instanceof VaultError) return `${what}: ${error.message}`;
  throw error;
}
