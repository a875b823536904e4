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
      const shape = JSON.stringify([keysOf(customer), keysOf(method)]);
      return [definition.code, digest(shape).slice(0, 12)];
    }),
  );
  // Raise `cachedVersion` if one differs: a process of the new release would take records of the old one from Redis.
  // A new provider adds its own, and nothing is raised.
  expect({ version: cachedVersion, ...Object.fromEntries(shapes) }).toEqual({
    version: 1,
    BAMBOO: 'Rp0Bb3ULdYhT',
    BANKING_SERVICE: '030_lfTUhlQd',
    MONRI: 'MNB8gCdd3Zzz',
    VERIFONE: 'C4hfMZfMvJy5',
  });
});
