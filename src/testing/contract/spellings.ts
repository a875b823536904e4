import { describe, expect, it } from 'vitest';
import type { Customer } from '../../domain/customer.ts';
import { verb } from '../../gateway/account.ts';
import { parseJson } from '../../upstream/json.ts';
import { samplesOf, storedFields, toInput } from '../support/customer-samples.ts';
import { recording } from '../support/exchange.ts';
import { altering, placesIn, valueAt, withValueAt, type Place } from '../support/odd-answers.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Subject, Tables } from '../support/subject.ts';

/** Creates a customer whose record is answered in other words. */
async function createAnswered(definition: Subject, change: (json: unknown) => unknown): Promise<Customer> {
  const emulator = definition.emulate();
  const account = connectTo(definition, emulator, { fetch: altering(emulator.fetch, 'write', change) });
  const { customer: rules } = definition.rules;
  if (!rules) throw new Error('It has no rules.');
  const fields = toInput(samplesOf(storedFields(rules)));
  return verb(account, 'CREATE_CUSTOMER', 'createCustomer')(fields, createCall());
}

/** The place in a record's JSON that holds what a field of the customer shows. */
async function placeOf(definition: Subject, field: 'key' | 'phone' | 'createdAt'): Promise<Place> {
  let json: unknown;
  const created = await createAnswered(definition, (answer) => (json = answer));
  const shown = (value: unknown) => (value instanceof Date ? value.getTime() : value);
  const place = placesIn(json).find((each) => {
    const value = valueAt(json, each);
    return (
      shown(created[field]) === value ||
      (field === 'createdAt' && Date.parse(String(value)) === created.createdAt?.getTime())
    );
  });
  if (!place) throw new Error(`No place holds ${field}.`);
  return place;
}

const untouched = '{"count":1.0,"big":12345678901234567890,"huge":1e400,"__proto__":{"list":[-0,1E+2]}}';

export function spellingsPromises({ providersThat }: Tables): void {
  describe.each(providersThat('CREATE_CUSTOMER'))('a record of $code', (definition) => {
    it.each([
      ['123', '123'],
      ['12345678901234567890', '12345678901234567890'],
      ['"a7"', 'a7'],
    ])('may bear its key as %s', async (json, key) => {
      const place = await placeOf(definition, 'key');
      const created = await createAnswered(definition, (answer) =>
        withValueAt(answer, place, parseJson(json)),
      );
      expect(created.key).toBe(key);
    });

    it('may hold a phone number as a number', async () => {
      const place = await placeOf(definition, 'phone');
      const created = await createAnswered(definition, (answer) => withValueAt(answer, place, 38515550142));
      expect(created.phone).toBe('38515550142');
    });

    it.each([
      '2024-09-25t12:01:00z',
      '2024-09-25 14:01:00 +0200',
      '2024-09-25 12:01:00 UTC',
      '2024-09-25T12:01Z',
      1727265660,
      1727265660000,
      '1727265660',
    ])('may write an instant as %j', async (written) => {
      const place = await placeOf(definition, 'createdAt');
      const created = await createAnswered(definition, (answer) => withValueAt(answer, place, written));
      expect(created.createdAt).toEqual(new Date('2024-09-25T12:01:00Z'));
    });

    it.each(['2024-02-30T00:00:00Z', '2024-01-01T24:00:00Z', '2024-09-25', '2024-09-25T12:01:00'])(
      'says no instant with %j',
      async (written) => {
        const place = await placeOf(definition, 'createdAt');
        const created = await createAnswered(definition, (answer) => withValueAt(answer, place, written));
        expect(created.createdAt).toBeNull();
      },
    );
  });

  describe.each(providersThat('UPDATE_CUSTOMER'))(
    'what $code keeps that this API does not know',
    (definition) => {
      it('is left out of an update, or sent back unchanged', async () => {
        const emulator = definition.emulate({ customers: 1 });
        const { fetch, sent } = recording(emulator.fetch);
        const kept = altering(fetch, 'read', (json) =>
          withValueAt(json, ['untouched'], parseJson(untouched)),
        );
        const account = connectTo(definition, emulator, { fetch: kept });
        const update = verb(account, 'UPDATE_CUSTOMER', 'updateCustomer');
        const patch = { email: 'new@example.com' };
        // An emulator may refuse what it does not know; here only what was sent is looked at.
        await update(account.customerKeys()[0] ?? '', patch, createCall()).catch(() => null);
        const bodies = sent.filter(({ body }) => body.includes('new@example.com')).map(({ body }) => body);
        expect(bodies).toHaveLength(1);
        const isReplaced = definition.abilities.UPDATE_CUSTOMER.support === 'EMULATED';
        expect(bodies[0]?.includes(`"untouched":${untouched}`)).toBe(isReplaced);
      });
    },
  );
}
