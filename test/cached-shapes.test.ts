import { expect, it } from 'vitest';
import { cachedVersion } from '../src/gateway/cache/account-cache.ts';
import { digest } from '../src/gateway/ids.ts';
import { connectTo, createCall } from '../src/testing/support/vault.ts';
import { providers } from './support/providers.ts';

/** All keys of a record and of the details in it, which are the same in every record of a provider. */
function keysOf(record: object | null | undefined): readonly string[] {
  const { details = {} } = (record ?? {}) as { readonly details?: object };
  return [...Object.keys(record ?? {}), ...Object.keys(details)].toSorted();
}

it('records have the shape that the version of what caches keep stands for', async () => {
  const shapes = await Promise.all(
    providers.map(async (definition) => {
      const { vault, customerKeys } = connectTo(definition, definition.emulate({ customers: 2 }));
      const keys = customerKeys();
      const customer = await vault.getCustomer(keys[0] ?? '', createCall());
      const pages = await Promise.all(
        keys.map(async (key) => vault.listPaymentMethods?.(key, { from: null, limit: 5 }, createCall())),
      );
      const method = pages.flatMap((page) => page?.items ?? [])[0]?.item;
      return JSON.stringify([definition.code, keysOf(customer), keysOf(method)]);
    }),
  );
  // Raise `cachedVersion` if this differs: a process of the new release would take records of the old one from Redis.
  expect([cachedVersion, digest(shapes.toSorted().join()).slice(0, 12)]).toEqual([1, 'HYxoi1IYVBgK']);
});
