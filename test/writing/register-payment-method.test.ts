import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { graphql, readFragment } from '../graphql/index.ts';
import type { CreateRegistrationLinkInput } from '../graphql/graphql.ts';
import { bankingserviceOf } from '../support/bankingservice.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { mandate, recurring, registrationOf } from '../support/registering.ts';
import { scan } from '../support/scan.ts';
import { sameTenant } from '../support/tenants.ts';
import {
  anyCustomer,
  fieldOf,
  isWrite,
  kindOf,
  linkBack,
  successOf,
  watched,
  writesOf,
} from '../support/writing.ts';
import { writtenLink } from '../support/write-operations.ts';

let graph: RunningGraph;
let customerId: string;
beforeAll(async () => {
  graph = await startGraph();
  ({ id: customerId } = await anyCustomer(
    graph,
    { provider: 'BANKING_SERVICE', account: 'banking-service' },
    1,
  ));
});
afterAll(() => graph.close());
afterEach(() => {
  vi.useRealTimers();
  graph.fail('BANKING_SERVICE', null);
});

const provider = 'BANKING_SERVICE';
const inputOf = (changes: Partial<CreateRegistrationLinkInput> = {}) => registrationOf(customerId, changes);
const page = /^https:\/\/dashboard\.bankingservice\.ai\/payment\/pm_[0-9a-f]{30}$/;

async function linkOf(changes: Partial<CreateRegistrationLinkInput> = {}) {
  const result = await writesOf(graph).createRegistrationLink(inputOf(changes));
  return readFragment(writtenLink, successOf(result).registrationLink);
}

/** The vendor's key of the method that a link registers, which its page names. */
const methodKeyOf = ({ url }: { readonly url: string | null }) => url?.split('/').at(-1) ?? '';

const terms = graphql(`
  query TermsOfLink($id: ID!) {
    node(id: $id) {
      ... on RegistrationLink {
        paymentMethod {
          description
          merchantReference
          instrument {
            __typename
            ... on OpenBankingInstrument {
              recurring {
                amount
                currency
                frequency
                dayOfExecution
                monthOfExecution
                startAt
                endAt
              }
            }
          }
        }
      }
    }
  }
`);

interface EntitiesAnswer {
  readonly data: { readonly entities: readonly object[] };
}

describe('the registration of a payment method', () => {
  it('is a page and a QR code, with the customer and the method that waits for the payer', async () => {
    const { result, sent } = await watched(graph, () => linkOf({ description: 'Coffee, every month' }));
    expect(result).toMatchObject({
      provider,
      account: { key: 'banking-service' },
      url: expect.stringMatching(page),
      providerCustomerId: null,
      validForMinutes: 15,
      status: 'PENDING',
      customer: { id: customerId },
      paymentMethod: { id: expect.stringMatching(/^[\w-]+$/), status: 'PENDING' },
    });
    expect(scan(result.qrCode?.dataUri ?? '').text).toBe(result.url);
    expect(sent.map((request) => request.split(' ')[0])).toEqual(['POST', 'GET', 'GET']);
    const { id } = result;
    expect(await graph.query(terms, { id })).toMatchObject({
      data: {
        node: {
          paymentMethod: {
            description: 'Coffee, every month',
            merchantReference: null,
            instrument: {
              __typename: 'OpenBankingInstrument',
              recurring: { ...recurring, frequency: 'monthly', monthOfExecution: null },
            },
          },
        },
      },
    });
    expect(await linkBack(graph, id)).toEqual(result);
  });

  it('is of a card as well, which has no terms', async () => {
    const link = await linkOf({ method: { kind: 'CARD' } });
    expect(link).toMatchObject({ url: expect.stringMatching(page), status: 'PENDING' });
    expect(await graph.query(terms, { id: link.id })).toMatchObject({
      data: { node: { paymentMethod: { instrument: { __typename: 'CardInstrument' } } } },
    });
  });

  it.each([
    [['succeeded'], 'REGISTERED', 'ACTIVE'],
    [['failed'], 'FAILED', 'REVOKED'],
    [['succeeded', 'failed'], 'FAILED', 'REVOKED'],
    [['succeeded', 'expired'], 'ENDED', 'EXPIRED'],
  ] as const)('follows the method: %j is %s', async (states, status, ofMethod) => {
    const link = await linkOf();
    for (const state of states) {
      expect(bankingserviceOf(graph).moveMethod(methodKeyOf(link), state)).toBe(true);
    }
    expect(await linkBack(graph, link.id)).toMatchObject({
      status,
      paymentMethod: { id: link.paymentMethod?.id, status: ofMethod },
    });
  });

  it('has ended once its method is deleted', async () => {
    const link = await linkOf();
    successOf(await writesOf(graph).deletePaymentMethod({ id: link.paymentMethod?.id ?? '' }));
    expect(await linkBack(graph, link.id)).toMatchObject({ status: 'ENDED', paymentMethod: null });
  });

  it('is shown until its time is over, and is registered all the same if the payer came in time', async () => {
    const noon = new Date('2026-11-20T12:00:00.000Z');
    vi.useFakeTimers({ toFake: ['Date'], now: noon });
    const link = await linkOf({ validForMinutes: 1 });
    vi.setSystemTime(noon.getTime() + 60_000);
    expect(await linkBack(graph, link.id)).toMatchObject({ status: 'EXPIRED', url: null, qrCode: null });
    bankingserviceOf(graph).moveMethod(methodKeyOf(link), 'succeeded');
    expect(await linkBack(graph, link.id)).toMatchObject({ status: 'REGISTERED', url: null });
  });

  it('is found again by its id after a restart and in a supergraph, and nothing was stored', async () => {
    const link = await linkOf();
    const restarted = await startGraph({ tenants: [sameTenant(graph)] });
    expect(await linkBack(restarted, link.id)).toEqual(link);
    const query = `query($all: [_Any!]!) { entities: _entities(representations: $all) { ... on RegistrationLink { url status paymentMethod { id } } } }`;
    const all = [{ __typename: 'RegistrationLink', id: link.id }];
    const answer: EntitiesAnswer = await (await restarted.send({ query, variables: { all } })).json();
    const { url, status, paymentMethod } = link;
    expect(answer.data.entities).toEqual([{ url, status, paymentMethod: { id: paymentMethod?.id } }]);
    await restarted.close();
  });

  it("passes the payer's browser on, and neither returns nor logs it", async () => {
    const bodies: string[] = [];
    graph.fail('BANKING_SERVICE', (request) => {
      if (isWrite(request))
        void request
          .clone()
          .text()
          .then((text) => bodies.push(text));
      return null;
    });
    const browser = { userAgent: 'Canary/7', ipAddress: '192.0.2.77', language: 'nl-NL' };
    await linkOf({ browser });
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      user: { user_agent: 'Canary/7', ip_address: '192.0.2.77', language: 'nl-NL' },
    });
    expect([...graph.logged, ...graph.audited].join('\n')).not.toMatch(/Canary|192\.0\.2\.77/);
  });
});

