import type { Call } from '../../port.ts';
import { verb, type Account } from '../account.ts';
import { rejectAlreadyExists } from '../customer-writes.ts';
import type { IdTarget } from '../ids.ts';
import { createLoaders } from '../loaders.ts';
import { readCustomer, readPaymentMethod } from '../reading.ts';
import { noteOnDeletion, noteOnMethods } from './abilities.ts';
import type { Found, Step } from './step.ts';
import type { Task } from './task.ts';

/** A record to be erased: how it is looked for, and how it is deleted. */
export interface ErasableRecord {
  readonly find: (call: Call, sentAt: number | null) => Promise<Found>;
  /** Resolves to whether there was anything to delete. */
  readonly remove: (call: Call) => Promise<boolean>;
  /** Why the provider keeps what it marks as deleted; null if it does not say. */
  readonly kept: string | null;
}

/** What names the record of a step. */
export function targetOf(
  { account, key: customerKey }: Pick<Task, 'account' | 'key'>,
  { of, key }: Step,
): IdTarget {
  return of === 'CUSTOMER'
    ? { type: 'Customer', account, key: customerKey }
    : { type: 'PaymentMethod', account, customerKey, key };
}

/** What a step is about. */
export function recordOf(
  { key: customerKey }: Pick<Task, 'key'>,
  { of, key }: Step,
  account: Account,
): ErasableRecord {
  return of === 'CUSTOMER' ? customerAt(account, customerKey) : methodAt(account, customerKey, key);
}

function customerAt(account: Account, key: string): ErasableRecord {
  return {
    find: async (call, sentAt) => {
      const held = await readCustomer({ loaders: createLoaders(call) }, account, key, true);
      if (!held) return 'ABSENT';
      const { deleted, createdAt } = held.customer;
      return deleted ? 'MARKED' : presentOr(createdAt, sentAt);
    },
    remove: async (call) => {
      const removed = await verb(
        account,
        'DELETE_CUSTOMER',
        'deleteCustomer',
      )(key, call).catch(rejectAlreadyExists);
      return removed !== false;
    },
    kept: noteOnDeletion(account),
  };
}

function methodAt(account: Account, customerKey: string, key: string): ErasableRecord {
  return {
    find: async (call, sentAt) => {
      const held = await readPaymentMethod({ loaders: createLoaders(call) }, account, customerKey, key);
      return held ? presentOr(held.method.createdAt, sentAt) : 'ABSENT';
    },
    remove: (call) => verb(account, 'DELETE_PAYMENT_METHOD', 'deletePaymentMethod')(customerKey, key, call),
    kept: noteOnMethods(account),
  };
}

/** By how much a provider's clock may be behind ours. */
const leewayMs = 60_000;

function presentOr(createdAt: Date | null, sentAt: number | null): Found {
  return createdAt && sentAt !== null && createdAt.getTime() > sentAt + leewayMs ? 'NEWER' : 'PRESENT';
}
