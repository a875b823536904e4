import { z } from 'zod';
import type { PaymentLink, RegistrationLink } from '../../domain/registration-link.ts';
import { flag, recordOf, text, whole } from '../shared/wire.ts';

/** One that is longer fits neither into an id nor into a QR code. */
const longestPage = 2000;
const page = z.url({ protocol: /^https?$/ }).max(longestPage);

/** At least one minute: a page that is valid for no time cannot be used. */
const minutes = whole(1, 2 ** 31 - 1);

/** A link without its page is of no use, so the page must be there. */
export const wireRegistrationLink = recordOf({
  customerId: text,
  redirectUrl: page,
  validForMinutes: minutes,
  isSuccess: flag,
});

/**
 * "Inject Customer" calls `validForMinutes` milliseconds; its name, its default of 15 and the examples (15, and 10080
 * for seven days) say minutes.
 */
export const wirePaymentLink = recordOf({
  paymentId: text,
  redirectUrl: page.nullish().catch(null),
  validForMinutes: minutes,
  isSuccess: flag,
});

/** What was asked for when a link was made. */
interface Asked {
  readonly customerKey: string;
  readonly validForMinutes: number;
  readonly createdAt: Date;
}

/** Bamboo says not when a link was made. `customerId` is no key: no call takes it. */
export function toRegistrationLink(
  wire: z.output<typeof wireRegistrationLink>,
  { customerKey, validForMinutes, createdAt }: Asked,
): RegistrationLink {
  return {
    customerKey,
    providerCustomerId: wire.customerId,
    url: wire.redirectUrl,
    validForMinutes: wire.validForMinutes ?? validForMinutes,
    createdAt,
  };
}

export function toPaymentLink(wire: z.output<typeof wirePaymentLink>, paymentId: string): PaymentLink {
  return {
    paymentId: wire.paymentId ?? paymentId,
    url: wire.redirectUrl ?? null,
    validForMinutes: wire.validForMinutes,
  };
}
