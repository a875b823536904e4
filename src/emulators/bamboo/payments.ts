import type { Routed } from '../kit/route.ts';
import { minutesAfter } from './account.ts';
import type { Account, Payment } from './account.ts';
import { Refusal } from './refusal.ts';
import { readInjection, readPayment } from './validation.ts';

const checkout = 'https://checkout.stage.bamboopayment.com/#?paymentId=';

/** One pixel, not a code to be scanned. */
const qrImage =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export function createPayment(account: Account, routed: Routed): Response {
  const { hasQrImage, validForMinutes } = readPayment(routed);
  const paymentId = openPayment(account, { validForMinutes });
  return Response.json({
    paymentId,
    redirectUrl: `${checkout}${paymentId}`,
    validForMinutes,
    ...(hasQrImage ? { qrImage } : {}),
    isSuccess: true,
    errors: [],
  });
}

/** Adds to the payment's customer, key by key; an address is replaced whole (assumed). The vault is not touched. */
export function injectCustomer(account: Account, routed: Routed): Response {
  const customer = readInjection(routed);
  const payment = openedPayment(account, routed);
  const { paymentId, expiresAt } = payment;
  account.payments.set(paymentId, { ...payment, customer: { ...payment.customer, ...customer } });

  return Response.json({
    paymentId,
    redirectUrl: `${checkout}${paymentId}`,
    // Called milliseconds in the documentation's table, but minutes by its name and its example (Inject Customer).
    validForMinutes: Math.ceil((expiresAt.getTime() - account.now().getTime()) / 60_000),
    isSuccess: true,
    errors: [],
  });
}

/** Opens a payment without a customer and returns its `paymentId`. */
export function openPayment(
  account: Account,
  { paymentId = crypto.randomUUID(), validForMinutes = 15 }: { paymentId?: string; validForMinutes?: number },
): string {
  const expiresAt = minutesAfter(account.now(), validForMinutes);
  account.payments.set(paymentId, { paymentId, expiresAt, customer: null });
  return paymentId;
}

function openedPayment(account: Account, { params }: Routed): Payment {
  const payment = account.payments.get(params['paymentId'] ?? '');
  if (!payment) throw new Refusal(404, { code: account.switches.unknownPaymentCode });
  if (account.now() >= payment.expiresAt) throw new Refusal(400, { code: 'PR009' });
  return payment;
}
