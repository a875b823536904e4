import { describe, expect, it } from 'vitest';
import { isSupported } from '../../domain/capability.ts';
import type { CustomerPatch } from '../../domain/customer-input.ts';
import { verb } from '../../gateway/account.ts';
import type { Fetch } from '../../http/fetch.ts';
import { isTokenRequest } from '../support/asking.ts';
import { samplesOf, storedFields, toInput } from '../support/customer-samples.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

type Json = Readonly<Record<string, unknown>>;

/** A key that this API knows nothing of, and that a provider may begin to use tomorrow. */
const unknownKey = 'x_added_by_the_vendor';

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds the unknown key to an object and to every object in it. */
function withUnknown(value: Json, place = 'record'): Json {
  const inner = Object.entries(value).map(([key, part]) => [
    key,
    isObject(part) ? withUnknown(part, `${place}.${key}`) : part,
  ]);
  return { ...Object.fromEntries(inner), [unknownKey]: { kept: place } };
}

function withoutUnknown(value: Json): Json {
  const inner = Object.entries(value).filter(([key]) => key !== unknownKey);
  return Object.fromEntries(inner.map(([key, part]) => [key, isObject(part) ? withoutUnknown(part) : part]));
}

/** Everything under the unknown key, wherever it is. */
function unknownIn(value: Json): readonly unknown[] {
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === unknownKey) return [part];
    return isObject(part) ? unknownIn(part) : [];
  });
}

/** A vendor that keeps more than this API knows; what it is sent in writes is kept too. */
function addingUnknown(fetch: Fetch) {
  const answered: Json[] = [];
  const written: Json[] = [];
  return {
    answered,
    written,
    fetch: async (request: Request) => {
      if (isTokenRequest(request)) return fetch(request);
      if (request.method !== 'GET') {
        const body: Json = await request.clone().json();
        written.push(body);
        // The emulator is no such vendor, and may refuse what it does not expect.
        const { method, url, headers } = request;
        return fetch(new Request(url, { method, headers, body: JSON.stringify(withoutUnknown(body)) }));
      }
      const response = await fetch(request);
      const answer = withUnknown(await response.json());
      answered.push(answer);
      return Response.json(answer, response);
    },
  };
}

export function replacingPromises({ providersThat }: Tables): void {
  /** The providers whose updates replace the record, so that it is read, changed and written. */
  const replacing = providersThat('CREATE_CUSTOMER', 'UPDATE_CUSTOMER').filter(
    ({ abilities: { UPDATE_CUSTOMER: ability } }) => isSupported(ability) && ability.support === 'EMULATED',
  );

  describe.each(replacing)('an update that replaces the record at $code', (definition) => {
    const fields = definition.rules.customer ? storedFields(definition.rules.customer) : [];

    async function changing(patch: CustomerPatch) {
      const emulator = definition.emulate();
      const direct = connectTo(definition, emulator);
      const create = verb(direct, 'CREATE_CUSTOMER', 'createCustomer');
      const { key } = await create(toInput(samplesOf(fields)), createCall());
      const vendor = addingUnknown(emulator.fetch);
      const account = connectTo(definition, emulator, { fetch: vendor.fetch });
      await verb(account, 'UPDATE_CUSTOMER', 'updateCustomer')(key, patch, createCall());
      return { ...vendor, key };
    }

    it('sends back what it knows nothing of, at every depth', async () => {
      const { answered, written } = await changing(toInput(samplesOf(['email'], 1)));
      expect(answered).toHaveLength(1);
      expect(written).toHaveLength(1);
      const there = unknownIn(answered[0] ?? {});
      expect(there.length).toBeGreaterThan(1);
      expect(unknownIn(written[0] ?? {})).toEqual(there);
    });

    it('sends it back if every field it knows is set again', async () => {
      const { answered, written } = await changing(toInput(samplesOf(fields, 1)));
      expect(unknownIn(written[0] ?? {})).toEqual(unknownIn(answered[0] ?? {}));
    });

    it('sends it back beside the fields it clears', async () => {
      const required = definition.rules.customer?.required.flatMap(([first = []]) => first) ?? [];
      const cleared = Object.fromEntries(fields.map((field) => [field.split('.')[0], null]));
      const { written } = await changing({ ...cleared, ...toInput(samplesOf(required)) });
      expect(written[0]?.[unknownKey]).toEqual({ kept: 'record' });
    });

    it('changes nothing else of the record than what the patch names', async () => {
      const { answered, written } = await changing({ email: 'other@example.com' });
      const [before = {}] = answered;
      const sent = Object.entries(written[0] ?? {}).filter(([key]) => Object.hasOwn(before, key));
      const changed = sent.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]));
      expect(changed.map(([, value]) => value)).toEqual(['other@example.com']);
    });

    it('writes nothing if the record cannot be read', async () => {
      const { key } = await changing({});
      const writes: string[] = [];
      const account = connectTo(definition, definition.emulate(), {
        fetch: async (request) => {
          if (isTokenRequest(request)) return Response.json({ access_token: 'token', expires_in: 3600 });
          if (request.method !== 'GET') writes.push(request.method);
          return Response.json({ surprising: true });
        },
      });
      const update = verb(account, 'UPDATE_CUSTOMER', 'updateCustomer');
      await expect(update(key, { email: 'other@example.com' }, createCall())).rejects.toMatchObject({
        code: 'PROVIDER_BAD_RESPONSE',
      });
      expect(writes).toEqual([]);
    });
  });
}
