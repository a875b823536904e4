import { VaultError } from '../../domain/errors.ts';
import type { Account } from '../account.ts';
import { readEveryMethod } from '../every-payment-method.ts';
import { readCustomer, targetOfPaymentMethod } from '../reading.ts';
import type { IdTarget } from '../ids.ts';
import type { RequestScope } from '../request-scope.ts';
import {
  deletesWithCustomer,
  deletionAt,
  hidesMethods,
  keepsMethods,
  noteOnDeletion,
  noteOnMethods,
} from './abilities.ts';

export const fates = ['ERASED', 'RETAINED', 'UNKNOWN', 'NOT_HERE', 'ALREADY_GONE'] as const;

/** What an erasure would do with a record. */
export interface Planned {
  readonly fate: (typeof fates)[number];
  /** A sentence for people: why, and who can erase what is not erased here; null if there is nothing to say. */
  readonly because: string | null;
}

export interface PlannedMethod extends Planned {
  readonly target: IdTarget;
}

/** What an erasure would do with a customer, and with what belongs to it. */
export interface PlannedRecord extends Planned {
  readonly account: Account;
  readonly methods: readonly PlannedMethod[];
  /** What is not erased with it although nothing names it, and what could not be read, a sentence each. */
  readonly notes: readonly string[];
}

/** Reads the customer and its payment methods, and sends nothing else. What cannot be read is named. */
export async function planRecord(
  account: Account,
  key: string,
  scope: Pick<RequestScope, 'call' | 'freshLoaders'>,
): Promise<PlannedRecord> {
  const planned = ofCustomer(account);
  try {
    const held = await readCustomer({ loaders: scope.freshLoaders }, account, key, true);
    if (!held) return { account, ...gone(null), methods: [], notes: [] };
    if (held.customer.deleted) return { account, ...gone(noteOnDeletion(account)), methods: [], notes: [] };
  } catch (error) {
    return { account, ...planned, methods: [], notes: [problemOf('The customer', error)] };
  }
  return { account, ...planned, ...(await methodsOf(account, key, scope)) };
}

function gone(because: string | null): Planned {
  return { fate: 'ALREADY_GONE', because };
}

function ofCustomer(account: Account): Planned {
  const deletion = deletionAt(account);
  if (typeof deletion === 'string') return { fate: 'NOT_HERE', because: deletion };
  return { fate: deletion.retention, because: noteOnDeletion(account) };
}

type Methods = Pick<PlannedRecord, 'methods' | 'notes'>;

async function methodsOf(
  account: Account,
  customerKey: string,
  { call }: Pick<RequestScope, 'call'>,
): Promise<Methods> {
  const { listPaymentMethods } = account.vault;
  const hidden = hidesMethods(account);
  const kept = keepsMethods(account);
  if (hidden !== null || !listPaymentMethods) {
    const notes = deletesWithCustomer(account) ? [] : [hidden, kept].filter((note) => note !== null);
    return { methods: [], notes };
  }
  try {
    const { methods, problem } = await readEveryMethod(listPaymentMethods, account, customerKey, call);
    const planned = ofMethod(account, kept);
    return {
      methods: methods.map((method) => {
        const target = targetOfPaymentMethod({ account, method, customer: null });
        return { target, fate: planned.fate, because: planned.because };
      }),
      notes: problem === null ? [] : [problem],
    };
  } catch (error) {
    return { methods: [], notes: [problemOf('Payment methods', error)] };
  }
}

function ofMethod(account: Account, kept: string | null): Planned {
  if (deletesWithCustomer(account)) return { fate: 'ERASED', because: null };
  if (kept !== null) return { fate: 'NOT_HERE', because: kept };
  return { fate: 'ERASED', because: noteOnMethods(account) };
}

/** A failure in words; a defect is thrown on. */
function problemOf(what: string, error: unknown): string {
  if (error instanceof VaultError) return `${what}: ${error.message}`;
  throw error;
}
