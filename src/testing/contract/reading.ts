import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../domain/errors.ts';
import { verb } from '../../gateway/account.ts';
import { recording } from '../support/exchange.ts';
import { seeded, unlike } from '../support/subject.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

export function readingPromises({ accountsThat, providers, providersThat, providersWith }: Tables): void {
  describe.each(accountsThat('READ_CUSTOMER'))(
    'reading from $code, account $account',
    ({ definition, account }) => {
      it('finds every seeded customer by its key', async () => {
        const { vault, customerKeys } = seeded(definition, account);
        const read = await Promise.all(customerKeys().map((key) => vault.getCustomer(key, createCall())));
        expect(read.map((customer) => customer?.key)).toEqual(customerKeys());
        expect(new Set(customerKeys()).size).toBe(64);
      });

      it('answers null for an unknown key', async () => {
        const { vault, customerKeys } = seeded(definition, account);
        const [key = ''] = customerKeys();
        const unknown = ['unknown', unlike(key, customerKeys()), `${key} `, `${key}/..`, 'ü+%2F?#'];
        expect(await Promise.all(unknown.map((name) => vault.getCustomer(name, createCall())))).toEqual(
          unknown.map(() => null),
        );
      });

      it('answers null for a key of the other account', async () => {
        const { vault } = seeded(definition, account);
        const other = seeded(definition, 1 - account).customerKeys();
        const read = await Promise.all(other.slice(0, 5).map((key) => vault.getCustomer(key, createCall())));
        expect(read).toEqual([null, null, null, null, null]);
      });

      it('names the provider in the details, under its code', async () => {
        const { vault, customerKeys } = seeded(definition, account);
        const customer = await vault.getCustomer(customerKeys()[0] ?? '', createCall());
        expect(customer?.details.provider).toBe(definition.code);
      });

      it('reports each request once, by a template that holds no key', async () => {
        const { vault, customerKeys, key: name } = seeded(definition, account);
        const [key = ''] = customerKeys();
        const call = createCall();
        await vault.getCustomer(key, call);
        const asked = call.seen.filter(({ operation }) => operation !== 'token');
        expect(asked).toEqual([
          {
            account: name,
            operation: 'getCustomer',
            method: 'GET',
            route: expect.stringMatching(/^\/[\w/{}-]+$/),
            status: 200,
            durationMs: expect.any(Number),
            attempt: 1,
            shared: false,
          },
        ]);
        expect(JSON.stringify(call.seen)).not.toContain(key);
      });
    },
  );

  describe.each(providers)('reading from $code', (definition) => {
    it.each(['', '.', '..', 'a\u0000b', 'line\nbreak', '\ud800', 'x'.repeat(256)])(
      'sends nothing for %j, which can be no key',
      async (key) => {
        const emulator = definition.emulate();
        const { fetch, sent } = recording(emulator.fetch);
        const { vault } = connectTo(definition, emulator, { fetch });
        const read = await vault.getCustomer(key, createCall()).catch((error: unknown) => error);
        expect(read === null || read instanceof InvalidInputError).toBe(true);
        expect(sent.map(({ url }) => url).filter((url) => !url.includes('token'))).toEqual([]);
      },
    );

    it('gives the same customer every time', async () => {
      const { vault, customerKeys } = seeded(definition);
      const [key = ''] = customerKeys();
      expect(await vault.getCustomer(key, createCall())).toEqual(await vault.getCustomer(key, createCall()));
    });
  });

  describe.each(providersWith('getCustomers'))('reading many from $code', (definition) => {
    it('finds those there are among 50 keys, as they are read one by one', async () => {
      const { vault, customerKeys } = seeded(definition);
      const known = customerKeys().slice(10, 40).toReversed();
      const foreign = seeded(definition, 1).customerKeys().slice(0, 19);
      const found = await vault.getCustomers?.(['unknown', ...foreign, ...known], createCall());
      const single = await Promise.all(known.map((key) => vault.getCustomer(key, createCall())));
      const byKey = new Map(found?.map((customer) => [customer.key, customer]));
      expect(found).toHaveLength(known.length);
      expect(known.map((key) => byKey.get(key))).toEqual(single);
    });

    it('takes one request for 50 keys', async () => {
      const { emulator, customerKeys } = seeded(definition);
      const { fetch, sent } = recording(emulator.fetch);
      const { vault } = connectTo(definition, emulator, { fetch });
      const found = await vault.getCustomers?.(customerKeys().slice(0, 50), createCall());
      expect([found?.length, sent.length]).toEqual([50, 1]);
    });

    it('finds nothing where there is nothing', async () => {
      const { vault } = seeded(definition);
      expect(await vault.getCustomers?.([], createCall())).toEqual([]);
      expect(await vault.getCustomers?.(['unknown'], createCall())).toEqual([]);
    });
  });

  describe.each(providersThat('READ_CUSTOMER_BY_REFERENCE'))(
    'reading from $code by reference',
    (definition) => {
      const connected = (account = 0) => {
        const { customerKeys, ...rest } = seeded(definition, account);
        return {
          ...rest,
          customerKeys,
          byReference: verb(rest, 'READ_CUSTOMER_BY_REFERENCE', 'getCustomerByReference'),
        };
      };

      it('finds the customer that bears it', async () => {
        const { vault, customerKeys, byReference } = connected();
        const read = await Promise.all(customerKeys().map((key) => vault.getCustomer(key, createCall())));
        const bearers = read.filter((customer) => customer && customer.reference !== null);
        const found = await Promise.all(
          bearers.map((each) => byReference(each?.reference ?? '', createCall())),
        );
        expect(bearers.length).toBeGreaterThan(20);
        expect(found).toEqual(bearers);
      });

      it('answers null for an unknown reference', async () => {
        const { byReference } = connected();
        expect(await byReference('no such/reference', createCall())).toBeNull();
      });

      it('answers null for a reference of the other account', async () => {
        const other = connected(1);
        const theirs = await other.vault.getCustomer(other.customerKeys()[1] ?? '', createCall());
        const { byReference } = connected();
        expect(theirs?.reference).toEqual(expect.any(String));
        expect(await byReference(theirs?.reference ?? '', createCall())).toBeNull();
      });
    },
  );
}
