import { describe, expect, it } from 'vitest';
import { accountWith, customerWith } from '../../test/support/account.ts';
import { origin } from '../../test/support/outgoing.ts';
import { requestScopeOf } from '../testing/support/request-scope.ts';
import { createCall } from '../testing/support/vault.ts';
import { OutcomeUnknownError } from '../domain/errors.ts';
import { updateCustomer } from './customer-updates.ts';
import { deleteCustomer } from './customer-writes.ts';
import type { Idempotency } from './idempotency/idempotency.ts';
import { readCustomer } from './reading.ts';

const unknown = new OutcomeUnknownError('No answer came.', origin);

/** An account whose writes are never answered, and which counts how often it is read. */
function silentAccount() {
  let reads = 0;
  const account = accountWith('monri-hr', {
    getCustomer: async (key) => customerWith(key, { email: `${(reads += 1)}@example.com` }),
    updateCustomer: () => Promise.reject(unknown),
    deleteCustomer: () => Promise.reject(unknown),
  });
  const idempotency: Idempotency = async (write, call) => ({
    value: await write.run(call, { isRepetition: false, reference: null }),
    replayed: false,
  });
  const scope = requestScopeOf([account]);
  return { account, scope: { ...scope, writes: { ...scope.writes, call: createCall(), idempotency } } };
}

const keyed = { key: 'c-1', field: 'field', idempotencyKey: null };

describe('what was read of a customer', () => {
  it.each([
    [
      'an update',
      ({ account, scope }: ReturnType<typeof silentAccount>) =>
        updateCustomer({ ...keyed, account, patch: {}, ifUnchangedSince: null, issues: [] }, scope),
    ],
    [
      'a deletion',
      ({ account, scope }: ReturnType<typeof silentAccount>) => deleteCustomer({ ...keyed, account }, scope),
    ],
  ])('is read again after %s with an unknown outcome', async (_write, write) => {
    const silent = silentAccount();
    const read = async () => (await readCustomer(silent.scope, silent.account, 'c-1'))?.customer.email;
    expect([await read(), await read()]).toEqual(['1@example.com', '1@example.com']);
    await expect(write(silent)).rejects.toBe(unknown);
    expect(await read()).toBe('2@example.com');
  });
});
