import { z } from 'zod';
import type { InputIssueCode } from '../../domain/errors.ts';
import type { Client } from '../../http/client.ts';
import type { Answer, Explanation } from '../../http/failure.ts';
import { path } from '../../http/path.ts';
import { textOrNumber } from '../../http/wire.ts';
import type { Call } from '../../port.ts';
import { wireCustomer } from './customer.ts';
import { inputFields, wireRecord } from './record.ts';

const wireCustomers = z.array(wireCustomer);

/** Verifone's endpoints, a line of meaning each. Create and update are both POST and differ by the path alone. */
export function createApi(http: Client) {
  return {
    getCustomer: (id: string, call: Call) =>
      http({ operation: 'getCustomer', path: path`v2/customer/${{ id }}`, schema: wireCustomer }, call),

    /** The same call, read whole: what an update is merged into. */
    getRecord: (id: string, call: Call) =>
      http({ operation: 'getCustomer', path: path`v2/customer/${{ id }}`, schema: wireRecord }, call),

    getCustomers: (query: Search, call: Call) =>
      http(
        { operation: 'getCustomers', path: path`v2/customer`, query: { ...query }, schema: wireCustomers },
        call,
      ),

    listCustomers: (query: Search, call: Call) =>
      http(
        {
          operation: 'listCustomers',
          path: path`v2/customer`,
          query: { ...query, order_criteria: 'created_at', order_by: 'DESC' },
          schema: wireCustomers,
        },
        call,
      ),

    createCustomer: (json: object, call: Call) =>
      http(
        { operation: 'createCustomer', method: 'POST', path: path`v2/customer`, json, schema: wireCustomer },
        call,
      ),

    updateCustomer: (id: string, json: object, call: Call) =>
      http(
        {
          operation: 'updateCustomer',
          method: 'POST',
          path: path`v2/customer/${{ id }}`,
          json,
          schema: wireCustomer,
        },
        call,
      ),

    /** Answers 204 without a body. */
    deleteCustomer: (id: string, call: Call) =>
      http(
        {
          operation: 'deleteCustomer',
          method: 'DELETE',
          path: path`v2/customer/${{ id }}`,
          schema: z.undefined(),
        },
        call,
      ),
  };
}

interface Search {
  /** RSQL, which a search may not lack. */
  readonly search: string;
  /** Counted from 1. */
  readonly page_number: number;
  /** 50 where absent: what is more is cut off without a word. */
  readonly page_size: number;
}

/** Larger pages are cut silently, it is assumed: the documentation names no maximum. */
export const maximumPageSize = 100;

const wireFailure = z.object({ code: textOrNumber.catch(null), details: z.unknown().optional() });

/**
 * Verifone decides by the HTTP status and says more in `code`. What the codes mean is documented for the sibling
 * Checkout API ("Error Codes"), and taken to hold here.
 */
export function explain({ json, status }: Answer): Explanation | null {
  if (status < 400) return null;
  const { code = null, details } = wireFailure.safeParse(json).data ?? {};
  if (status === 404 || (status === 400 && code === '109')) return { kind: 'NOT_FOUND' };
  const issueCode = status === 400 && code !== null ? issueCodes.get(code) : undefined;
  if (issueCode === undefined) return { kind: 'UNEXPLAINED', providerErrorCode: code };
  return { kind: 'REJECTED', providerErrorCode: code, issues: toIssues(issueCode, details) };
}

const issueCodes: ReadonlyMap<string, InputIssueCode> = new Map([
  ['107', 'MALFORMED'],
  ['126', 'REQUIRED'],
  ['127', 'UNSUPPORTED_BY_PROVIDER'],
]);

/** One issue for each input field that `details` names below `body`. */
function toIssues(code: InputIssueCode, details: unknown): NonNullable<Explanation['issues']> {
  const named = [...inputFields].filter(([place]) => isNamed(`body.${place}`, details));
  return [...new Set(named.map(([, field]) => field))].map((field) => ({
    path: field.split('.'),
    code,
    message: `Verifone refused ${field}.`,
  }));
}

/** Whether `details` has a key for the place: nested or with dots in it, which of the two is not documented. */
function isNamed(place: string, details: unknown): boolean {
  if (typeof details !== 'object' || details === null) return false;
  if (Object.hasOwn(details, place)) return true;
  return Object.entries(details).some(
    ([key, inner]) => place.startsWith(`${key}.`) && isNamed(place.slice(key.length + 1), inner),
  );
}
