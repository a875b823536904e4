import type { InputIssue } from '../../domain/errors.ts';
import type { Client } from '../../upstream/client.ts';
import type { Explain, Explanation } from '../../upstream/failure.ts';
import { deletion } from '../shared/deletion.ts';
import { path } from '../../upstream/path.ts';
import { isSameKey, isSameName } from '../../upstream/same-record.ts';
import type { Call } from '../../port.ts';
import { flag, flagOf, isRecord, recordOf, textOf } from '../shared/wire.ts';
import type { BambooBehaviour } from './behaviour.ts';
import { wireCustomer } from './customer.ts';
import { wirePaymentLink, wireRegistrationLink } from './registration-link.ts';

const wireRetrieval = recordOf({ customer: wireCustomer, isSuccess: flag });

/** Bamboo's endpoints, one line for each. There are three clients because a code's meaning depends on the endpoint. */
export function createApi(clientWith: (explain: Explain) => Client, { missingStatus }: BambooBehaviour) {
  const customers = clientWith(explainWith(customerMeanings, missingStatus));
  const links = clientWith(explainWith({ CS005: 'ALREADY_EXISTS' }));
  const payments = clientWith(explainWith({ PR008: 'NOT_FOUND' }));

  return {
    getCustomer: (identifier: string, call: Call) =>
      customers(
        {
          operation: 'getCustomer',
          path: path`customers/${{ identifier }}`,
          schema: wireRetrieval,
          mayBeMissing: true,
          isAbout: ({ customer }) => isSameName(customer.identifier, identifier),
        },
        call,
      ),

    deleteCustomer: (identifier: string, call: Call) =>
      customers(
        {
          operation: 'deleteCustomer',
          path: path`customers/${{ identifier }}`,
          ...deletion(identifier, 'identifier'),
        },
        call,
      ),

    createRegistrationLink: (customer: object, validForMinutes: number, call: Call) =>
      links(
        {
          operation: 'createRegistrationLink',
          method: 'POST',
          path: path`customers/account-link`,
          json: { customer, accountLinkType: 'qr', validForMinutes },
          schema: wireRegistrationLink,
        },
        call,
      ),

    /** Changes a payment that waits to be paid, not the customer that is kept. */
    attachCustomerToPayment: (paymentId: string, customer: object, call: Call) =>
      payments(
        {
          operation: 'attachCustomerToPayment',
          method: 'PATCH',
          path: path`payments/${{ paymentId }}`,
          json: { customer },
          schema: wirePaymentLink,
          mayBeMissing: true,
          isAbout: (wire) => isSameKey(wire.paymentId ?? paymentId, paymentId),
        },
        call,
      ),
  };
}

/** What a code means beyond a refusal, if a customer was requested. */
export const customerMeanings: Meanings = { CS003: 'NOT_FOUND', TK011: 'NOT_FOUND' };

type Meanings = Readonly<Record<string, 'NOT_FOUND' | 'ALREADY_EXISTS'>>;

/**
 * Bamboo says the outcome in `isSuccess`, beside or instead of the HTTP status. How this API words a refusal is not
 * documented: codes are read from the forms that Bamboo's other APIs use, and `meanings` are those that are more
 * than a refusal. What says nothing is left to the status.
 *
 * Assumed of a 404, whose body is not documented: it is about the record if it has a code that says so, or the
 * envelope's `isSuccess` and no code at all, for which an account may have another status. Any other 404 is about the
 * address.
 */
export function explainWith(
  meanings: Meanings,
  missingStatus: BambooBehaviour['missingStatus'] = 404,
): Explain {
  const kinds = new Map(Object.entries(meanings));
  return ({ json, status }) => {
    const { isSuccess, complaints } = toFailure(json);
    const complains = isSuccess === false || (isSuccess !== true && complaints.length > 0);
    if (status < 400 && !complains) return null;
    if (decidesAlone(status)) return { kind: 'UNEXPLAINED' };
    const codes = complaints.flatMap(({ code }) => code ?? []);
    const meaning = codes.map((code) => kinds.get(code)).find((kind) => kind !== undefined);
    if (meaning) return { kind: meaning };
    if (status === missingStatus && isSuccess === false && codes.length === 0) return { kind: 'NOT_FOUND' };
    return toRefusal(status, codes, complaints.flatMap(toIssue));
  };
}

