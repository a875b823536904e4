import { bambooOf } from './bamboo.ts';
import type { RunningGraph } from './graph.ts';
import { anyCustomer, customerWithMethods, writesOf, type Place } from './writing.ts';

/** One kind of write at one provider. */
export interface EveryWrite {
  readonly provider: string;
  readonly account: string;
  readonly write: string;
  /** Whether sending it twice could make a second record. */
  readonly mayDuplicate: boolean;
  /** Makes one ready; it can then be sent, and sent again. */
  readonly prepare: (graph: RunningGraph) => Promise<Send>;
}

/** Sends a write that was made ready. */
export type Send = (idempotencyKey?: string | null) => Promise<{ readonly __typename: string }>;

const accounts = {
  monri: { provider: 'MONRI', account: 'monri-1' },
  verifone: { provider: 'VERIFONE', account: 'verifone-2', index: 1 },
  bankingService: { provider: 'BANKING_SERVICE', account: 'banking-service' },
  bamboo: { provider: 'BAMBOO', account: 'bamboo' },
} as const;

const names = { firstName: 'Ana', lastName: 'Horvat' };

function creating(
  { provider, account }: (typeof accounts)['monri' | 'verifone' | 'bankingService'],
  write: string,
  toCustomer: () => {
    readonly merchantReference?: string;
    readonly firstName?: string;
    readonly lastName?: string;
  },
): EveryWrite {
  const prepare = async (graph: RunningGraph): Promise<Send> => {
    const customer = toCustomer();
    return async (idempotencyKey = null) =>
      writesOf(graph).createCustomer({ provider, account, customer, idempotencyKey });
  };
  return { provider, account, write, mayDuplicate: write === 'createCustomer', prepare };
}

function changing(place: Place, write: string, send: (graph: RunningGraph, id: string) => Send): EveryWrite {
  const prepare = async (graph: RunningGraph): Promise<Send> =>
    send(graph, (await anyCustomer(graph, place)).id);
  return { ...place, write, mayDuplicate: false, prepare };
}

const updating = (place: Place): EveryWrite =>
  changing(place, 'updateCustomer', (graph, id) => async (idempotencyKey = null) => {
    const patch = { email: 'ana@example.com' };
    return writesOf(graph).updateCustomer({ id, patch, idempotencyKey });
  });

const deleting = (place: Place): EveryWrite =>
  changing(
    place,
    'deleteCustomer',
    (graph, id) =>
      async (idempotencyKey = null) =>
        writesOf(graph).deleteCustomer({ id, idempotencyKey }),
  );

/** Every write at every provider that can do it. */
export const everyWrite: readonly EveryWrite[] = [
  creating(accounts.monri, 'createCustomer', () => ({})),
  creating(accounts.monri, 'createCustomer with a reference', () => ({
    merchantReference: crypto.randomUUID(),
  })),
  creating(accounts.verifone, 'createCustomer', () => names),
  creating(accounts.bankingService, 'createCustomer', () => names),
  ...[accounts.monri, accounts.verifone, accounts.bankingService].map(updating),
  ...[accounts.monri, accounts.verifone, accounts.bankingService, accounts.bamboo].map(deleting),
  {
    ...accounts.bankingService,
    write: 'deletePaymentMethod',
    mayDuplicate: false,
    prepare: async (graph) => {
      const { method } = await customerWithMethods(graph, accounts.bankingService);
      return async (idempotencyKey = null) =>
        writesOf(graph).deletePaymentMethod({ id: method.id, idempotencyKey });
    },
  },
  {
    ...accounts.bamboo,
    write: 'createRegistrationLink',
    mayDuplicate: true,
    prepare: async (graph) => {
      const customer = { merchantReference: crypto.randomUUID() };
      return async (idempotencyKey = null) =>
        writesOf(graph).createRegistrationLink({ provider: 'BAMBOO', customer, idempotencyKey });
    },
  },
  {
    ...accounts.bamboo,
    write: 'attachCustomerToPayment',
    mayDuplicate: false,
    prepare: async (graph) => {
      const input = {
        provider: 'BAMBOO',
        paymentId: bambooOf(graph).seedPayment(),
        customer: { merchantReference: 'guest-7' },
      } as const;
      return async (idempotencyKey = null) =>
        writesOf(graph).attachCustomerToPayment({ ...input, idempotencyKey });
    },
  },
];
