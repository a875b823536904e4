import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../graphql/index.ts';
import type { CreateRegistrationLinkInput, RecurringTermsInput } from '../graphql/graphql.ts';
import { bankingserviceOf } from '../support/bankingservice.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { mandate, recurring, registrationOf } from '../support/registering.ts';
import { anyCustomer, fieldOf, kindOf, successOf, watched, writesOf } from '../support/writing.ts';

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

const provider = 'BANKING_SERVICE';
const inputOf = (changes: Partial<CreateRegistrationLinkInput> = {}) => registrationOf(customerId, changes);

/** What a refusal holds. */
interface Refusal {
  readonly __typename: string;
  readonly issues?: readonly { readonly path: readonly string[]; readonly code: string }[];
}

describe('what does not fit together', () => {
  async function issuesOf(input: CreateRegistrationLinkInput) {
    const { result, sent }: { readonly result: Refusal; readonly sent: readonly string[] } = await watched(
      graph,
      () => writesOf(graph).createRegistrationLink(input),
    );
    expect([kindOf(result), sent]).toEqual(['InvalidInputError', []]);
    return (result.issues ?? []).map(({ path, code }) => `${path.join('.')} ${code}`);
  }

  it('is refused at once, with every issue, and nothing is sent', async () => {
    const wrong: RecurringTermsInput = {
      amount: 0,
      currency: 'euro',
      frequency: 'WEEKLY',
      dayOfExecution: 8,
      monthOfExecution: 2,
      startAt: '2026-12-01T00:00:00Z',
      endAt: '2026-12-01T00:00:00Z',
    };
    const input = inputOf({
      method: { kind: 'OPEN_BANKING', recurring: wrong },
      description: '',
      browser: { language: 'a\nb' },
      validForMinutes: 0,
    });
    expect(await issuesOf(input)).toEqual([
      'validForMinutes MALFORMED',
      'method.recurring.amount MALFORMED',
      'method.recurring.currency MALFORMED',
      'method.recurring.monthOfExecution CONFLICTING',
      'method.recurring.dayOfExecution MALFORMED',
      'method.recurring.endAt CONFLICTING',
      'description TOO_SHORT',
      'browser.language MALFORMED',
    ]);
  });

  it.each([
    [{ frequency: 'DAILY', dayOfExecution: 1 }, ['dayOfExecution CONFLICTING']],
    [{ frequency: 'MONTHLY', dayOfExecution: 32 }, ['dayOfExecution MALFORMED']],
    [{ frequency: 'YEARLY', dayOfExecution: 30, monthOfExecution: 2 }, ['dayOfExecution CONFLICTING']],
    [{ frequency: 'YEARLY', dayOfExecution: 1, monthOfExecution: 13 }, ['monthOfExecution MALFORMED']],
    [{ endAt: '2026-11-30T00:00:00Z' }, ['endAt CONFLICTING']],
  ] as const)('is refused for its terms: %j', async (changes, expected) => {
    const method = { kind: 'OPEN_BANKING', recurring: { ...recurring, ...changes } } as const;
    expect(await issuesOf(inputOf({ method }))).toEqual(expected.map((one) => `method.recurring.${one}`));
  });

  it.each([
    [{}, ['customerId REQUIRED', 'method REQUIRED']],
    [
      { customer: { merchantReference: 'x' } },
      ['customerId REQUIRED', 'customer UNSUPPORTED_BY_PROVIDER', 'method REQUIRED'],
    ],
  ])('is refused for what is missing: %j', async (given, expected) => {
    expect(await issuesOf({ provider, ...given })).toEqual(expected);
  });

  it('is refused for a person beside a customer, and for terms that do not fit a card', async () => {
    const method = { kind: 'CARD', recurring } as const;
    expect(await issuesOf(inputOf({ customer: { merchantReference: 'x' }, method }))).toEqual([
      'customer CONFLICTING',
      'method.recurring CONFLICTING',
    ]);
    expect(await issuesOf(inputOf({ method: { kind: 'OPEN_BANKING' } }))).toEqual([
      'method.recurring REQUIRED',
    ]);
  });

  it('is refused for a customer and a method at a provider that registers persons', async () => {
    const browser = { language: 'es' };
    const common = { provider: 'BAMBOO', method: mandate, description: 'Coffee', browser } as const;
    const needless = ['method', 'description', 'browser'].map((name) => `${name} UNSUPPORTED_BY_PROVIDER`);
    expect(await issuesOf({ ...common, customer: { merchantReference: 'x' } })).toEqual(needless);
    expect(await issuesOf({ ...common })).toEqual(['customer REQUIRED', ...needless]);
    const bamboo = await anyCustomer(graph, { provider: 'BAMBOO', account: 'bamboo' });
    expect(await issuesOf({ provider: 'BAMBOO', customerId: bamboo.id })).toEqual([
      'customer REQUIRED',
      'customerId UNSUPPORTED_BY_PROVIDER',
    ]);
  });

  it('is refused for a customer of another account', async () => {
    const monri = await anyCustomer(graph, { provider: 'MONRI', account: 'monri-1' });
    expect(await issuesOf(inputOf({ customerId: monri.id }))).toEqual(['customerId CONFLICTING']);
  });
});

describe('a customer who is not there', () => {
  it('is not found by an id of nothing', async () => {
    const result = await writesOf(graph).createRegistrationLink(inputOf({ customerId: 'nothing' }));
    expect(kindOf(result)).toBe('NotFoundError');
  });

  it.each([400, 404] as const)('is not found if the provider answers %i', async (unknownCustomerStatus) => {
    Object.assign(bankingserviceOf(graph).switches, { unknownCustomerStatus });
    const gone = await writesOf(graph).createCustomer({ provider, customer: { firstName: 'Ana' } });
    const { id } = successOf(gone).customer;
    successOf(await writesOf(graph).deleteCustomer({ id }));
    const result = await writesOf(graph).createRegistrationLink(inputOf({ customerId: id }));
    expect(kindOf(result)).toBe('NotFoundError');
    bankingserviceOf(graph).switches.unknownCustomerStatus = 400;
  });
});

const capability = graphql(`
  query RegistrationCapabilities {
    paymentProviders {
      code
      capability(of: CREATE_REGISTRATION_LINK) {
        registration {
          subject
          kinds
          isRepeatable
          takesBrowser
        }
      }
    }
  }
`);

it('is what the capability says, provider by provider', async () => {
  const providers = fieldOf(await graph.query(capability), 'paymentProviders');
  expect(providers.map(({ code, capability: of }) => [code, of.registration])).toEqual([
    ['BAMBOO', { subject: 'PERSON', kinds: [], isRepeatable: false, takesBrowser: false }],
    [
      'BANKING_SERVICE',
      { subject: 'CUSTOMER', kinds: ['CARD', 'OPEN_BANKING'], isRepeatable: true, takesBrowser: true },
    ],
    ['MONRI', null],
    ['VERIFONE', null],
  ]);
});
