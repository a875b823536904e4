import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import {
  byBamboo,
  byBankingService,
  byMonri,
  byVerifone,
  emptyRefusals,
  type RefusingAnswer,
} from '../support/refusing-answers.ts';
import { anyCustomer, isWrite, kindOf, watched, writesOf } from '../support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());
afterEach(() => {
  for (const provider of ['BAMBOO', 'BANKING_SERVICE', 'MONRI', 'VERIFONE']) graph.fail(provider, null);
});

/** Lets a provider refuse every write in one way from now on. */
function refuse(provider: string, { status, body }: RefusingAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'x-request-id': 'req-7' };
  graph.fail(provider, (request) =>
    isWrite(request) ? { kind: 'answer', status, headers, body: text } : null,
  );
}

interface Refusal {
  readonly __typename: string;
  readonly issues?: readonly Issue[];
}

interface Issue {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** A result, with its issues as dotted paths and codes. */
function refusalIn(result: { readonly __typename: string }) {
  const { issues = [], ...rest }: Refusal = result;
  return {
    ...rest,
    issues: issues.map(({ path, code }) => `${path.join('.')} ${code}`).toSorted(),
    repeatsWords: JSON.stringify(result).includes('ana@example.com'),
  };
}

/** The refusal that an answer must lead to. */
function refusalBy(provider: string, { code, issues }: RefusingAnswer, under: string) {
  return {
    __typename: 'ProviderRejectedError',
    message: 'The provider refused the request.',
    code: 'PROVIDER_REJECTED',
    retryable: false,
    provider,
    providerErrorCode: code,
    providerRequestId: 'req-7',
    issues: issues.map((issue) => `${under}.${issue}`).toSorted(),
    repeatsWords: false,
  };
}

const customer = { firstName: 'Ana', lastName: 'Horvat' };

describe.each([
  {
    provider: 'MONRI',
    account: 'monri-1',
    answers: byMonri,
    fields: { fullName: 'Ana' },
  },
  {
    provider: 'VERIFONE',
    account: 'verifone-2',
    index: 1,
    answers: byVerifone,
    fields: customer,
  },
  {
    provider: 'BANKING_SERVICE',
    account: 'banking-service',
    answers: byBankingService,
    fields: customer,
  },
] as const)('$provider, which refuses by', ({ provider, account, answers, fields, ...place }) => {
  it.each([...answers, ...emptyRefusals])('$style, a new customer', async (answer) => {
    refuse(provider, answer);
    const input = { provider, account, customer: fields };
    expect(refusalIn(await writesOf(graph).createCustomer(input))).toEqual(
      refusalBy(provider, answer, 'customer'),
    );
  });

  it.each([...answers, ...emptyRefusals])('$style, a patch', async (answer) => {
    const { id } = await anyCustomer(graph, { provider, account, ...place });
    refuse(provider, answer);
    const result = await writesOf(graph).updateCustomer({ id, patch: fields });
    expect(refusalIn(result)).toEqual(refusalBy(provider, answer, 'patch'));
  });
});

describe('BAMBOO, which refuses by', () => {
  const provider = 'BAMBOO';
  const person = { merchantReference: 'guest-7' };

  it.each([...byBamboo, ...emptyRefusals])('$style, a registration', async (answer) => {
    refuse(provider, answer);
    const result = await writesOf(graph).createRegistrationLink({ provider, customer: person });
    expect(refusalIn(result)).toEqual(refusalBy(provider, answer, 'customer'));
  });

  it.each([...byBamboo, ...emptyRefusals])('$style, a customer of a payment', async (answer) => {
    refuse(provider, answer);
    const result = await writesOf(graph).attachCustomerToPayment({
      provider,
      paymentId: 'p',
      customer: person,
    });
    expect(refusalIn(result)).toEqual(refusalBy(provider, answer, 'customer'));
  });
});

describe('a deletion that is refused', () => {
  it.each([
    ['BAMBOO', 'bamboo', byBamboo[0]],
    ['MONRI', 'monri-1', byMonri[1]],
    ['VERIFONE', 'verifone-1', byVerifone[3]],
    ['BANKING_SERVICE', 'banking-service', byBankingService[0]],
  ] as const)('leaves the customer there: %s', async (provider, account, answer) => {
    const { id } = await anyCustomer(graph, { provider, account });
    if (answer) refuse(provider, answer);
    expect(await writesOf(graph).deleteCustomer({ id })).toMatchObject({ code: 'PROVIDER_REJECTED' });
    graph.fail(provider, null);
    expect(await writesOf(graph).deleteCustomer({ id })).toMatchObject({ alreadyDeleted: false });
  });
});

it('is a plain refusal of a deletion if the provider says that something exists already', async () => {
  const body = { status: 'invalid-request', message: 'A deletion request already exists' };
  refuse('MONRI', { style: 'exists', status: 422, body, code: null, issues: [] });
  const { id } = await anyCustomer(graph, { provider: 'MONRI', account: 'monri-1' });
  expect(await writesOf(graph).deleteCustomer({ id })).toMatchObject({
    __typename: 'ProviderRejectedError',
    code: 'PROVIDER_REJECTED',
  });
});

it('is answered again under its key without asking the provider, issues included', async () => {
  const [answer] = byMonri;
  if (answer) refuse('MONRI', answer);
  const input = { provider: 'MONRI', account: 'monri-1', customer: {}, idempotencyKey: 'refused' } as const;
  const { createCustomer } = writesOf(graph);
  const first = await createCustomer(input);
  graph.fail('MONRI', null);
  expect(kindOf(first)).toBe('ProviderRejectedError');
  expect(await watched(graph, () => createCustomer(input))).toEqual({ result: first, sent: [] });
});
