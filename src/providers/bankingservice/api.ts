import { z } from 'zod';
import { ProviderError, type InputIssue } from '../../domain/errors.ts';
import type { Client } from '../../upstream/client.ts';
import { orNull, type Answer, type Explanation } from '../../upstream/failure.ts';
import { deletion } from '../shared/deletion.ts';
import { path } from '../../upstream/path.ts';
import { isSameKey } from '../../upstream/same-record.ts';
import type { Call } from '../../port.ts';
import { textOf, type WireRecord } from '../shared/wire.ts';
import type { BankingserviceBehaviour } from './behaviour.ts';
import { wireCustomer, wireRecord } from './customer.ts';
import { wireList, wirePage, type Paging } from './page.ts';
import { wirePaymentMethod } from './payment-method.ts';
import { wireRegistration } from './registration-link.ts';

const wireCustomers = wirePage(wireCustomer);
const wirePaymentMethods = wireList(wirePaymentMethod);

/** bankingservice.ai's endpoints, a line of meaning each. All of them are below one profile. */
export function createApi(http: Client, profileId: string, behaviour: Paged) {
  const customers = path`v1/profiles/${{ profileId }}/customers`;
  const customer = (customerId: string) => path`v1/profiles/${{ profileId }}/customers/${{ customerId }}`;
  const paymentMethods = (customerId: string) =>
    path`v1/profiles/${{ profileId }}/customers/${{ customerId }}/payment-methods`;
  const paymentMethod = (customerId: string, paymentMethodId: string) =>
    path`v1/profiles/${{ profileId }}/customers/${{ customerId }}/payment-methods/${{ paymentMethodId }}`;

  const about = (key: string) => ({
    mayBeMissing: true,
    isAbout: (found: { readonly id?: unknown }) => isSameKey(textOf(found.id) ?? '', key),
  });
  const one = (customerId: string) => ({ path: customer(customerId), ...about(customerId) });

  return {
    getCustomer: (customerId: string, call: Call) =>
      http({ operation: 'getCustomer', ...one(customerId), schema: wireCustomer }, call),

    /** The same read, nothing left out: what an update starts from. */
    getRecord: (customerId: string, call: Call) =>
      http({ operation: 'getCustomer', ...one(customerId), schema: wireRecord }, call),

    listCustomers: (query: Paging | null, call: Call) =>
      http(
        {
          operation: 'listCustomers',
          path: customers,
          query: queryOf(query, behaviour),
          schema: wireCustomers,
        },
        call,
      ),

    createCustomer: (json: WireRecord, call: Call) =>
      http(
        { operation: 'createCustomer', method: 'POST', path: customers, json, schema: wireCustomer },
        call,
      ),

    updateCustomer: (customerId: string, { json, settle }: Update, call: Call) =>
      http(
        {
          operation: 'updateCustomer',
          method: 'PUT',
          ...one(customerId),
          json,
          schema: wireCustomer,
          settle,
        },
        call,
      ),

    deleteCustomer: (customerId: string, call: Call) =>
      http(
        {
          operation: 'deleteCustomer',
          path: customer(customerId),
          ...deletion(customerId, 'id'),
        },
        call,
      ),

    listPaymentMethods: (customerId: string, query: Paging | null, call: Call) =>
      http(
        {
          operation: 'listPaymentMethods',
          path: paymentMethods(customerId),
          query: queryOf(query, behaviour),
          schema: wirePaymentMethods,
          mayBeMissing: true,
        },
        call,
      ),

    createPaymentMethod: (customerId: string, json: WireRecord, call: Call) =>
      http(
        {
          operation: 'createPaymentMethod',
          method: 'POST',
          path: paymentMethods(customerId),
          json,
          schema: wireRegistration,
          mayBeMissing: true,
        },
        call,
      ),

    getPaymentMethod: (customerId: string, paymentMethodId: string, call: Call) =>
      http(
        {
          operation: 'getPaymentMethod',
          path: paymentMethod(customerId, paymentMethodId),
          schema: wirePaymentMethod,
          ...about(paymentMethodId),
        },
        call,
      ),

    deletePaymentMethod: (customerId: string, paymentMethodId: string, call: Call) =>
      http(
        {
          operation: 'deletePaymentMethod',
          path: paymentMethod(customerId, paymentMethodId),
          ...deletion(paymentMethodId, 'id'),
        },
        call,
      ),
  };
}

