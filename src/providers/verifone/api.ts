import { z } from 'zod';
import type { InputIssueCode } from '../../domain/errors.ts';
import type { Client } from '../../upstream/client.ts';
import type { Explain, Explanation } from '../../upstream/failure.ts';
import { deletion } from '../shared/deletion.ts';
import { path } from '../../upstream/path.ts';
import { isSameKey } from '../../upstream/same-record.ts';
import { items, recordOf, text, textOf, tolerant } from '../shared/wire.ts';
import type { Call } from '../../port.ts';
import type { VerifoneBehaviour } from './behaviour.ts';
import { wireCustomer } from './customer.ts';
import { inputFields, wireRecord } from './record.ts';

/** A batch names its records, so that one that cannot be read fails it; each is read by itself then. */
const wireBatch = z.array(wireCustomer);
const wireCustomers = items(wireCustomer);

/** Verifone's endpoints, a line of meaning each. Create and update are both POST and differ by the path alone. */
export function createApi(http: Client) {
  const one = (id: string) => ({
    path: path`v2/customer/${{ id }}`,
    mayBeMissing: true,
    isAbout: (found: { readonly id?: unknown }) => isSameKey(textOf(found.id) ?? '', id),
  });

  return {
    getCustomer: (id: string, call: Call) =>
      http({ operation: 'getCustomer', ...one(id), schema: wireCustomer }, call),

    /** The same call, read whole: what an update is merged into. */
    getRecord: (id: string, call: Call) =>
      http({ operation: 'getCustomer', ...one(id), schema: wireRecord }, call),

    getCustomers: (query: Search, call: Call) =>
      http(
        { operation: 'getCustomers', path: path`v2/customer`, query: { ...query }, schema: wireBatch },
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

    updateCustomer: (id: string, { json, settle }: Update, call: Call) =>
      http(
        {
          operation: 'updateCustomer',
          method: 'POST',
          ...one(id),
          json,
          schema: wireCustomer,
          settle,
        },
        call,
      ),

    /** Answers 204 without a body. */
    deleteCustomer: (id: string, call: Call) =>
      http(
        {
          operation: 'deleteCustomer',
          path: path`v2/customer/${{ id }}`,
          ...deletion(id, 'id'),
        },
        call,
      ),
  };
}

interface Update {
  readonly json: object;
  /** The record as it is now, if it shows the update. */
  readonly settle: () => Promise<z.output<typeof wireCustomer> | null>;
}

export interface Search {
  /** RSQL, which a search may not lack. */
  readonly search: string;
  /** Counted from 1. */
  readonly page_number: number;
  /** 50 if absent: what is more is cut off without a word. */
  readonly page_size: number;
}

const wireFailure = recordOf({ code: text, details: tolerant((value) => value) });

/**
 * Verifone decides by the HTTP status and says more in `code`. What the codes mean is documented for the sibling
 * Checkout API ("Error Codes"), and taken to hold here.
 *
 * Assumed of a 404, whose body is not documented: it is about the record if it has a number in `code`, as every error
 * of Verifone's has; which number differs between its APIs. Any other 404 is about the address.
 */
export function explainWith({ missingStatus }: Pick<VerifoneBehaviour, 'missingStatus'>): Explain {
  return ({ json, status }) => {
    if (status < 400) return null;
    const { code = null, details } = wireFailure.safeParse(json).data ?? {};
    if (saysMissing(status, code ?? '', missingStatus)) return { kind: 'NOT_FOUND' };
    const issueCode = status === 400 && code !== null ? issueCodes.get(code) : undefined;
    if (issueCode === undefined) return { kind: 'UNEXPLAINED', providerErrorCode: code };
    return { kind: 'REJECTED', providerErrorCode: code, issues: toIssues(issueCode, details) };
  };
}

function saysMissing(status: number, code: string, missingStatus: 400 | 404): boolean {
  if (status === 404) return /^\d+$/.test(code);
  if (status !== 400) return false;
  return code === '109' || (missingStatus === 400 && /^\d+$/.test(code) && !issueCodes.has(code));
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
