import { describe, expect, it } from 'vitest';
import { rewriting } from '../support/rewriting.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

const written = {
  Hrvatska: 'HR',
  Србија: 'RS',
  'Côte d’Ivoire': 'CI',
  Österreich: 'AT',
  UK: 'GB',
  URY: 'UY',
  '076': 'BR',
  Congo: null,
  Kosovo: null,
  XK: null,
  ZZ: null,
};

async function addressesWithCountry({ vault, customerKeys }: ReturnType<typeof connectTo>) {
  const customers = await Promise.all(customerKeys().map((key) => vault.getCustomer(key, createCall())));
  const addresses = customers.flatMap((customer) => customer?.billingAddress ?? []);
  return addresses.filter((address) => address.country !== null);
}

export function countriesPromises({ providers }: Tables): void {
  describe.each(providers)('a country at $code', (definition) => {
    it.each(Object.entries(written))('that is written %j has the code %j', async (country, code) => {
      const emulator = definition.emulate({ accounts: 1, customers: 5 });
      const fetch = rewriting(emulator.fetch, (value, place) =>
        typeof value === 'string' && /^country(?:_code)?$/.test(String(place.at(-1))) ? country : value,
      );
      const withCountry = await addressesWithCountry(connectTo(definition, emulator, { fetch }));
      const unchanged = await addressesWithCountry(connectTo(definition, emulator));
      expect(withCountry.length).toBe(unchanged.length);
      expect(withCountry.map((address) => [address.country, address.countryCode])).toEqual(
        withCountry.map(() => [country, code]),
      );
    });
  });
}
