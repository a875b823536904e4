import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../graphql/index.ts';
import type { ProviderOperation } from '../graphql/graphql.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { samplesOf, toInput, type Field } from '../../src/testing/support/customer-samples.ts';
import { anyCustomer, fieldOf } from '../support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const table = graphql(`
  query CapabilityTable {
    paymentProviders {
      code
      capabilities {
        operation
        support
        registration {
          subject
        }
        requiredFields
        unsupportedFields
      }
    }
  }
`);

const inputs = {
  CREATE_CUSTOMER: 'CustomerFieldsInput',
  UPDATE_CUSTOMER: 'CustomerPatchInput',
  CREATE_REGISTRATION_LINK: 'RegistrationCustomerInput',
  ATTACH_CUSTOMER_TO_PAYMENT: 'RegistrationCustomerInput',
} as const satisfies Partial<Record<ProviderOperation, string>>;
type Writing = keyof typeof inputs;

/** The fields of an input in the schema, those of an address as dotted paths. */
async function fieldsOf(input: string): Promise<readonly Field[]> {
  const names = async (type: string): Promise<readonly string[]> => {
    const query = `{ type: __type(name: "${type}") { inputFields { name } } }`;
    const { data } = await (await graph.send({ query })).json();
    return data.type.inputFields.map(({ name }: { readonly name: string }) => name);
  };
  const parts = await names('CustomerAddressInput');
  return (await names(input)).flatMap((name) =>
    name.endsWith('Address') ? parts.map((part) => `${name}.${part}` as Field) : [name as Field],
  );
}

async function capability(provider: string, operation: Writing) {
  const providers = fieldOf(await graph.query(table), 'paymentProviders');
  const found = providers
    .find(({ code }) => code === provider)
    ?.capabilities.find((one) => one.operation === operation);
  if (!found) throw new Error(`${provider} says nothing of ${operation}.`);
  return found;
}

const accounts: Readonly<Record<string, string>> = {
  BAMBOO: 'bamboo',
  BANKING_SERVICE: 'banking-service',
  MONRI: 'monri-1',
  VERIFONE: 'verifone-1',
};

/** Gives an input to one of the mutations as it is, and returns its issues: path below, and code. */
async function issuesOf(
  provider: string,
  operation: Writing,
  fields: Readonly<Partial<Record<Field, unknown>>>,
): Promise<readonly string[]> {
  const mutation = {
    CREATE_CUSTOMER: 'createCustomer',
    UPDATE_CUSTOMER: 'updateCustomer',
    CREATE_REGISTRATION_LINK: 'createRegistrationLink',
    ATTACH_CUSTOMER_TO_PAYMENT: 'attachCustomerToPayment',
  }[operation];
  const account = accounts[provider] ?? '';
  const { metadata, ...rest }: Record<string, unknown> = { ...toInput(fields) };
  const pairs = [{ key: 'plan', value: 'gold' }];
  const isPatch = operation === 'UPDATE_CUSTOMER';
  // The schema itself asks for a reference; an empty one is for the table to refuse.
  const least = inputs[operation] === 'RegistrationCustomerInput' ? { merchantReference: '' } : {};
  const customer = { ...least, ...rest, ...(metadata ? { metadata: isPatch ? { set: pairs } : pairs } : {}) };
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  const place = { provider: provider as 'MONRI', account };
  const input = isPatch
    ? { id: (await anyCustomer(graph, place)).id, patch: customer }
    : { ...place, customer, ...(operation === 'ATTACH_CUSTOMER_TO_PAYMENT' ? { paymentId: 'p-1' } : {}) };
  const query = `mutation ($input: ${type}) { ${mutation}(input: $input) {
    __typename ... on InvalidInputError { issues { path code } } } }`;
  const { data, errors } = await (await graph.send({ query, variables: { input } })).json();
  expect(errors).toBeUndefined();
  const { issues = [] } = data[mutation] as { issues?: { path: string[]; code: string }[] };
  return issues.map(({ path, code }) => `${path.slice(1).join('.')} ${code}`);
}

const writings = (Object.keys(inputs) as Writing[]).flatMap((operation) =>
  (operation === 'CREATE_CUSTOMER' || operation === 'UPDATE_CUSTOMER'
    ? ['BANKING_SERVICE', 'MONRI', 'VERIFONE']
    : ['BAMBOO']
  ).map((provider) => ({ provider, operation })),
);

it('names every provider that takes such input, and no other', async () => {
  const providers = fieldOf(await graph.query(table), 'paymentProviders');
  const supported = providers.flatMap(({ code: provider, capabilities }) =>
    capabilities.flatMap(({ operation, support, registration, requiredFields, unsupportedFields }) => {
      const isWriting = operation in inputs;
      const can = support === 'NATIVE' || support === 'EMULATED';
      const takesPersons = registration === null || registration.subject === 'PERSON';
      if (isWriting && can && takesPersons) return [{ provider, operation }];
      expect([requiredFields, unsupportedFields]).toEqual([[], []]);
      return [];
    }),
  );
  const byName = (one: object) => JSON.stringify(one);
  expect(supported.map(byName).toSorted()).toEqual(writings.map(byName).toSorted());
});

describe.each(writings)('$operation at $provider', ({ provider, operation }) => {
  it('refuses each field exactly if the table says that it is not supported', async () => {
    const { unsupportedFields } = await capability(provider, operation);
    const fields = await fieldsOf(inputs[operation]);
    expect(fields).toEqual(expect.arrayContaining(unsupportedFields));
    for (const field of fields) {
      const issues = await issuesOf(provider, operation, samplesOf([field]));
      const refused = issues.filter((issue) => issue.endsWith('UNSUPPORTED_BY_PROVIDER'));
      const expected = unsupportedFields.includes(field) ? [`${field} UNSUPPORTED_BY_PROVIDER`] : [];
      expect([field, refused]).toEqual([field, expected]);
    }
  });

  it('takes all the other fields together', async () => {
    const { unsupportedFields } = await capability(provider, operation);
    const fields = await fieldsOf(inputs[operation]);
    const kept = fields.filter((field) => !unsupportedFields.includes(field));
    expect(await issuesOf(provider, operation, samplesOf(kept))).toEqual([]);
  });

  it('asks for the fields that the table says it insists on, and each alternative will do', async () => {
    const { requiredFields } = await capability(provider, operation);
    const missing = await issuesOf(provider, operation, {});
    const required = missing.filter((issue) => issue.endsWith('REQUIRED'));
    const alternatives = requiredFields.map((one) =>
      one.split(' | ').map((names) => names.split(' ') as Field[]),
    );
    expect(required).toEqual(alternatives.map(([first]) => `${first?.[0]} REQUIRED`));
    for (const names of alternatives.flat()) {
      const withAll = await issuesOf(provider, operation, samplesOf(names));
      const withTooFew = await issuesOf(provider, operation, samplesOf(names.slice(1)));
      expect([withAll, withTooFew]).toEqual([[], missing]);
    }
  });
});
