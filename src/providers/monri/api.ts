import { z } from 'zod';
import type { Answer, Explanation } from '../../http/failure.ts';
import type { Client } from '../../http/client.ts';
import { path } from '../../http/path.ts';
import type { Call } from '../../port.ts';
import { wireCustomer } from './customer.ts';
import { wirePaymentMethod } from './payment-method.ts';

const wireCustomers = z.object({ data: z.array(wireCustomer) });
const wirePaymentMethods = z.object({ data: z.array(wirePaymentMethod) });
const wireDeletion = z.object({ deleted: z.boolean().nullish() });

/** Monri's endpoints, a line of meaning each. Create and update are both POST and differ by the path alone. */
export function createApi(http: Client) {
  return {
    getCustomer: (uuid: string, call: Call) =>
      http({ operation: 'getCustomer', path: path`v2/customers/${{ uuid }}`, schema: wireCustomer }, call),

    getCustomerByMerchantId: (merchantCustomerId: string, call: Call) =>
      http(
        {
          operation: 'getCustomerByReference',
          path: path`v2/merchants/customers/${{ merchantCustomerId }}`,
          schema: wireCustomer,
        },
        call,
      ),

    listCustomers: (query: Slice, call: Call) =>
      http(
        { operation: 'listCustomers', path: path`v2/customers`, query: { ...query }, schema: wireCustomers },
        call,
      ),

    createCustomer: (json: object, call: Call) =>
      http(
        { operation: 'createCustomer', method: 'POST', path: path`v2/customers`, json, schema: wireCustomer },
        call,
      ),

    updateCustomer: (uuid: string, json: object, call: Call) =>
      http(
        {
          operation: 'updateCustomer',
          method: 'POST',
          path: path`v2/customers/${{ uuid }}`,
          json,
          schema: wireCustomer,
        },
        call,
      ),

    deleteCustomer: (uuid: string, call: Call) =>
      http(
        {
          operation: 'deleteCustomer',
          method: 'DELETE',
          path: path`v2/customers/${{ uuid }}`,
          schema: wireDeletion,
        },
        call,
      ),

    listPaymentMethods: (uuid: string, query: Slice, call: Call) =>
      http(
        {
          operation: 'listPaymentMethods',
          path: path`v2/customers/${{ uuid }}/payment-methods`,
          query: { ...query },
          schema: wirePaymentMethods,
        },
        call,
      ),
  };
}

interface Slice {
  readonly limit: number;
  readonly offset: number;
}

/** Larger limits are cut silently, it is assumed: the documentation names no maximum. */
export const maximumLimit = 100;

const wireFailure = z.object({
  status: z.string().nullish(),
  message: z.string().nullish(),
  errors: z.array(z.string()).nullish(),
});

/** What these say they say by themselves, whatever the body adds: of 408 and 425 nobody knows whether it was processed. */
const undecided: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

/**
 * Monri says the outcome in `status`, beside or instead of the HTTP status; a list and its items bear it too. Which
 * words mean "not found" and "taken" is not documented: the patterns follow the vendor's own clients.
 */
export function explain({ json, status }: Answer): Explanation | null {
  const failure = wireFailure.safeParse(json);
  if (!failure.success) return null;
  const { status: outcome, message, errors } = failure.data;
  if (status < 400 && outcome !== 'invalid-request' && outcome !== 'error') return null;
  if (undecided.has(status) || status >= 500) return { kind: 'UNEXPLAINED' };
  const words = [message ?? '', ...(errors ?? [])].join(' ');
  if (/not found/i.test(words)) return { kind: 'NOT_FOUND' };
  if (/already (been taken|exists)/i.test(words)) return { kind: 'ALREADY_EXISTS' };
  if (status === 404) return { kind: 'UNEXPLAINED' };
  return { kind: 'REJECTED', issues: (errors ?? []).flatMap(toIssue) };
}

/** Rails writes the field's name first, as in "Name is too long". */
const fieldNames: Readonly<Record<string, readonly string[]>> = {
  'merchant customer': ['merchantReference'],
  description: ['description'],
  email: ['email'],
  name: ['fullName'],
  phone: ['phone'],
  metadata: ['metadata'],
  'zip code': ['billingAddress', 'postalCode'],
  city: ['billingAddress', 'city'],
  address: ['billingAddress', 'lines'],
  country: ['billingAddress', 'countryCode'],
};

function toIssue(sentence: string): NonNullable<Explanation['issues']> {
  const words = sentence.toLowerCase();
  const field = Object.keys(fieldNames).find((name) => words.startsWith(name));
  if (field === undefined) return [];
  const place = fieldNames[field] ?? [];
  return [{ path: place, code: toCode(words), message: `Monri refused ${place.join('.')}.` }];
}

function toCode(words: string) {
  if (words.includes('too long')) return 'TOO_LONG';
  if (words.includes('too short')) return 'TOO_SHORT';
  return words.includes('blank') ? 'REQUIRED' : 'MALFORMED';
}
