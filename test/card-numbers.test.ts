import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { anyCustomer } from './support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 2 })));
afterAll(() => graph.close());

const written = [
  '4111111111111111',
  '4111 1111 1111 1111',
  '3782-822463-10005',
  'card 5555.5555.5555.4444 12/29',
];
const card = '4111 1111 1111 1111';

interface Refused {
  readonly data: Readonly<
    Record<string, { readonly __typename: string; readonly issues?: unknown } | null>
  > | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly issues: unknown } }[];
}

/** The answer to an operation, of which nothing was sent or recorded. */
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Refused> {
  const seen = graph.watch();
  const start = graph.logged.length;
  const text = await (await graph.send({ query, variables })).text();
  const visible = [text, ...graph.logged.slice(start), ...graph.audited].join('\n');
  expect(seen).toEqual([]);
  expect(visible.replaceAll(/[ .-]/g, '')).not.toMatch(/4111111111111111|378282246310005|5555555555554444/);
  return JSON.parse(text);
}

function issue(...path: readonly string[]) {
  const message = `${path.join('.')} looks like a card number; none is accepted here.`;
  return { path, code: 'MALFORMED', message };
}

const result = '{ __typename ... on InvalidInputError { issues { path code message } } }';

describe('a card number in the input of a mutation', () => {
  it.each(written)('is refused as a value of the result, at its place: %s', async (text) => {
    const input = { provider: 'MONRI', account: 'monri-1', customer: { fullName: 'Ana', description: text } };
    const { data, errors } = await ask(
      `mutation($input: CreateCustomerInput!) { createCustomer(input: $input) ${result} }`,
      { input },
    );
    expect(errors).toBeUndefined();
    expect(data?.['createCustomer']).toEqual({
      __typename: 'InvalidInputError',
      issues: [issue('customer', 'description')],
    });
  });

  it('is refused in any field, all of them at once, numbers and keys too', async () => {
    const customer = {
      fullName: card,
      email: `${card}@example.com`,
      phone: '+4111111111111111',
      billingAddress: { lines: ['Ilica 1', card] },
      metadata: [
        { key: 'fine', value: 'fine' },
        { key: card, value: 4111111111111111 },
      ],
    };
    const { data } = await ask(
      `mutation($input: CreateCustomerInput!) { createCustomer(input: $input) ${result} }`,
      { input: { provider: 'MONRI', account: card, customer, idempotencyKey: '4111111111111111' } },
    );
    const issues = data?.['createCustomer']?.issues as readonly { path: readonly string[] }[] | undefined;
    expect(issues?.map(({ path }) => path.join('.')).toSorted()).toEqual([
      'account',
      'customer.billingAddress.lines.1',
      'customer.email',
      'customer.fullName',
      'customer.metadata.1.key',
      'customer.metadata.1.value',
      'customer.phone',
    ]);
  });

  it('is refused by every mutation, literals included', async () => {
    const customer = `customer: { merchantReference: "a", email: "a@example.com", firstName: "${card}" }`;
    const { data } = await ask(`mutation {
      updateCustomer(input: { id: "1", patch: { firstName: "${card}" } }) ${result}
      deleteCustomer(input: { id: "${card}" }) ${result}
      deletePaymentMethod(input: { id: "${card}" }) ${result}
      createRegistrationLink(input: { provider: BAMBOO, ${customer} }) ${result}
      attachCustomerToPayment(input: { provider: BAMBOO, paymentId: "1", ${customer} }) ${result}
    }`);
    const refused = (...path: readonly string[]) => ({
      __typename: 'InvalidInputError',
      issues: [issue(...path)],
    });
    expect(data).toEqual({
      updateCustomer: refused('patch', 'firstName'),
      deleteCustomer: refused('id'),
      deletePaymentMethod: refused('id'),
      createRegistrationLink: refused('customer', 'firstName'),
      attachCustomerToPayment: refused('customer', 'firstName'),
    });
  });
});

describe('a card number in the arguments of a query', () => {
  it.each([
    [`customer(by: { id: "${card}" }) { id }`, ['by', 'id']],
    [`node(id: "4111111111111111") { id }`, ['id']],
    [`node(id: 4111111111111111) { id }`, ['id']],
    [`nodes(ids: ["1", $card]) { id }`, ['ids', '1']],
    [`customers(accounts: [$card]) { nodes { id } }`, ['accounts', '0']],
    [`customers(after: "${card}") { nodes { id } }`, ['after']],
    [`providerAccount(key: $card) { key }`, ['key']],
  ])('is an error on its field: %s', async (field, path) => {
    const declared = field.includes('$card') ? '($card: String!)' : '';
    const types = field.startsWith('nodes') ? declared.replace('String', 'ID') : declared;
    const { errors } = await ask(`query ${types} { ${field} }`, { card });
    expect(errors?.map(({ extensions: { code, issues } }) => [code, issues])).toEqual([
      ['INVALID_INPUT', [issue(...path)]],
    ]);
  });
});

/** Has an issuer's first digits, a length of its cards, and the right check digit. */
const numeric = '4000000000000002';

