import { describe, expect, it } from 'vitest';
import { customerWith } from '../../../test/support/account.ts';
import { createCall } from '../../testing/support/vault.ts';
import type { Vault } from '../../port.ts';
import { notingWrites } from './noting-writes.ts';

const failure = new Error('No answer came.');
const fails = () => Promise.reject(failure);
const nothing = () => Promise.resolve();

function noting(vault: Partial<Vault>, note: () => Promise<void> = nothing) {
  const uncertain: string[] = [];
  const noted: string[] = [];
  const wrapped = notingWrites(
    { getCustomer: () => Promise.resolve(null), ...vault },
    {
      note: async ({ key }) => {
        await note();
        noted.push(`note ${key}`);
      },
      forget: async (key) => {
        await note();
        noted.push(`forget ${key}`);
      },
    },
    (key) => void uncertain.push(key),
  );
  return { ...wrapped, uncertain, noted };
}

describe('a write', () => {
  it('is in the index before its caller has the outcome', async () => {
    const { createCustomer, updateCustomer, deleteCustomer, noted } = noting({
      createCustomer: () => Promise.resolve(customerWith('new')),
      updateCustomer: (key) => Promise.resolve(key === 'gone' ? null : customerWith(key)),
      deleteCustomer: () => Promise.resolve(true),
    });
    await createCustomer?.({}, createCall());
    await updateCustomer?.('one', {}, createCall());
    await updateCustomer?.('gone', {}, createCall());
    await deleteCustomer?.('two', createCall());
    expect(noted).toEqual(['note new', 'note one', 'forget gone', 'forget two']);
  });

  it('whose outcome is unknown has its customer read again, and fails as before', async () => {
    const { updateCustomer, deleteCustomer, uncertain, noted } = noting({
      updateCustomer: fails,
      deleteCustomer: fails,
    });
    await expect(updateCustomer?.('one', {}, createCall())).rejects.toBe(failure);
    await expect(deleteCustomer?.('two', createCall())).rejects.toBe(failure);
    expect([uncertain, noted]).toEqual([['one', 'two'], []]);
  });

  it('that the index cannot take in succeeds all the same, and its customer is read again', async () => {
    const { createCustomer, updateCustomer, deleteCustomer, uncertain } = noting(
      {
        createCustomer: () => Promise.resolve(customerWith('new')),
        updateCustomer: (key) => Promise.resolve(customerWith(key)),
        deleteCustomer: () => Promise.resolve(true),
      },
      fails,
    );
    expect(await createCustomer?.({}, createCall())).toMatchObject({ key: 'new' });
    expect(await updateCustomer?.('one', {}, createCall())).toMatchObject({ key: 'one' });
    expect(await deleteCustomer?.('two', createCall())).toBe(true);
    expect(uncertain).toEqual(['new', 'one', 'two']);
  });

  it('that the provider cannot do stays one that it cannot do', () => {
    expect(Object.keys(noting({}))).toEqual(['getCustomer', 'uncertain', 'noted']);
  });
});
