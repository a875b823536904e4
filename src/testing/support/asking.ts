import { ProviderError, VaultError, type Origin } from '../../domain/errors.ts';
import type { MethodRegistration } from '../../domain/method-registration.ts';
import type { Fetch } from '../../http/fetch.ts';
import type { Call, Vault } from '../../port.ts';
import type { Subject } from './subject.ts';
import { connectTo, noFilter } from './vault.ts';

/** Asks a vault for something about the customer of a key. */
export type Ask = (vault: Vault, key: string, call: Call) => Promise<unknown> | undefined;

type Verbs = Readonly<Partial<Record<keyof Vault, Ask>>>;

const page = { from: null, limit: 5 };

/** Every verb that reads. */
export const reads = {
  getCustomer: (vault, key, call) => vault.getCustomer(key, call),
  getCustomers: (vault, key, call) => vault.getCustomers?.([key], call),
  getCustomerByReference: (vault, _key, call) => vault.getCustomerByReference?.('reference', call),
  listCustomers: (vault, _key, call) => vault.listCustomers?.(page, noFilter, call),
  searchCustomers: (vault, _key, call) => vault.searchCustomers?.({ EMAIL: [person.email] }, page, call),
  listPaymentMethods: (vault, key, call) => vault.listPaymentMethods?.(key, page, call),
  getPaymentMethod: (vault, key, call) => vault.getPaymentMethod?.(key, 'method', call),
} satisfies Verbs;

const person = { firstName: 'Ana', lastName: 'Horvat', email: 'ana.horvat@example.com' };

/** The registration of a card, which every provider takes that registers payment methods of customers. */
export const cardRegistration: MethodRegistration = {
  method: { kind: 'CARD', recurring: null },
  description: null,
  browser: null,
  validForMinutes: 15,
  reference: 'reference-1',
};

/** Every verb that writes, with input that every provider takes which has the verb. */
export const writes = {
  createCustomer: (vault, _key, call) => vault.createCustomer?.(person, call),
  updateCustomer: (vault, key, call) => vault.updateCustomer?.(key, { email: person.email }, call),
  deleteCustomer: (vault, key, call) => vault.deleteCustomer?.(key, call),
  deletePaymentMethod: (vault, key, call) => vault.deletePaymentMethod?.(key, 'method', call),
  createRegistrationLink: (vault, _key, call) =>
    vault.createRegistrationLink?.({ merchantReference: 'reference', ...person }, 15, call),
  registerPaymentMethod: (vault, key, call) => vault.registerPaymentMethod?.(key, cardRegistration, call),
  attachCustomerToPayment: (vault, _key, call) =>
    vault.attachCustomerToPayment?.('payment', { merchantReference: 'reference', ...person }, call),
} satisfies Verbs;

/** The verbs of a table that a provider's vault has. */
export function verbsOf(definition: Subject, table: Verbs) {
  const { vault } = connectTo(definition, definition.emulate());
  return Object.entries(table).flatMap(([name, ask]) => (name in vault ? [{ verb: name, ask }] : []));
}

/** Whether a request asks for an access token rather than for anything in the vault. */
export function isTokenRequest({ headers }: Request): boolean {
  return headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
}

/** Sends some requests elsewhere. */
export function diverting(fetch: Fetch, elsewhere: Fetch, which: (request: Request) => boolean): Fetch {
  return (request) => (which(request) ? elsewhere(request) : fetch(request));
}

/** What a program can read from a `VaultError`. */
export interface Failure {
  readonly code: string;
  readonly retryable: boolean;
  readonly origin: Origin | null;
  readonly retryAt: Date | null;
}

/** The `VaultError` with which a request fails; any other error is thrown. */
export async function failureOf(asked: Promise<unknown> | undefined): Promise<Failure> {
  const error = await errorOf(asked);
  if (!(error instanceof VaultError)) throw error;
  const { code, retryable, origin } = error;
  const retryAt = error instanceof ProviderError ? (error.facts.retryAt ?? null) : null;
  return { code, retryable, origin, retryAt };
}

/** The error with which a request fails. */
export async function errorOf(asked: Promise<unknown> | undefined): Promise<unknown> {
  const [answer] = await Promise.allSettled([asked]);
  if (answer.status === 'rejected') return answer.reason;
  throw new Error(`It did not fail, but gave ${JSON.stringify(answer)}.`);
}