interface Update {
  readonly json: WireRecord;
  /** The record as it is now, if it shows the update. */
  readonly settle: () => Promise<z.output<typeof wireCustomer> | null>;
}

/** A list of one succeeds only if base URL and profile are right: others are answered like an unknown customer. */
export function proofOf(profileId: string, behaviour: Paged) {
  return {
    operation: 'listCustomers',
    path: path`v1/profiles/${{ profileId }}/customers`,
    query: queryOf({ page: 0, size: 1 }, behaviour),
    schema: z.object({ data: z.array(z.unknown()) }),
  };
}

type Paged = Pick<BankingserviceBehaviour, 'pageParameter' | 'sizeParameter'>;

/** The names of the parameters are documented nowhere. */
export function queryOf(
  paging: Paging | null,
  { pageParameter, sizeParameter }: Paged,
): Record<string, number> {
  return paging === null ? {} : { [pageParameter]: paging.page, [sizeParameter]: paging.size };
}

/** Assumed: the documentation shows no error's body. What is not of this shape says nothing. */
const wireFailure = z.object({
  error: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
  fields: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/** The status decides; the body only adds the provider's code and the fields it names. */
export function explain({ json, status }: Answer): Explanation | null {
  if (status < 400) return null;
  const failure = wireFailure.safeParse(json);
  if (!failure.success) return { kind: 'UNEXPLAINED' };
  const { error, message, fields } = failure.data;
  if (status === 404 && saysMissing(error ?? '', message ?? '')) return { kind: 'NOT_FOUND' };
  if (status !== 400) return { kind: 'UNEXPLAINED' };
  return {
    kind: 'REJECTED',
    providerErrorCode: error ?? null,
    issues: Object.keys(fields ?? {}).flatMap(toIssue),
  };
}

/**
 * Assumed of a 404, whose body is shown nowhere: it is about the record if its `error` is a code for "not found", or its
 * `message` says so of a customer or a payment method, and it does not name the profile. "Not Found", which is what any
 * web server says, is no code.
 */
function saysMissing(error: string, message: string): boolean {
  if (/profile/i.test(`${error} ${message}`)) return false;
  const named = /\b(?:customer|payment.?method|resource)\b.*\b(?:not (?:be )?found|does(?: not|n't) exist)/i;
  return /^[a-z]*[_.-]?not[_.-]?found$/.test(error) || named.test(message);
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
  method: ['method', 'kind'],
  description: ['description'],
  amount: ['method', 'recurring', 'amount'],
  currency: ['method', 'recurring', 'currency'],
  frequency: ['method', 'recurring', 'frequency'],
  day_of_execution: ['method', 'recurring', 'dayOfExecution'],
  month_of_execution: ['method', 'recurring', 'monthOfExecution'],
  start_date: ['method', 'recurring', 'startAt'],
  end_date: ['method', 'recurring', 'endAt'],
  user: ['browser'],
};

/** A field may be named by its last part or by all of them, as in `address.locality`. */
function toIssue(field: string): readonly InputIssue[] {
  const name = field.split('.').at(-1) ?? '';
  const place = Object.hasOwn(fieldPaths, name) ? fieldPaths[name] : undefined;
  if (place === undefined) return [];
  return [{ path: place, code: 'MALFORMED', message: `bankingservice.ai refused ${place.join('.')}.` }];
}

/**
 * Null if the record that a write names does not exist. The "Customers" reference gives writes a 400 and no 404, so after
 * a refusal the record is read: if it exists, the refusal stands.
 */
export async function nullIfGone<Result>(
  write: Promise<Result>,
  look: () => Promise<unknown>,
  { missingWriteStatus }: Pick<BankingserviceBehaviour, 'missingWriteStatus'>,
): Promise<Result | null> {
  try {
    return await orNull(write);
  } catch (error) {
    if (missingWriteStatus === 404) throw error;
    const isRefused = error instanceof ProviderError && error.code === 'PROVIDER_REJECTED';
    if (isRefused && (await orNull(look())) === null) return null;
    throw error;
  }
}
