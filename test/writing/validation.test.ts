import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationCustomerInput } from '../graphql/graphql.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import {
  atBamboo,
  atBankingService,
  atMonri,
  atVerifone,
  textsIn,
  type RefusedInput,
} from '../support/refused-input.ts';
import { anyCustomer, successOf, watched, writesOf } from '../support/writing.ts';
import { readFragment } from '../graphql/index.ts';
import { writtenCustomer, writtenLink } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

interface Refusal {
  readonly __typename: string;
  readonly code?: string;
  readonly retryable?: boolean;
  readonly message?: string;
  readonly issues?: readonly InputIssue[];
}

interface InputIssue {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** What was wrong, in the order of paths, if a write was refused without anything being sent and without a value being repeated. */
async function refusal(
  input: unknown,
  write: () => Promise<{ readonly __typename: string }>,
): Promise<readonly string[]> {
  const { result, sent }: { readonly result: Refusal; readonly sent: readonly string[] } = await watched(
    graph,
    write,
  );
  expect(sent).toEqual([]);
  const { __typename, code, retryable, message = '', issues = [] } = result;
  expect({ __typename, code, retryable }).toEqual({
    __typename: 'InvalidInputError',
    code: 'INVALID_INPUT',
    retryable: false,
  });
  const visible = JSON.stringify(result);
  for (const text of textsIn(input)) expect(visible).not.toContain(text);
  expect(message).toBe(issues.map((issue) => issue.message).join(' '));
  return issues.map(({ path, code: kind }) => `${path.join('.')} ${kind}`).toSorted();
}

const under = (name: string, issues: readonly string[]) =>
  issues.map((issue) => `${name}.${issue}`).toSorted();

function casesOf(
  place: { readonly provider: 'MONRI' | 'VERIFONE' | 'BANKING_SERVICE'; readonly account: string },
  cases: readonly RefusedInput[],
) {
  return cases.map((one) => ({ ...one, place }));
}

const customerCases = [
  ...casesOf({ provider: 'MONRI', account: 'monri-1' }, atMonri),
  ...casesOf({ provider: 'VERIFONE', account: 'verifone-1' }, atVerifone),
  ...casesOf({ provider: 'BANKING_SERVICE', account: 'banking-service' }, atBankingService),
];

describe.each(customerCases)('$what at $place.provider', ({ fields, issues, place }) => {
  it('is refused in a new customer, all at once', async () => {
    const input = { ...place, customer: fields };
    const found = await refusal(fields, () => writesOf(graph).createCustomer(input));
    expect(found).toEqual(under('customer', issues));
  });

  it('is refused in a patch, all at once', async () => {
    const { id } = await anyCustomer(graph, place);
    const found = await refusal(fields, () => writesOf(graph).updateCustomer({ id, patch: fields }));
    expect(found).toEqual(under('patch', issues));
  });
});

describe.each(atBamboo)('$what at BAMBOO', ({ fields, issues }) => {
  const provider = 'BAMBOO';
  const customer = fields as RegistrationCustomerInput;

  it('is refused in a registration, with its minutes', async () => {
    const found = await refusal(fields, () =>
      writesOf(graph).createRegistrationLink({ provider, customer, validForMinutes: 0 }),
    );
    expect(found).toEqual([...under('customer', issues), 'validForMinutes MALFORMED']);
  });

  it('is refused if it is attached to a payment, with the payment', async () => {
    const found = await refusal(fields, () =>
      writesOf(graph).attachCustomerToPayment({ provider, customer, paymentId: '.' }),
    );
    expect(found).toEqual([...under('customer', issues), 'paymentId MALFORMED']);
  });
});

describe('the minutes of a registration', () => {
  it.each([0, -1, 525_601, 2_147_483_647])('are refused as %i', async (validForMinutes) => {
    const customer = { merchantReference: 'guest-7' };
    const found = await refusal(customer, () =>
      writesOf(graph).createRegistrationLink({ provider: 'BAMBOO', customer, validForMinutes }),
    );
    expect(found).toEqual(['validForMinutes MALFORMED']);
  });

  it.each([1, 525_600])('are taken as %i', async (validForMinutes) => {
    const customer = { merchantReference: 'guest-7' };
    const input = { provider: 'BAMBOO', customer, validForMinutes } as const;
    const { registrationLink } = successOf(await writesOf(graph).createRegistrationLink(input));
    expect(readFragment(writtenLink, registrationLink).validForMinutes).toBe(validForMinutes);
  });
});

describe('metadata', () => {
  const twice = [
    { key: 'planned', value: 'gold' },
    { key: 'visits', value: 3 },
    { key: 'planned', value: 'silver' },
    { key: '', value: true },
  ];

  it('may not name a key twice or an empty one in a new customer', async () => {
    const customer = { metadata: twice, title: 'Professor' };
    const found = await refusal({ title: 'Professor', twice: ['planned', 'silver'] }, () =>
      writesOf(graph).createCustomer({ provider: 'MONRI', account: 'monri-1', customer }),
    );
    expect(found).toEqual([
      'customer.metadata.2.key CONFLICTING',
      'customer.metadata.3.key TOO_SHORT',
      'customer.title UNSUPPORTED_BY_PROVIDER',
    ]);
  });

  it('may not name a key twice, or both to set and to unset, in a patch', async () => {
    const { id } = await anyCustomer(graph, { provider: 'MONRI', account: 'monri-1' });
    const patch = { metadata: { set: twice, unset: ['visits'] }, phone: '' };
    const found = await refusal({ twice: ['planned', 'visits'] }, () =>
      writesOf(graph).updateCustomer({ id, patch }),
    );
    expect(found).toEqual([
      'patch.metadata CONFLICTING',
      'patch.metadata.set.2.key CONFLICTING',
      'patch.metadata.set.3.key TOO_SHORT',
      'patch.phone TOO_SHORT',
    ]);
  });
});

describe('what Verifone insists on', () => {
  const place = { provider: 'VERIFONE', account: 'verifone-1' } as const;

  it.each([
    [{}],
    [{ firstName: 'Margarita' }],
    [{ lastName: 'Horvat' }],
    [{ company: null, firstName: 'Margarita', lastName: null }],
  ])('is missing in a new customer of %j', async (customer) => {
    const found = await refusal(customer, () => writesOf(graph).createCustomer({ ...place, customer }));
    expect(found).toEqual(['customer.company REQUIRED']);
  });

  it.each([
    [{ company: 'Rambla' }, { company: null }],
    [{ company: 'Rambla', firstName: 'Ana' }, { company: null }],
    [{ firstName: 'Ana', lastName: 'Horvat' }, { firstName: null }],
    [
      { firstName: 'Ana', lastName: 'Horvat' },
      { lastName: null, email: 'ana@example.com' },
    ],
  ])('is seen in the record: %j may not lose %j', async (customer, patch) => {
    const { createCustomer, updateCustomer } = writesOf(graph);
    const { id } = successOf(await createCustomer({ ...place, customer })).customer;
    const { result, sent } = await watched(graph, () => updateCustomer({ id, patch }));
    const message = 'The provider needs company, or firstName and lastName.';
    expect(result).toEqual({
      __typename: 'InvalidInputError',
      message,
      code: 'INVALID_INPUT',
      retryable: false,
      provider: 'VERIFONE',
      issues: [{ path: ['patch', 'company'], code: 'REQUIRED', message }],
    });
    expect(sent).toEqual([expect.stringMatching(/^GET /)]);
  });

  it('may be exchanged in one patch', async () => {
    const { createCustomer, updateCustomer } = writesOf(graph);
    const { id } = successOf(await createCustomer({ ...place, customer: { company: 'Rambla' } })).customer;
    const patch = { company: null, firstName: 'Ana', lastName: 'Horvat' };
    const { customer } = successOf(await updateCustomer({ id, patch }));
    const { company, fullName } = readFragment(writtenCustomer, customer);
    expect([company, fullName]).toEqual([null, 'Ana Horvat']);
  });
});

it('keeps nothing of a refusal under its key', async () => {
  const keyed = { provider: 'MONRI', account: 'monri-1', idempotencyKey: 'refused' } as const;
  const { createCustomer } = writesOf(graph);
  await refusal({}, () => createCustomer({ ...keyed, customer: { fullName: '' } }));
  expect(successOf(await createCustomer({ ...keyed, customer: { fullName: 'Ana' } })).replayed).toBe(false);
});
