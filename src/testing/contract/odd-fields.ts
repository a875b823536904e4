import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../domain/capability.ts';
import { verb, type Account } from '../../gateway/account.ts';
import { parseJson } from '../../upstream/json.ts';
import type { Emulator } from '../../emulators/kit/emulator.ts';
import { cardRegistration } from '../support/asking.ts';
import { samplesOf, storedFields, toInput } from '../support/customer-samples.ts';
import {
  altering,
  differences,
  otherThan,
  placesIn,
  valueAt,
  withValueAt,
  type Place,
} from '../support/odd-answers.ts';
import { connectTo, createCall, noFilter } from '../support/vault.ts';
import type { Subject, Tables } from '../support/subject.ts';

/** Something that a vault does and a record comes of. */
interface Doing {
  readonly name: string;
  /** Which request's answer holds the record. */
  readonly answeredTo: 'read' | 'write';
  /** Which places of the answer are looked at; all if it is left out. */
  readonly places?: (place: Place) => boolean;
  readonly run: (account: Account & { readonly customerKeys: () => readonly string[] }) => Promise<unknown>;
}

type DoingOf = (definition: Subject) => Doing;

const now = new Date('2026-11-20T10:00:00Z');

function fieldsFor({ rules }: Subject, input: 'customer' | 'registration') {
  const found = rules[input];
  return found ? toInput(samplesOf(storedFields(found))) : {};
}

const reading: DoingOf = () => ({
  name: 'reading a customer',
  answeredTo: 'read',
  run: ({ vault, customerKeys }) => vault.getCustomer(customerKeys()[0] ?? '', createCall()),
});

const creating: DoingOf = (definition) => ({
  name: 'creating a customer',
  answeredTo: 'write',
  run: (account) =>
    verb(account, 'CREATE_CUSTOMER', 'createCustomer')(fieldsFor(definition, 'customer'), createCall()),
});

const updating: DoingOf = () => ({
  name: 'updating a customer',
  answeredTo: 'write',
  run: (account) =>
    verb(account, 'UPDATE_CUSTOMER', 'updateCustomer')(
      account.customerKeys()[0] ?? '',
      { email: 'new@example.com' },
      createCall(),
    ),
});

/** Of a list, what lies around the items is another promise's. */
const inItems = (place: Place): boolean => place.includes('0') && place.at(-1) !== '0';

const listing: DoingOf = () => ({
  name: 'listing customers',
  answeredTo: 'read',
  places: inItems,
  run: async (account) => {
    const list = verb(account, 'LIST_CUSTOMERS', 'listCustomers');
    const { items } = await list({ from: null, limit: 1 }, noFilter, createCall());
    return items[0]?.item;
  },
});

const listingMethods: DoingOf = () => ({
  name: 'listing payment methods',
  answeredTo: 'read',
  places: inItems,
  run: async (account) => {
    const list = verb(account, 'LIST_PAYMENT_METHODS', 'listPaymentMethods');
    for (const key of account.customerKeys()) {
      const { items } = await list(key, { from: null, limit: 1 }, createCall());
      if (items[0]) return items[0].item;
    }
    return null;
  },
});

const registeringMethod: DoingOf = () => ({
  name: 'registering a payment method',
  answeredTo: 'write',
  run: async ({ vault, customerKeys }) =>
    (await vault.registerPaymentMethod?.(customerKeys()[0] ?? '', cardRegistration, createCall())) ?? null,
});

const registering: DoingOf = (definition) => ({
  name: 'making a registration link',
  answeredTo: 'write',
  run: (account) =>
    verb(account, 'CREATE_REGISTRATION_LINK', 'createRegistrationLink')(
      { merchantReference: 'guest-7', ...fieldsFor(definition, 'registration') },
      15,
      createCall(),
    ),
});

/** What a vendor may put where something else belongs. */
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', [], {}, [null], 'odd', 1, 1.5, -1, true, '2024-02-30T24:00:00Z'),
  fc.constantFrom('1.0', '1e400', '12345678901234567890', '-0').map((text) => parseJson(text)),
  fc.jsonValue(),
);

/** Does it at a separate emulator whose answer is changed; null if it returns nothing. */
function withAnswer(
  definition: Subject,
  { answeredTo, run }: Doing,
  change: (json: unknown) => unknown,
): Promise<object | null> {
  const emulator: Emulator = definition.emulate({ customers: 4, now: () => now });
  const fetch = altering(emulator.fetch, answeredTo, change);
  const account = connectTo(definition, emulator, { fetch, now: () => now });
  return run(account).then(
    (result) => (typeof result === 'object' ? result : null),
    () => null,
  );
}

/** The plain record, the places of the answer with the fields they affect, and the places that the call cannot do without. */
async function study(definition: Subject, doing: Doing) {
  let answer: unknown;
  const plain = await withAnswer(definition, doing, (json) => (answer = json));
  if (plain === null) throw new Error('Nothing came of an answer as it should be.');
  const fields: { place: Place; affected: ReadonlySet<string> }[] = [];
  const deciding: string[] = [];
  for (const place of placesIn(answer).filter(doing.places ?? (() => true))) {
    const others = await Promise.all(
      [undefined, otherThan(valueAt(answer, place))].map((value) =>
        withAnswer(definition, doing, (json) => withValueAt(json, place, value)),
      ),
    );
    const affected = others.flatMap((other) => (other ? differences(plain, other) : []));
    if (others.includes(null)) deciding.push(place.join('.'));
    else fields.push({ place, affected: new Set(affected) });
  }
  return { plain, fields, deciding };
}

export function oddFieldsPromises({ providersThat, providersRegistering }: Tables, numRuns = 60): void {
  function rowsOf(operation: Operation, doingOf: DoingOf) {
    return rowsAt(providersThat(operation), doingOf);
  }

  function rowsAt(subjects: readonly Subject[], doingOf: DoingOf) {
    return subjects.map((definition) => ({
      code: definition.code,
      definition,
      doing: doingOf(definition),
    }));
  }

  const table = [
    ...rowsOf('READ_CUSTOMER', reading),
    ...rowsOf('LIST_CUSTOMERS', listing),
    ...rowsOf('LIST_PAYMENT_METHODS', listingMethods),
    ...rowsOf('CREATE_CUSTOMER', creating),
    ...rowsOf('UPDATE_CUSTOMER', updating),
    ...rowsAt(providersRegistering('PERSON'), registering),
    ...rowsAt(providersRegistering('CUSTOMER'), registeringMethod),
  ];

  describe.each(table)('$doing.name at $code', ({ definition, doing }) => {
    it('loses at most the one field that is odd', async () => {
      const { plain, fields, deciding } = await study(definition, doing);
      expect(fields.length).toBeGreaterThan(0);
      // The key, what it lies in, whose it is, and how the call went.
      expect(deciding.length).toBeLessThanOrEqual(4);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...fields), oddValue, async ({ place, affected }, odd) => {
          const found = await withAnswer(definition, doing, (json) => withValueAt(json, place, odd));
          expect(found).not.toBeNull();
          expect(differences(plain, found ?? {}).filter((name) => !affected.has(name))).toEqual([]);
        }),
        { numRuns },
      );
    });
  });
}
