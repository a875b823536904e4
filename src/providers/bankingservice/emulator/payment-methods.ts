import type { PaymentMethod, Vaulted } from './account.ts';
import { type AskedOfCustomer, unknown } from './asked.ts';
import { invalid } from './answers.ts';
import { type PaymentMethodFields, readPaymentMethod } from './fields.ts';
import { paged } from './page.ts';
import { randomId } from './random-id.ts';

/** Newest first, which is assumed. */
export function listPaymentMethods({ vaulted, url, switches }: AskedOfCustomer): Response {
  const newestFirst = [...vaulted.paymentMethods.values()].toReversed();
  return switches.paymentMethodsAsPage
    ? paged(newestFirst, url, switches.maximumPageSize)
    : Response.json(newestFirst);
}

/** A reference this customer's methods already know gives the method it names: references are for idempotency. */
export function createPaymentMethod(asked: AskedOfCustomer): Response {
  const fields = readPaymentMethod(asked);
  if (fields instanceof Response) return fields;

  const { vaulted, now } = asked;
  const paymentMethod = withReference(vaulted, fields.reference) ?? opened(fields, now);
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

/** Where a payer authorises a method. The page is documented for payments, and assumed for methods. */
export function payerPage(id: string): string {
  return `https://dashboard.bankingservice.ai/payment/${id}`;
}

function named({ vaulted, params }: AskedOfCustomer): PaymentMethod | undefined {
  return vaulted.paymentMethods.get(params['paymentMethodId'] ?? '');
}

function withReference(vaulted: Vaulted, reference: string | undefined): PaymentMethod | undefined {
  if (reference === undefined) return undefined;
  return vaulted.paymentMethods.values().find((known) => known.reference === reference);
}

function opened(fields: PaymentMethodFields, now: Date): PaymentMethod {
  const id = randomId('pm');
  return {
    id,
    state: 'created',
    ...fields,
    ...(fields.method === 'openbanking' && { redirect: { url: payerPage(id) } }),
    created: now.toISOString(),
  };
}
