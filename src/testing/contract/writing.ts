import { describe, expect, it } from 'vitest';
import type { CustomerPatch } from '../../domain/customer-input.ts';
import { checkFields, checkRequired, type CustomerRules } from '../../domain/input-rules.ts';
import { verb } from '../../gateway/account.ts';
import { heldAfter, heldIn, samplesOf, storedFields, toInput } from '../support/customer-samples.ts';
import { seeded, unlike } from '../support/subject.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Subject, Tables } from '../support/subject.ts';

function rulesOf({ rules }: Subject): CustomerRules {
  if (!rules.customer) throw new Error('It has no rules.');
  return rules.customer;
}

/** A vault with one customer more, which has a value in every field there is a place for. */
async function withFullCustomer(definition: Subject) {
  const connected = seeded(definition);
  const fields = storedFields(rulesOf(definition));
  const values = samplesOf(fields);
  const create = verb(connected, 'CREATE_CUSTOMER', 'createCustomer');
  const created = await create(toInput(values), createCall());
  const change = async (patch: CustomerPatch) => {
    const update = verb(connected, 'UPDATE_CUSTOMER', 'updateCustomer');
    const updated = await update(created.key, patch, createCall());
    expect(await connected.vault.getCustomer(created.key, createCall())).toEqual(updated);
    return heldIn(updated, fields);
  };
  return {
    ...connected,
    fields,
    values,
    created,
    change,
    before: heldAfter(values, rulesOf(definition), fields),
  };
}

function connectedAt(definition: Subject, now: () => Date) {
  return connectTo(definition, definition.emulate({ customers: 3, now }), { now });
}

function textFields(definition: Subject) {
  return storedFields(rulesOf(definition))
    .filter((field) => !field.includes('.') && field !== 'metadata')
    .map((field) => ({ definition, field }));
}

function addresses(definition: Subject) {
  return (['billingAddress', 'shippingAddress'] as const).flatMap((name) => {
    const parts = storedFields(rulesOf(definition)).filter((field) => field.startsWith(`${name}.`));
    return parts.length > 0 ? [{ definition, name, parts }] : [];
  });
}

