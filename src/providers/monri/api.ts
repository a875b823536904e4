import type { z } from 'zod';
import type { Explain, Explanation } from '../../upstream/failure.ts';
import type { Client } from '../../upstream/client.ts';
import { deletion } from '../shared/deletion.ts';
import { holds } from '../shared/holds.ts';
import { path } from '../../upstream/path.ts';
import { isSameKey, isSameName } from '../../upstream/same-record.ts';
import { anyRecord, items, recordOf, text, tolerant } from '../shared/wire.ts';
import type { Call } from '../../port.ts';
import type { MonriBehaviour } from './behaviour.ts';
import { wireCustomer } from './customer.ts';
import { wirePaymentMethod } from './payment-method.ts';

const wireCustomers = recordOf({ data: items(wireCustomer) });
const wirePaymentMethods = recordOf({ data: items(wirePaymentMethod) });
/** A customer's whole record, unchanged. */
const wireRecord = anyRecord.refine((whole) => wireCustomer.safeParse(whole).success);

/** Monri's endpoints, a line of meaning each. Create and update are both POST and differ by the path alone. */
export function createApi(http: Client) {
  const one = (uuid: string) => ({
    path: path`v2/customers/${{ uuid }}`,
    schema: wireCustomer,
    mayBeMissing: true,
    isAbout: ({ key }: z.output<typeof wireCustomer>) => isSameKey(key, uuid),
  });
  const getCustomer = (uuid: string, call: Call) => http({ operation: 'getCustomer', ...one(uuid) }, call);

  /** The record after an update that was answered with nothing readable; null if it does not show the update. */
  const settle = async (uuid: string, sent: object, call: Call) => {
    const isAbout = (whole: object) => isSameKey(wireCustomer.parse(whole).key, uuid);
    const request = { operation: 'getCustomer', path: one(uuid).path, schema: wireRecord, isAbout };
    const found = await http(request, call);
    return holds(found, sent) ? wireCustomer.parse(found) : null;
  };

  return {
    getCustomer,

    getCustomerByMerchantId: (merchantCustomerId: string, call: Call) =>
      http(
        {
          operation: 'getCustomerByReference',
          path: path`v2/merchants/customers/${{ merchantCustomerId }}`,
          schema: wireCustomer,
          mayBeMissing: true,
          isAbout: (wire) => isSameName(wire.merchant_customer_id, merchantCustomerId),
        },
        call,
      ),

    listCustomers: (query: Slice, call: Call) =>
      http(
        { operation: 'listCustomers', path: path`v2/customers`, query: { ...query }, schema: wireCustomers },
        call,
      ),

    createCustomer: (json: { readonly merchant_customer_id?: unknown }, call: Call) =>
      http(
        {
          operation: 'createCustomer',
          method: 'POST',
          path: path`v2/customers`,
          json,
          schema: wireCustomer,
          isAbout: (wire) => isCreatedFrom(json.merchant_customer_id, wire.merchant_customer_id),
        },
        call,
      ),

    updateCustomer: (uuid: string, json: object, call: Call) =>
      http(
        {
          operation: 'updateCustomer',
          method: 'POST',
          ...one(uuid),
          json,
          settle: () => settle(uuid, json, call),
        },
        call,
      ),

    deleteCustomer: (uuid: string, call: Call) =>
      http(
        {
          operation: 'deleteCustomer',
          path: path`v2/customers/${{ uuid }}`,
          ...deletion(uuid, 'uuid', 'id'),
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
          mayBeMissing: true,
          isAbout: ({ data }) => data.every((method) => isSameKey(method?.customer_uuid ?? uuid, uuid)),
        },
        call,
      ),
  };
}

/** The reference that was sent comes back, if any does. */
function isCreatedFrom(sent: unknown, kept: string | null | undefined): boolean {
  return typeof sent !== 'string' || !kept || isSameName(kept, sent);
}

interface Slice {
  readonly limit: number;
  readonly offset: number;
}

const wireFailure = recordOf({ status: text, message: text, errors: tolerant(textsIn) });

function textsIn(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;
}

/** Statuses that decide whatever the body says; after 408 and 425 it is unknown whether the request was processed. */
const undecided: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

/**
 * Monri says the outcome in `status`, beside or instead of the HTTP status; a list and its items bear it too. Which
 * words mean "not found" and "taken" is not documented: the patterns follow the vendor's own clients.
 */
export function explainWith({ missingStatus }: Pick<MonriBehaviour, 'missingStatus'>): Explain {
  return ({ json, status }) => {
    const failure = wireFailure.safeParse(json);
    if (!failure.success) return null;
    const { status: outcome, message, errors } = failure.data;
    const isFailure = outcome === 'invalid-request' || outcome === 'error';
    if (status < 400 && !isFailure) return null;
    if (undecided.has(status) || status >= 500) return { kind: 'UNEXPLAINED' };
    const sentences = [message ?? '', ...(errors ?? [])].filter((sentence) => sentence !== '');
    const missing = sentences.map(missingIn).find((found) => found !== null);
    if (missing === 'merchant') return { kind: 'UNAUTHORIZED' };
    if (missing === 'record' || (isFailure && sentences.length > 0 && sentences.every(isBare)))
      return { kind: 'NOT_FOUND' };
    if (/already (been taken|exists)/i.test(sentences.join(' '))) return { kind: 'ALREADY_EXISTS' };
    if (status === missingStatus && isFailure && sentences.length === 0) return { kind: 'NOT_FOUND' };
    if (status === 404) return { kind: 'UNEXPLAINED' };
    return { kind: 'REJECTED', issues: (errors ?? []).flatMap(toIssue) };
  };
}

const credentialsMissing =
  /\b(?:authenticity[ _-]?token|merchant) (?:is |was )?(?:not found|missing|unknown|does(?: not|n't) exist)|\b(?:no such|find) (?:the |an? )?(?:authenticity[ _-]?token|merchant(?![ _]customer))/i;
const recordMissing =
  /\b(?:customer|record|resource)\b.*\b(?:not found|does(?: not|n't) exist)|\b(?:no such|find) (?:the |a )?(?:merchant[ _])?(?:customer|record|resource)/i;
const nothingNamed = /^not found\W*$/i;

/**
 * What a sentence says is missing. Assumed: Monri documents no body of a 404. Its envelope with a word of failure in
 * `status` and no sentence that names anything, or a sentence that names the customer, is taken for "no such customer".
 */
function missingIn(sentence: string): 'merchant' | 'record' | null {
  if (credentialsMissing.test(sentence)) return 'merchant';
  return recordMissing.test(sentence) ? 'record' : null;
}

function isBare(sentence: string): boolean {
  return nothingNamed.test(sentence);
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
