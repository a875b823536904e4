import { listen } from '../../src/http/listen.ts';
import type {
  AttachCustomerToPaymentInput,
  CreateCustomerInput,
  CreateRegistrationLinkInput,
  DeleteCustomerInput,
  DeletePaymentMethodInput,
  PaymentProviderCode,
  UpdateCustomerInput,
} from '../graphql/graphql.ts';
import type { Answer, RunningGraph } from './graph.ts';
import * as reads from './read-operations.ts';
import * as writes from './write-operations.ts';

/** The writes of a running graph, one request each. An answer with errors is thrown. */
export function writesOf(graph: RunningGraph) {
  return {
    createCustomer: async (input: CreateCustomerInput) =>
      fieldOf(await graph.query(writes.createCustomer, { input }), 'createCustomer'),
    updateCustomer: async (input: UpdateCustomerInput) =>
      fieldOf(await graph.query(writes.updateCustomer, { input }), 'updateCustomer'),
    deleteCustomer: async (input: DeleteCustomerInput) =>
      fieldOf(await graph.query(writes.deleteCustomer, { input }), 'deleteCustomer'),
    deletePaymentMethod: async (input: DeletePaymentMethodInput) =>
      fieldOf(await graph.query(writes.deletePaymentMethod, { input }), 'deletePaymentMethod'),
    createRegistrationLink: async (input: CreateRegistrationLinkInput) =>
      fieldOf(await graph.query(writes.createRegistrationLink, { input }), 'createRegistrationLink'),
    attachCustomerToPayment: async (input: AttachCustomerToPaymentInput) =>
      fieldOf(await graph.query(writes.attachCustomerToPayment, { input }), 'attachCustomerToPayment'),
  };
}

/** A root field of an answer without errors. */
export function fieldOf<Data, Name extends keyof Data>(
  { data, errors }: Answer<Data>,
  name: Name,
): NonNullable<Data[Name]> {
  const field = data?.[name];
  if (errors || field === null || field === undefined) throw new Error(JSON.stringify({ data, errors }));
  return field;
}

type Success<Result> = Extract<Result, { readonly __typename: `${string}Success` }>;

/** The success that a result is; a failure is thrown. */
export function successOf<Result extends { readonly __typename: string }>(result: Result): Success<Result> {
  if (!kindOf(result).endsWith('Success')) throw new Error(JSON.stringify(result));
  return result as Success<Result>;
}

/** The type of a result. */
export function kindOf({ __typename }: { readonly __typename: string }): string {
  return __typename;
}

/** Reads a customer by its id, as a later request would. */
export async function customerBack(graph: RunningGraph, id: string) {
  const { data, errors } = await graph.query(reads.readCustomerBack, { id });
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.node ?? null;
}

/** Reads a registration link by its id, as a later request would. */
export async function linkBack(graph: RunningGraph, id: string) {
  return fieldOf(await graph.query(reads.readLinkBack, { id }), 'node');
}

/** One of a provider's accounts in the sandbox, and the place it has among them. */
export interface Place {
  readonly provider: PaymentProviderCode;
  readonly account: string;
  readonly index?: number;
}

/** A customer that an account holds now: which of them may be chosen. */
export async function anyCustomer(graph: RunningGraph, place: Place, which = 0) {
  const { provider, account, index = 0 } = place;
  const customerId = graph.keysOf(provider, index).at(which) ?? '';
  const by = { providerCustomerId: { provider, account, customerId } };
  return fieldOf(await graph.query(reads.findCustomer, { by }), 'customer');
}

/** A customer that an account holds now with two payment methods or more, and the first of them. */
export async function customerWithMethods(graph: RunningGraph, place: Place) {
  for (let which = 0; which < 12; which += 1) {
    const { id, paymentMethods } = await anyCustomer(graph, place, which);
    const methods = paymentMethods?.nodes ?? [];
    const [method] = methods;
    if (method && methods.length > 1) return { id, methods, method };
  }
  throw new Error('No customer has two payment methods.');
}

/** Runs `work` and records the requests that reach the providers during it, except token requests. */
export async function watched<Result>(
  graph: RunningGraph,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly sent: readonly string[] }> {
  const seen = graph.watch();
  const result = await work();
  const sent = seen
    .filter(({ url }) => !isTokenUrl(url))
    .map(({ method, url }) => `${method} ${url.pathname}`);
  return { result, sent };
}

/** Whether a request asks for an access token. */
export function isTokenUrl(url: URL | string): boolean {
  return /\/(access_)?token$/.test(new URL(url).pathname);
}

/** Whether a request may change something at a provider. */
export function isWrite({ method, url }: Pick<Request, 'method' | 'url'>): boolean {
  return method !== 'GET' && !isTokenUrl(url);
}

/** A customer about which nothing is known. */
export const blankCustomer = {
  id: '',
  provider: '',
  account: { key: '' },
  providerCustomerId: null,
  merchantReference: null,
  firstName: null,
  lastName: null,
  fullName: null,
  company: null,
  email: null,
  phone: null,
  billingAddress: null,
  shippingAddress: null,
  metadata: [],
  createdAt: null,
  updatedAt: null,
} as const;

/** An address without any field. */
export const blankAddress = {
  lines: [],
  city: null,
  region: null,
  postalCode: null,
  premise: null,
  subPremise: null,
  building: null,
  country: null,
  countryCode: null,
} as const;

/** An origin without a listener, at a port that is given out to no server which takes any. */
export async function closedOrigin(): Promise<string> {
  const options = { host: '127.0.0.1', port: 10_000 + Math.floor(Math.random() * 10_000) };
  try {
    const { origin, close } = await listen(() => Promise.resolve(new Response()), options);
    await close(0);
    return origin;
  } catch {
    return closedOrigin();
  }
}
