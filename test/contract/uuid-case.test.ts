import { describe, expect, it } from 'vitest';
import { isUuid } from '../../src/domain/text.ts';
import { createLoaders } from '../../src/gateway/loaders.ts';
import { seeded } from '../../src/testing/support/subject.ts';
import { deletes, providers, updates } from '../support/providers.ts';
import { createCall } from '../../src/testing/support/vault.ts';

const byUuid = providers.filter((definition) => isUuid(seeded(definition).customerKeys()[0] ?? ''));

it('is about some of the providers', () => {
  expect(byUuid.map(({ code }) => code)).toEqual(expect.arrayContaining(['MONRI', 'VERIFONE']));
});

describe.each(byUuid)('a UUID in capitals at $code', (definition) => {
  it('names the same customer', async () => {
    const { vault, customerKeys } = seeded(definition);
    const [key = ''] = customerKeys();
    const found = await vault.getCustomer(key.toUpperCase(), createCall());
    expect(found).toEqual(await vault.getCustomer(key, createCall()));
    expect(found?.key).toBe(key);
  });

  it('is found alone and among others', async () => {
    const account = seeded(definition);
    const [first = '', second = '', third = ''] = account.customerKeys();
    const { customer } = createLoaders(createCall()).of(account);
    const keys = [first.toUpperCase(), second, third.toUpperCase(), first];
    const found = await Promise.all(keys.map((key) => customer(key)));
    expect(found.map((each) => each?.key)).toEqual([first, second, third, first]);
  });

  it.runIf(updates(definition) && deletes(definition))('is updated, and deleted', async () => {
    const { vault, customerKeys } = seeded(definition);
    const [key = '', ...others] = customerKeys();
    const patch = { email: 'ana.horvat@example.com' };
    expect(await vault.updateCustomer?.(key.toUpperCase(), patch, createCall())).toMatchObject({
      key,
      ...patch,
    });
    expect(await vault.deleteCustomer?.(key.toUpperCase(), createCall())).not.toBe(false);
    expect(customerKeys()).toEqual(others);
  });
});