/** Statuses after which a code adds nothing; 408 does not even show whether the request was processed. */
function decidesAlone(status: number): boolean {
  return [401, 403, 408, 425, 429].includes(status) || status >= 500;
}

/** `ERR999` is Bamboo's "unknown error", which says no more than the status. */
function toRefusal(status: number, codes: readonly string[], issues: readonly InputIssue[]): Explanation {
  const saysNothing = issues.length === 0 && (status >= 400 || codes.includes('ERR999'));
  return { kind: saysNothing ? 'UNEXPLAINED' : 'REJECTED', providerErrorCode: codes[0] ?? null, issues };
}

/** One thing that Bamboo complains of. */
interface Complaint {
  readonly code: string | null;
  /** The name of a field, dotted. */
  readonly property: string | null;
}

interface Failure {
  readonly isSuccess: boolean | null;
  readonly complaints: readonly Complaint[];
}

/**
 * Three forms are documented: `errors` beside `statusCode` (Payouts), `Errors` beside `Response` (the API before this
 * one), and a single `ErrorCode` by itself (Create a Purchase). They differ in case, so case is ignored.
 */
function toFailure(json: unknown): Failure {
  const body = withoutCase(json);
  const errors = body.get('errors');
  const items = Array.isArray(errors) ? errors.map(withoutCase) : [];
  return {
    isSuccess: flagOf(body.get('issuccess')),
    complaints: [...(body.has('errorcode') ? [body] : []), ...items].map((item) => ({
      code: textOf(item.get('errorcode')),
      property: textOf(item.get('propertyname')),
    })),
  };
}

function withoutCase(value: unknown): ReadonlyMap<string, unknown> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(entries.map(([name, inner]) => [name.toLowerCase(), inner]));
}

/** The fields that codes are about, from "Error Codes and descriptions". */
const fieldsByCode: ReadonlyMap<string, readonly string[]> = new Map([
  ['CS001', ['email']],
  ['CS003', ['merchantReference']],
  ['CS007', ['documentNumber']],
  ['CS008', ['documentTypeId']],
  ['TK005', ['email']],
  ['TK011', ['merchantReference']],
  ['TK017', ['documentNumber']],
  ['TK018', ['documentTypeId']],
]);

const fieldsByName: ReadonlyMap<string, readonly string[]> = new Map([
  ['identifier', ['merchantReference']],
  ['email', ['email']],
  ['firstname', ['firstName']],
  ['lastname', ['lastName']],
  ['documenttypeid', ['documentTypeId']],
  ['documentnumber', ['documentNumber']],
  ['phonenumber', ['phone']],
  ['billingaddress.detail', ['billingAddress', 'lines']],
  ['billingaddress.country', ['billingAddress', 'countryCode']],
  ['billingaddress.state', ['billingAddress', 'region']],
  ['billingaddress.city', ['billingAddress', 'city']],
  ['billingaddress.postalcode', ['billingAddress', 'postalCode']],
  ['shippingaddress.detail', ['shippingAddress', 'lines']],
  ['shippingaddress.country', ['shippingAddress', 'countryCode']],
  ['shippingaddress.state', ['shippingAddress', 'region']],
  ['shippingaddress.city', ['shippingAddress', 'city']],
  ['shippingaddress.postalcode', ['shippingAddress', 'postalCode']],
]);

function toIssue({ code, property }: Complaint): readonly InputIssue[] {
  const name = (property ?? '').toLowerCase().replace(/^customer\./, '');
  const place = fieldsByCode.get(code ?? '') ?? fieldsByName.get(name);
  return place ? [{ path: place, code: 'MALFORMED', message: `Bamboo refused ${place.join('.')}.` }] : [];
}