const methodsOfRegistering = graphql(`
  query MethodsOfRegistering($id: ID!) {
    node(id: $id) {
      ... on Customer {
        paymentMethods(first: 100) {
          nodes {
            id
            merchantReference
          }
        }
      }
    }
  }
`);

async function methodsOf(running: RunningGraph) {
  const node = fieldOf(await running.query(methodsOfRegistering, { id: customerId }), 'node');
  return 'paymentMethods' in node ? (node.paymentMethods?.nodes ?? []) : [];
}

describe('the registration of a payment method whose answer is lost', () => {
  async function lose(idempotencyKey: string | null) {
    graph.fail('BANKING_SERVICE', (request) => (isWrite(request) ? { kind: 'cut', after: true } : null));
    const result = await writesOf(graph).createRegistrationLink(inputOf({ idempotencyKey }));
    graph.fail('BANKING_SERVICE', null);
    return result;
  }

  it('is repeated safely under its key: one method is made', async () => {
    const idempotencyKey = crypto.randomUUID();
    expect(await lose(idempotencyKey)).toMatchObject({
      __typename: 'OutcomeUnknownError',
      mayDuplicate: false,
      retryable: true,
    });
    const before = (await methodsOf(graph)).length;
    const link = await linkOf({ idempotencyKey });
    const after = await methodsOf(graph);
    expect(after).toHaveLength(before);
    const made = after.find(({ id }) => id === link.paymentMethod?.id);
    expect(made?.merchantReference).toMatch(/^[\w-]{43}$/);
    expect(made?.merchantReference).not.toContain(idempotencyKey);
  });

  it('may be a second one without a key', async () => {
    expect(await lose(null)).toMatchObject({ __typename: 'OutcomeUnknownError', mayDuplicate: true });
  });

  it('is answered again under its key with the same link, and refused with other terms', async () => {
    const idempotencyKey = crypto.randomUUID();
    const link = await linkOf({ idempotencyKey });
    const again = await watched(graph, () =>
      writesOf(graph).createRegistrationLink(inputOf({ idempotencyKey })),
    );
    expect(successOf(again.result)).toMatchObject({ replayed: true, registrationLink: { id: link.id } });
    expect(again.sent.every((request) => request.startsWith('GET'))).toBe(true);
    const other = { ...mandate, recurring: { ...recurring, amount: 1 } };
    const result = await writesOf(graph).createRegistrationLink(inputOf({ idempotencyKey, method: other }));
    expect(kindOf(result)).toBe('IdempotencyConflictError');
  });
});
