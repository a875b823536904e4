import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { sealing } from '../support/sealing.ts';
import { anyCustomer, watched, writesOf } from '../support/writing.ts';

let graph: RunningGraph;
let customerId: string;
let paymentMethodId: string;
beforeAll(async () => {
  graph = await startGraph();
  const { id, paymentMethods } = await anyCustomer(
    graph,
    {
      provider: 'BANKING_SERVICE',
      account: 'banking-service',
    },
    1,
  );
  customerId = id;
  paymentMethodId = paymentMethods?.nodes[0]?.id ?? '';
});
afterAll(() => graph.close());

const customer = { type: 'Customer', key: 'c-1' } as const;
const method = { type: 'PaymentMethod', customerKey: 'c-1', key: 'm-1' } as const;
const bank = 'banking-service';

/** Ids that name nothing this caller may change. */
const strange: readonly (readonly [string, () => string])[] = [
  ['an empty text', () => ''],
  ['any text', () => 'customer-1'],
  ['base64 of something', () => Buffer.from('Customer:1').toString('base64')],
  ['one character more', () => `${customerId}A`],
  ['one character less', () => customerId.slice(0, -1)],
  [
    'one character changed',
    () => `${customerId.slice(0, 9)}${customerId[9] === 'A' ? 'B' : 'A'}${customerId.slice(10)}`,
  ],
  ['a customer of another tenant', () => sealing('acme').seal({ ...customer, account: bank })],
  ['a payment method of another tenant', () => sealing('acme').seal({ ...method, account: bank })],
  ['a customer of an account that is not there', () => sealing().seal({ ...customer, account: 'gone' })],
  ['a payment method of an account that is not there', () => sealing().seal({ ...method, account: 'gone' })],
  ['an account', () => sealing().seal({ type: 'ProviderAccount', account: bank })],
];

const notFound = {
  __typename: 'NotFoundError',
  message: 'The id names no such record.',
  code: 'NOT_FOUND',
  retryable: false,
  provider: null,
};

describe.each(strange.map(([what, id]) => ({ what, id })))('an id that is $what', ({ id }) => {
  it('finds nothing in any write, and nothing is sent', async () => {
    const { updateCustomer, deleteCustomer, deletePaymentMethod } = writesOf(graph);
    const { result, sent } = await watched(graph, async () => [
      await updateCustomer({ id: id(), patch: { title: 'Not even looked at 7' } }),
      await deleteCustomer({ id: id(), idempotencyKey: 'strange' }),
      await deletePaymentMethod({ id: id() }),
    ]);
    expect(result).toEqual([notFound, notFound, notFound]);
    expect(sent).toEqual([]);
  });
});

it('an id of the wrong type finds nothing, and nothing is sent', async () => {
  const { updateCustomer, deleteCustomer, deletePaymentMethod } = writesOf(graph);
  expect(paymentMethodId).not.toBe('');
  const { result, sent } = await watched(graph, async () => [
    await updateCustomer({ id: paymentMethodId, patch: {} }),
    await deleteCustomer({ id: paymentMethodId }),
    await deletePaymentMethod({ id: customerId }),
  ]);
  expect(result).toEqual([notFound, notFound, notFound]);
  expect(sent).toEqual([]);
});

describe('an account', () => {
  const person = { merchantReference: 'guest-7' };
  const twins = 'account is needed: there are several at the provider.';
  const unknownAccount = 'account names no account of yours at the provider.';

  it.each([
    ['left out if there are several', undefined, 'REQUIRED', twins],
    ['null if there are several', null, 'REQUIRED', twins],
    ['unknown', 'monri-3', 'MALFORMED', unknownAccount],
    ['of another provider', 'verifone-1', 'MALFORMED', unknownAccount],
    ['empty', '', 'MALFORMED', unknownAccount],
    ['of another case', 'MONRI-1', 'MALFORMED', unknownAccount],
  ])('is refused if it is %s', async (_case, account, code, message) => {
    const { createCustomer } = writesOf(graph);
    const named = account === undefined ? {} : { account };
    const { result, sent } = await watched(graph, () =>
      createCustomer({ provider: 'MONRI', ...named, customer: { title: 'No place at Monri' } }),
    );
    expect(result).toEqual({
      __typename: 'InvalidInputError',
      message,
      code: 'INVALID_INPUT',
      retryable: false,
      provider: null,
      issues: [{ path: ['account'], code, message }],
    });
    expect(sent).toEqual([]);
  });

  it('is refused in the writes that only Bamboo can do, too', async () => {
    const { createRegistrationLink, attachCustomerToPayment } = writesOf(graph);
    const place = { provider: 'BAMBOO', account: 'monri-1', customer: person } as const;
    const { result, sent } = await watched(graph, async () => [
      await createRegistrationLink(place),
      await attachCustomerToPayment({ ...place, paymentId: 'p-1' }),
    ]);
    const refused = {
      __typename: 'InvalidInputError',
      message: unknownAccount,
      code: 'INVALID_INPUT',
      retryable: false,
      provider: null,
      issues: [{ path: ['account'], code: 'MALFORMED', message: unknownAccount }],
    };
    expect(result).toEqual([refused, refused]);
    expect(sent).toEqual([]);
  });

  it('may be left out, or null, if there is one at the provider', async () => {
    const { createCustomer } = writesOf(graph);
    for (const named of [{}, { account: null }, { account: bank }]) {
      const result = await createCustomer({ provider: 'BANKING_SERVICE', ...named, customer: {} });
      expect(result).toMatchObject({ customer: { account: { key: bank } } });
    }
  });
});
