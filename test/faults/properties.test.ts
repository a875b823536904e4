import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../../src/domain/customer.ts';
import type { AnyRules } from '../../src/domain/input-rules.ts';
import type { ProviderDefinition } from '../../src/providers/define.ts';
import type {
  CustomerCreatingProviderCode,
  CustomerFieldsInput,
  RegistrationCustomerInput,
  RoundTripQuery,
} from '../graphql/graphql.ts';
import {
  heldAfter,
  heldIn,
  storedFields,
  toInput,
  type Values,
} from '../../src/testing/support/customer-samples.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { tables } from '../support/providers.ts';
import { fieldOf } from '../support/writing.ts';
import { brokenInputs, validInputs } from './inputs.ts';
import { generatedCreate, generatedRegistration, roundTrip } from './operations.ts';
import { generatedInputs, longest } from './scale.ts';
import { readFragment } from '../graphql/index.ts';
import { writtenCustomer } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({ limits: { budget: { points: 1_000_000_000 } } }, { customers: 1 });
});
afterAll(() => graph.close());

/** Whatever brings customers into being at a provider, from values by dotted path. */
interface Way {
  readonly name: string;
  readonly rules: AnyRules;
  readonly write: (values: Values) => Promise<Written>;
}

/** What became of it, and the id of the customer if there is one. */
interface Written {
  readonly type: string;
  readonly issues: readonly { readonly path: readonly string[]; readonly code: string }[];
  readonly id: string | null;
}

function creation({ code, rules }: ProviderDefinition): Way[] {
  const provider = code as CustomerCreatingProviderCode;
  const account = provider === 'BANKING_SERVICE' ? 'banking-service' : `${provider.toLowerCase()}-1`;
  const write = async (values: Values): Promise<Written> => {
    const input = { provider, account, customer: toGraphInput(values) };
    const outcome = fieldOf(await graph.query(generatedCreate, { input }), 'outcome');
    const issues = 'issues' in outcome ? outcome.issues : [];
    return { type: outcome.type, issues, id: 'customer' in outcome ? outcome.customer.id : null };
  };
  return rules.customer ? [{ name: `createCustomer at ${code}`, rules: rules.customer, write }] : [];
}

function registration({ code, rules }: ProviderDefinition): Way[] {
  return rules.registration
    ? [{ name: `createRegistrationLink at ${code}`, rules: rules.registration, write: register }]
    : [];
}

async function register(values: Values): Promise<Written> {
  const input = { provider: 'BAMBOO', customer: toInput(values) as RegistrationCustomerInput } as const;
  const outcome = fieldOf(await graph.query(generatedRegistration, { input }), 'outcome');
  const issues = 'issues' in outcome ? outcome.issues : [];
  return {
    type: outcome.type,
    issues,
    id: 'registrationLink' in outcome ? (outcome.registrationLink.customer?.id ?? null) : null,
  };
}

/** Metadata is a list of pairs in the graph. */
function toGraphInput(values: Values): CustomerFieldsInput {
  const { metadata, ...rest } = toInput(values);
  const pairs = Object.entries(metadata?.set ?? {}).map(([key, value]) => ({ key, value }));
  return { ...rest, ...(metadata ? { metadata: pairs } : {}) } as CustomerFieldsInput;
}

const ways = [
  ...tables.providersThat('CREATE_CUSTOMER').flatMap(creation),
  ...tables.providersThat('CREATE_REGISTRATION_LINK').flatMap(registration),
];

describe.each(ways)('$name', ({ rules, write }) => {
  const runs = { numRuns: generatedInputs };

  it(
    'keeps every field of any valid input, as customer(by: id) reads it back',
    async () => {
      let count = 0;
      const property = fc.asyncProperty(validInputs(rules), async (generated) => {
        count += 1;
        const values = distinct(generated, count);
        const { type, id } = await write(values);
        expect(type).toMatch(/Success$/);
        const { data } = await graph.query(roundTrip, { id: id ?? '' });
        const fields = storedFields(rules);
        expect(heldIn(toRecord(data?.customer), fields)).toEqual(heldAfter(values, rules, fields));
      });
      await fc.assert(property, runs);
    },
    longest,
  );

  it(
    'sends nothing if an input is broken in one way, and names the place',
    async () => {
      const arrivals = graph.watch();
      const property = fc.asyncProperty(brokenInputs(rules), async ({ values, path, code }) => {
        const { type, issues } = await write(values);
        expect(type).toBe('InvalidInputError');
        expect(issues).toContainEqual({ path: ['customer', ...path], code });
        expect(arrivals).toEqual([]);
      });
      await fc.assert(property, runs);
    },
    longest,
  );
});

/** References must be unlike each other if the provider says so. */
function distinct(values: Values, count: number): Values {
  const { merchantReference } = values;
  if (typeof merchantReference !== 'string') return values;
  return { ...values, merchantReference: `${Array.from(merchantReference).slice(0, 80).join('')}${count}` };
}

/** What the graph read, in the shape that samples are compared with. */
function toRecord(found: RoundTripQuery['customer'] | undefined): Customer | null {
  const record = readFragment(writtenCustomer, found);
  if (!record) return null;
  const { merchantReference: reference, metadata, details, ...rest } = record;
  const pairs = Object.fromEntries(metadata.map(({ key, value }) => [key, value]));
  const language = details && 'verifoneLanguage' in details ? { language: details.verifoneLanguage } : {};
  return { ...rest, reference, metadata: pairs, details: { ...details, ...language } } as unknown as Customer;
}
