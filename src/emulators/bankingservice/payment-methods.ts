import type { PaymentMethod, Vaulted } from './account.ts';
import { type AskedOfCustomer, unknown } from './asked.ts';
import { invalid } from './answers.ts';
import { type PaymentMethodFields, readPaymentMethod } from './fields.ts';
import { paged } from './page.ts';
import { randomId } from './random-id.ts';

/** Newest first, which is assumed. */
export function listPaymentMethods({ vaulted, url, switches, lists }: AskedOfCustomer): Response {
  const newestFirst = [...vaulted.paymentMethods.values()].toReversed();
  return switches.paymentMethodsAsPage
    ? paged(newestFirst, url, { ...switches, lists })
    : Response.json(newestFirst);
}

/** A reference this customer's methods already know gives the method it names: references are for idempotency. */
export function createPaymentMethod(asked: AskedOfCustomer): Response {
  const fields = readPaymentMethod(asked);
  if (fields instanceof Response) return fields;

  const { vaulted, switches, now } = asked;
  const known = switches.referencesRepeatable ? undefined : withReference(vaulted, fields.reference);
  if (switches.browserDemanded && !fields.user) return invalid('Invalid request', { user: 'is required' });
  const paymentMethod = known ?? opened(fields, { now, pageOf: pageOf(asked) });
  vaulted.paymentMethods.set(paymentMethod.id, paymentMethod);
  return Response.json(paymentMethod);
}

export function getPaymentMethod(asked: AskedOfCustomer): Response {
  const paymentMethod = named(asked);
  return paymentMethod ? Response.json(paymentMethod) : unknown(asked);
}

/** Answers with what it deleted, which is assumed from the customers'. */
export function deletePaymentMethod(asked: AskedOfCustomer): Response {
  const paymentMethod = named(asked);
  if (!paymentMethod) return unknown(asked);
  if (!asked.switches.paymentMethodsDeletable) return invalid('The payment method cannot be deleted');

  asked.vaulted.paymentMethods.delete(paymentMethod.id);
  return Response.json(paymentMethod);
}

/** If the page is, below the dashboard or the emulator. */
export const payerPath = '/payment';

/** Where a payer authorises a method. The page is documented for payments, and assumed for methods. */
export function payerPage(id: string, host = 'https://dashboard.bankingservice.ai'): string {
  return `${host}${payerPath}/${id}`;
}

type PageOf = (id: string, fields: PaymentMethodFields) => string | null;

function pageOf({ url, switches }: AskedOfCustomer): PageOf {
  return (id, { method }) => {
    const hasPage = method === 'openbanking' || (method === 'creditcard' && switches.cardPages);
    if (!hasPage) return null;
    return switches.hostsPayerPage ? payerPage(id, url.origin) : payerPage(id);
  };
}

function named({ vaulted, params }: AskedOfCustomer): PaymentMethod | undefined {
  return vaulted.paymentMethods.get(params['paymentMethodId'] ?? '');
}

function withReference(vaulted: Vaulted, reference: string | undefined): PaymentMethod | undefined {
  if (reference === undefined) return undefined;
  return vaulted.paymentMethods.values().find((known) => known.reference === reference);
}

function opened(
  fields: PaymentMethodFields,
  { now, pageOf: pageFor }: { readonly now: Date; readonly pageOf: PageOf },
): PaymentMethod {
  const id = randomId('pm');
  const page = pageFor(id, fields);
  return {
    id,
    state: 'created',
    ...fields,
    ...(page !== null && { redirect: { url: page } }),
    created: now.toISOString(),
  };
}
