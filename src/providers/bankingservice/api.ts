import { z } from 'zod';
import { ProviderError, type InputIssue, type Origin } from '../../domain/errors.ts';
import type { Client } from '../../http/client.ts';
import { orNull, type Answer, type Explanation } from '../../http/failure.ts';
import { path } from '../../http/path.ts';
import type { Call } from '../../port.ts';
import { wireCustomer, wireRecord, type WireRecord } from './customer.ts';
import { wireList, wirePage, type Paging } from './page.ts';
import { wirePaymentMethod } from './payment-method.ts';

const wireCustomers = wirePage(wireCustomer);
const wirePaymentMethods = wireList(wirePaymentMethod);
/** The deleted record, of which nothing is used: the status says it all. */
const wireDeletion = z.unknown().transform(() => true);

/** bankingservice.ai's endpoints, a line of meaning each. All of them are below one profile. */
export function createApi(http: Client, profileId: string) {
  const customers = path`v1/profiles/${{ profileId }}/customers`;
  const customer = (customerId: string) => path`v1/profiles/${{ profileId }}/customers/${{ customerId }}`;
  const paymentMethods = (customerId: string) =>
    path`v1/profiles/${{ profileId }}/customers/${{ customerId }}/payment-methods`;
  const paymentMethod = (customerId: string, paymentMethodId: string) =>
    path`v1/profiles/${{ profileId }}/customers/${{ customerId }}/payment-methods/${{ paymentMethodId }}`;

  return {
    getCustomer: (customerId: string, call: Call) =>
      http({ operation: 'getCustomer', path: customer(customerId), schema: wireCustomer }, call),

    /** The same read, nothing left out: what an update starts from. */
    getRecord: (customerId: string, call: Call) =>
      http({ operation: 'getCustomer', path: customer(customerId), schema: wireRecord }, call),

    listCustomers: (query: Paging | null, call: Call) =>
      http({ operation: 'listCustomers', path: customers, query: { ...query }, schema: wireCustomers }, call),

    createCustomer: (json: WireRecord, call: Call) =>
      http(
        { operation: 'createCustomer', method: 'POST', path: customers, json, schema: wireCustomer },
        call,
      ),

    updateCustomer: (customerId: string, json: WireRecord, call: Call) =>
      http(
        {
          operation: 'updateCustomer',
          method: 'PUT',
          path: customer(customerId),
          json,
          schema: wireCustomer,
        },
        call,
      ),

    deleteCustomer: (customerId: string, call: Call) =>
      http(
        {
          operation: 'deleteCustomer',
          method: 'DELETE',
          path: customer(customerId),
          schema: wireDeletion,
        },
        call,
      ),

    listPaymentMethods: (customerId: string, query: Paging | null, call: Call) =>
      http(
        {
          operation: 'listPaymentMethods',
          path: paymentMethods(customerId),
          query: { ...query },
          schema: wirePaymentMethods,
        },
        call,
      ),

    getPaymentMethod: (customerId: string, paymentMethodId: string, call: Call) =>
      http(
        {
          operation: 'getPaymentMethod',
          path: paymentMethod(customerId, paymentMethodId),
          schema: wirePaymentMethod,
        },
        call,
      ),

    deletePaymentMethod: (customerId: string, paymentMethodId: string, call: Call) =>
      http(
        {
          operation: 'deletePaymentMethod',
          method: 'DELETE',
          path: paymentMethod(customerId, paymentMethodId),
          schema: wireDeletion,
        },
        call,
      ),
  };
}

/** Larger pages are cut or refused, it is assumed: the documentation names no maximum. */
export const maximumSize = 100;

/** Assumed: the documentation shows no error's body. What is not of this shape says nothing. */
const wireFailure = z.object({
  error: z.string().nullish().catch(null),
  fields: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/** The status decides; the body only adds the provider's code and the fields it names. */
export function explain({ json, status }: Answer): Explanation | null {
  if (status < 400) return null;
  const failure = wireFailure.safeParse(json);
  if (status !== 400 || !failure.success) return { kind: 'UNEXPLAINED' };
  const { error, fields } = failure.data;
  return {
    kind: 'REJECTED',
    providerErrorCode: error ?? null,
    issues: Object.keys(fields ?? {}).flatMap(toIssue),
  };
}

const fieldPaths: Readonly<Record<string, readonly string[]>> = {
  company: ['company'],
  first_name: ['firstName'],
  last_name: ['lastName'],
  email: ['email'],
  phone: ['phone'],
  address: ['billingAddress'],
  premise: ['billingAddress', 'premise'],
  sub_premise: ['billingAddress', 'subPremise'],
  building: ['billingAddress', 'building'],
  postal_code: ['billingAddress', 'postalCode'],
  thoroughfare: ['billingAddress', 'lines'],
  locality: ['billingAddress', 'city'],
  state: ['billingAddress', 'region'],
  country: ['billingAddress', 'countryCode'],
};

/** A field may be named by its last part or by all of them, as in `address.locality`. */
function toIssue(field: string): readonly InputIssue[] {
  const name = field.split('.').at(-1) ?? '';
  const place = Object.hasOwn(fieldPaths, name) ? fieldPaths[name] : undefined;
  if (place === undefined) return [];
  return [{ path: place, code: 'MALFORMED', message: `bankingservice.ai refused ${place.join('.')}.` }];
}

/**
 * Null where the record a write names is gone. The "Customers" reference gives writes a 400 and no 404, so after a
 * refusal only a look at the record tells; where it is there, the refusal stands.
 */
export async function nullIfGone<Result>(
  write: Promise<Result>,
  look: () => Promise<unknown>,
): Promise<Result | null> {
  try {
    return await orNull(write);
  } catch (error) {
    const isRefused = error instanceof ProviderError && error.code === 'PROVIDER_REJECTED';
    if (isRefused && (await orNull(look())) === null) return null;
    throw error;
  }
}

/** Where no record is named, a 404 can only be about the profile, which the configuration names. */
export async function inProfile<Result>(asking: Promise<Result>, origin: Origin): Promise<Result> {
  const result = await orNull(asking);
  if (result === null) throw new ProviderError('PROVIDER_UNAUTHORIZED', origin);
  return result;
}
