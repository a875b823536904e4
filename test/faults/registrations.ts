import { isDeepStrictEqual } from 'node:util';
import { bamboo } from '../../src/providers/registry.ts';
import type { RegistrationRules } from '../../src/domain/input-rules.ts';
import type { RegistrationCustomerInput } from '../graphql/graphql.ts';
import type { RunningGraph } from '../support/graph.ts';
import { bambooOf } from '../support/bamboo.ts';
import {
  heldAfter,
  heldIn,
  samplesOf,
  storedFields,
  toInput,
} from '../../src/testing/support/customer-samples.ts';
import { trialAttach, trialDelete, trialRegister } from './operations.ts';
import { behind } from './provider.ts';
import { idOf, insist, post, type Kind } from './trial.ts';

const provider = 'BAMBOO';

function rulesOfRegistration(): RegistrationRules {
  if (!bamboo.rules.registration) throw new Error('It registers no persons.');
  return bamboo.rules.registration;
}

/** Everything that can be known about a person, as input and as it is read back. */
function personWith(mark: string) {
  const rules = rulesOfRegistration();
  const fields = storedFields(rules);
  const values = { ...samplesOf(fields), merchantReference: mark, email: `${mark}@example.com` };
  const customer = toInput(values) as RegistrationCustomerInput;
  return { fields, customer, expected: heldAfter(values, rules, fields) };
}

/** Starting a registration. */
export const registering: Kind = {
  name: 'createRegistrationLink at BAMBOO',
  isCreation: true,
  open: (graph) => {
    const { read } = behind(graph, provider).accountOf(0);
    return (mark) => {
      const { fields, customer, expected } = personWith(mark);
      return Promise.resolve({
        names: [],
        send: (idempotencyKey, signal) =>
          post(graph.url, trialRegister, { input: { provider, customer, idempotencyKey } }, signal),
        look: async () => {
          const now = await read(mark);
          const isWhole = now === null || isDeepStrictEqual(heldIn(now, fields), expected);
          return { times: now ? 1 : 0, isWhole };
        },
      });
    };
  },
};

/** Attaching a customer to a payment that waits. */
export const attaching: Kind = {
  name: 'attachCustomerToPayment at BAMBOO',
  isCreation: false,
  open: (graph) => {
    const control = bambooOf(graph);
    return (mark) => {
      control.seedPayment({ paymentId: mark, validForMinutes: 1_440 });
      const customer = { merchantReference: mark, email: `${mark}@example.com`, firstName: 'Lucía' };
      const input = { provider, paymentId: mark, customer } as const;
      const injected = { identifier: mark, email: customer.email, firstName: customer.firstName };
      return Promise.resolve({
        names: [],
        send: (idempotencyKey, signal) =>
          post(graph.url, trialAttach, { input: { ...input, idempotencyKey } }, signal),
        look: () => {
          const now = control.injectedCustomer(mark);
          return Promise.resolve({
            times: now ? 1 : 0,
            isWhole: now === null || isDeepStrictEqual(now, injected),
          });
        },
      });
    };
  },
};

/** Deleting a customer who registered. */
export const deletingRegistered: Kind = {
  name: 'deleteCustomer at BAMBOO',
  isCreation: false,
  open: (graph) => {
    const { read } = behind(graph, provider).accountOf(0);
    return async (mark) => {
      const { fields, customer, expected } = personWith(mark);
      const id = await registeredBefore(graph, customer);
      return {
        names: [],
        send: (idempotencyKey, signal) =>
          post(graph.url, trialDelete, { input: { id, idempotencyKey } }, signal),
        look: async () => {
          const now = await read(mark);
          const isWhole = now === null || isDeepStrictEqual(heldIn(now, fields), expected);
          return { times: now ? 0 : 1, isWhole };
        },
      };
    };
  },
};

async function registeredBefore(graph: RunningGraph, customer: RegistrationCustomerInput): Promise<string> {
  await insist(async () => {
    const { data } = await graph.query(trialRegister, { input: { provider, customer } });
    if (data?.outcome?.type !== 'CreateRegistrationLinkSuccess') throw new Error('It was not registered.');
  });
  return idOf(graph, { reference: { provider, reference: customer.merchantReference } });
}
