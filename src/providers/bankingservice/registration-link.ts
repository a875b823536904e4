import type { z } from 'zod';
import { IdempotencyConflictError, type Origin } from '../../domain/errors.ts';
import type { MethodRegistration, ProposedTerms } from '../../domain/method-registration.ts';
import type { RegistrationLink } from '../../domain/registration-link.ts';
import { nested, text, type WireRecord } from '../shared/wire.ts';
import { wirePaymentMethod } from './payment-method.ts';

/** A payment method as it is when it is made, with the way to the page on which the payer authorises it. */
export const wireRegistration = wirePaymentMethod.extend({ redirect: nested({ url: text }) });

type WireRegistration = z.output<typeof wireRegistration>;

const methods = { CARD: 'creditcard', OPEN_BANKING: 'openbanking' } as const;

/** The body that makes a payment method: what is given and nothing else. */
export function fromRegistration({
  method,
  description,
  browser,
  reference,
}: MethodRegistration): WireRecord {
  return given({
    reference,
    method: methods[method.kind],
    description,
    openbanking: method.recurring && { recurring: fromTerms(method.recurring) },
    user:
      browser &&
      given({
        user_agent: browser.userAgent,
        accept: browser.accept,
        accept_encoding: browser.acceptEncoding,
        accept_language: browser.acceptLanguage,
        accept_charset: browser.acceptCharset,
        ip_address: browser.ipAddress,
        language: browser.language,
      }),
  });
}

/** `daily` is the one word for a frequency that the documentation shows; the others are assumed to be of its kind. */
function fromTerms(terms: ProposedTerms): WireRecord {
  return given({
    amount: terms.amount,
    currency: terms.currency,
    frequency: terms.frequency.toLowerCase(),
    day_of_execution: terms.dayOfExecution,
    month_of_execution: terms.monthOfExecution,
    start_date: terms.startAt.toISOString(),
    end_date: terms.endAt?.toISOString() ?? null,
  });
}

function given(fields: WireRecord): WireRecord {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** One that is longer fits neither into an id nor into a QR code. */
const longestPage = 2000;

interface Asked extends MethodRegistration {
  readonly customerKey: string;
  readonly createdAt: Date;
}

/** The link that an answer stands for; the vendor says not for how long its page works. */
export function toRegistrationLink(wire: WireRegistration, asked: Asked, origin: Origin): RegistrationLink {
  if (!isWhatWasAsked(wire, asked)) throw new IdempotencyConflictError('other input', origin);
  const url = wire.redirect?.url ?? null;
  return {
    customerKey: asked.customerKey,
    providerCustomerId: null,
    url: url !== null && url.length <= longestPage ? url : null,
    validForMinutes: asked.validForMinutes,
    createdAt: wire.created ?? asked.createdAt,
    paymentMethodKey: wire.id,
  };
}

/** A known reference is answered with the method that it named first, which may be another. */
function isWhatWasAsked({ method, openbanking }: WireRegistration, { method: asked }: Asked): boolean {
  const recurring = openbanking?.recurring ?? null;
  const pairs = [
    [method, methods[asked.kind]],
    [recurring?.amount, asked.recurring?.amount],
    [recurring?.currency, asked.recurring?.currency],
  ] as const;
  return pairs.every(([is, was]) => is === null || is === undefined || was === undefined || is === was);
}