export function writingPromises({ providersThat }: Tables): void {
  const creating = providersThat('CREATE_CUSTOMER');

  const updating = providersThat('CREATE_CUSTOMER', 'UPDATE_CUSTOMER');

  describe.each(creating)('creating a customer at $code', (definition) => {
    const rules = rulesOf(definition);

    it('keeps every field that the rules have a place for', async () => {
      const { vault, created, fields, before } = await withFullCustomer(definition);
      expect(heldIn(created, fields)).toEqual(before);
      expect(await vault.getCustomer(created.key, createCall())).toEqual(created);
    });

    it('keeps nothing of a field that the rules have no place for', async () => {
      const all = Object.keys(rules.fields) as (keyof typeof rules.fields)[];
      const others = all.filter((field) => rules.fields[field] === null);
      const required = rules.required.flatMap(([first = []]) => first);
      const connected = seeded(definition);
      const create = verb(connected, 'CREATE_CUSTOMER', 'createCustomer');
      const created = await create(toInput(samplesOf([...others, ...required])), createCall());
      const kept = heldIn(await connected.vault.getCustomer(created.key, createCall()), others);
      expect(kept).toEqual(heldAfter({}, rules, others));
    });

    it('puts it into the list, once', async () => {
      const { created, customerKeys } = await withFullCustomer(definition);
      expect(customerKeys().filter((key) => key === created.key)).toEqual([created.key]);
      expect(customerKeys()).toHaveLength(65);
    });

    it('needs no more than is required, each alternative by itself, and leaves the rest empty', async () => {
      const alternatives = rules.required.length > 0 ? rules.required.flat() : [[]];
      const fields = storedFields(rules);
      for (const required of alternatives) {
        const values = samplesOf(required);
        expect(checkRequired(rules, toInput(values), [])).toEqual([]);
        const connected = seeded(definition);
        const create = verb(connected, 'CREATE_CUSTOMER', 'createCustomer');
        const created = await create(toInput(values), createCall());
        expect(heldIn(created, fields)).toEqual(heldAfter(values, rules, fields));
        expect(created).toMatchObject({ deleted: false, unread: [] });
      }
    });

    it('takes null for nothing', async () => {
      const connected = seeded(definition);
      const required = rules.required.flatMap(([first = []]) => first);
      const nothing = Object.fromEntries(storedFields(rules).map((field) => [field.split('.')[0], null]));
      const create = verb(connected, 'CREATE_CUSTOMER', 'createCustomer');
      const created = await create({ ...nothing, ...toInput(samplesOf(required)) }, createCall());
      const fields = storedFields(rules);
      expect(heldIn(created, fields)).toEqual(heldAfter(samplesOf(required), rules, fields));
    });

    it('refuses a second one of the same reference exactly if the abilities say so', async () => {
      const connected = seeded(definition);
      const create = verb(connected, 'CREATE_CUSTOMER', 'createCustomer');
      const values = samplesOf(storedFields(rules));
      await create(toInput(values), createCall());
      const again = await create(toInput(values), createCall()).catch((error: unknown) => error);
      const { CREATE_CUSTOMER: ability } = definition.abilities;
      const isGuarded = 'isGuardedByReference' in ability && ability.isGuardedByReference;
      expect(again).toMatchObject(isGuarded ? { code: 'ALREADY_EXISTS' } : { deleted: false });
    });
  });

  describe.each(updating.flatMap(textFields))(
    'changing $field at $definition.code',
    ({ definition, field }) => {
      it('sets it, and leaves the other fields alone', async () => {
        const { change, before } = await withFullCustomer(definition);
        const values = samplesOf([field], 1);
        expect(await change(toInput(values))).toEqual({ ...before, ...values });
      });

      it('clears it by null, and leaves the other fields alone', async () => {
        const { change, before } = await withFullCustomer(definition);
        expect(await change({ [field]: null })).toEqual({ ...before, [field]: null });
      });
    },
  );

  describe.each(updating.flatMap(addresses))(
    'changing $name at $definition.code',
    ({ definition, name, parts }) => {
      const rules = rulesOf(definition);

      it('replaces it as a whole', async () => {
        const { change, before } = await withFullCustomer(definition);
        const city = samplesOf(
          parts.filter((field) => field.endsWith('.city')),
          1,
        );
        expect(await change(toInput(city))).toEqual({ ...before, ...heldAfter(city, rules, parts) });
        const whole = samplesOf(parts, 1);
        expect(await change(toInput(whole))).toEqual({ ...before, ...heldAfter(whole, rules, parts) });
      });

      it('clears all of it by null, and leaves the other fields alone', async () => {
        const { change, before } = await withFullCustomer(definition);
        expect(await change({ [name]: null })).toEqual({ ...before, ...heldAfter({}, rules, parts) });
      });

      it('leaves it as it is if it is written back as it was read', async () => {
        const { change, created } = await withFullCustomer(definition);
        const read = heldIn(created, parts);
        expect(checkFields(rules, toInput(read), [])).toEqual([]);
        expect(await change(toInput(read))).toMatchObject(read);
      });
    },
  );

  describe.each(providersThat('UNSET_METADATA', 'CREATE_CUSTOMER'))(
    'changing metadata at $code',
    (definition) => {
      it('sets and unsets single keys', async () => {
        const { change, before } = await withFullCustomer(definition);
        const metadata = { plan: 'silver', floor: 2, isVip: true };
        expect(await change(toInput(samplesOf(['metadata'], 1)))).toEqual({ ...before, metadata });
      });

      it('finds nothing wrong with unsetting what is not there', async () => {
        const { change, before } = await withFullCustomer(definition);
        expect(await change({ metadata: { set: {}, unset: ['absent'] } })).toEqual(before);
      });

      it('clears all of it by null', async () => {
        const { change, before } = await withFullCustomer(definition);
        expect(await change({ metadata: null })).toEqual({ ...before, metadata: {} });
      });
    },
  );

  describe.each(updating)('changing a customer at $code', (definition) => {
    it('leaves everything alone if the patch is empty', async () => {
      const { change, before } = await withFullCustomer(definition);
      expect(await change({})).toEqual(before);
    });

    it('answers null for an unknown key', async () => {
      const connected = seeded(definition);
      const update = verb(connected, 'UPDATE_CUSTOMER', 'updateCustomer');
      const patch = { email: 'ana@example.com' };
      const keys = connected.customerKeys();
      expect(await update(unlike(keys[0] ?? '', keys), patch, createCall())).toBeNull();
      expect(await update('unknown', patch, createCall())).toBeNull();
    });

    it('moves the time of the last change exactly if the abilities say that it is kept', async () => {
      let now = new Date('2026-11-20T10:00:00Z');
      const connected = connectedAt(definition, () => now);
      const [key = ''] = connected.customerKeys();
      const update = verb(connected, 'UPDATE_CUSTOMER', 'updateCustomer');
      now = new Date('2026-11-20T11:00:00Z');
      const updated = await update(key, { email: 'ana@example.com' }, createCall());
      const { UPDATE_CUSTOMER: ability } = definition.abilities;
      expect(updated?.updatedAt).toEqual('tracksChanges' in ability && ability.tracksChanges ? now : null);
    });
  });
}