describe('a number that is only looked up', () => {
  it.each([
    ['customer(by: { reference: { provider: MONRI, account: "monri-1", reference: $number } }) { id }'],
    [
      'customer(by: { providerCustomerId: { provider: MONRI, account: "monri-1", customerId: $number } }) { id }',
    ],
    [
      'customers(providers: [VERIFONE], accounts: ["verifone-1"], filter: { email: $number }) { nodes { id } }',
    ],
    ['customers(accounts: ["monri-1"]) { nodes { metadata(keys: [$number]) { key } } }'],
  ])('is no card number in %s', async (field) => {
    const query = `query ($number: String!) { ${field} }`;
    const answer = await (await graph.send({ query, variables: { number: numeric } })).json();
    expect(answer.errors).toBeUndefined();
  });

  it('is a reference that can be looked up, though it cannot be written', async () => {
    const identified = `customer: { merchantReference: "${numeric}", email: "a@example.com" }`;
    const send = async (query: string) => (await graph.send({ query })).json();
    const stored = await send(
      `mutation { createRegistrationLink(input: { provider: BAMBOO, ${identified} }) ${result} }`,
    );
    expect(stored.data.createRegistrationLink).toMatchObject({
      issues: [issue('customer', 'merchantReference')],
    });
    const fetched = graph.watch();
    const read = await send(
      `{ customer(by: { reference: { provider: BAMBOO, reference: "${numeric}" } }) { id } }`,
    );
    expect(read).toMatchObject({ data: { customer: null } });
    expect(read.errors).toBeUndefined();
    expect(fetched).toHaveLength(1);
  });

  it('is an idempotency key, the identifier of a payment, a key of metadata to remove', async () => {
    const { id } = await anyCustomer(graph, { provider: 'MONRI', account: 'monri-1' });
    const query = `mutation ($id: ID!) {
      updateCustomer(input: { id: $id, idempotencyKey: "${numeric}", patch: { metadata: { unset: ["${numeric}"] } } }) ${result}
      attachCustomerToPayment(input: {
        provider: BAMBOO, paymentId: "${numeric}", customer: { merchantReference: "a", email: "a@example.com" }
      }) { __typename }
    }`;
    const answer = await (await graph.send({ query, variables: { id } })).json();
    expect(answer.data).toEqual({
      updateCustomer: { __typename: 'UpdateCustomerSuccess' },
      attachCustomerToPayment: { __typename: 'NotFoundError' },
    });
  });
});

describe('a phone number', () => {
  it.each(['+NN', '+49 (151) 2345678X', 'NN'])(
    'is saved though its digits could be those of a card: %s',
    async (form) => {
      const phone = form.replace('NN', '4915123456787').replace('2345678X', '23456787');
      const { id } = await anyCustomer(graph, { provider: 'VERIFONE', account: 'verifone-1' });
      const query = `mutation ($id: ID!, $phone: String) {
      updateCustomer(input: { id: $id, patch: { phone: $phone, workPhone: $phone } }) {
        ... on UpdateCustomerSuccess { customer { phone details { ... on VerifoneCustomerDetails { workPhone } } } }
        ... on InvalidInputError { issues { path message } }
      }
    }`;
      const answer = await (await graph.send({ query, variables: { id, phone } })).json();
      expect(answer.data.updateCustomer).toEqual({ customer: { phone, details: { workPhone: phone } } });
    },
  );
});

describe('what only looks like one', () => {
  it('is let through: ids, keys, times, references', async () => {
    const { id } = await anyCustomer(graph, { provider: 'MONRI', account: 'monri-1' });
    const input = {
      provider: 'MONRI',
      account: 'monri-1',
      customer: {
        fullName: 'Ana Horvat',
        email: 'ana@example.com',
        merchantReference: '5f4dcc3b5aa765d61d8327deb882cf99',
        metadata: [
          { key: 'at', value: '1763632800001' },
          { key: 'stamp', value: '20261120103001' },
          { key: 'order', value: '4111111111111112' },
        ],
      },
      idempotencyKey: '80000000-0000-4000-8000-000000000003',
    };
    const query = `mutation($input: CreateCustomerInput!) { createCustomer(input: $input) ${result} }`;
    const answer = await (await graph.send({ query, variables: { input } })).json();
    expect(answer.data.createCustomer).toEqual({ __typename: 'CreateCustomerSuccess' });
    const read = await (
      await graph.send({ query: 'query($id: ID!) { node(id: $id) { id } }', variables: { id } })
    ).json();
    expect(read).toMatchObject({ data: { node: { id } } });
  });
});

describe('a long text', () => {
  it('is looked at once, however many fields take it', async () => {
    const fields = Array.from(
      { length: 25 },
      (_item, index) => `a${index}: providerAccount(key: $text) { key }`,
    );
    const query = `query($text: String!) { ${fields.join(' ')} }`;
    const variables = { text: 'DE89 '.repeat(18_000) };
    await (await graph.send({ query, variables })).text();
    const before = process.threadCpuUsage();
    const answer = await (await graph.send({ query, variables })).json();
    const { user } = process.threadCpuUsage(before);
    expect(answer.errors).toBeUndefined();
    // Twenty-five looks would take twenty-five times as long.
    expect(user / 1000).toBeLessThan(300);
  });
});
