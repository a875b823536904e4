import type { PaymentMethodStatus } from '../../domain/payment-method.ts';
import type { HeldRegistrationLink } from '../../gateway/registration-writes.ts';
import { readCustomer, readRegisteredMethod } from '../../gateway/reading.ts';
import type { Context } from '../../builder/context.ts';
import { builder } from '../../builder/builder.ts';

export const RegistrationLinkStatus = builder.enumType('RegistrationLinkStatus', {
  description: 'How far a registration has come. Values are added over time: always handle the default.',
  values: {
    PENDING: { description: 'Open: the registration is not completed yet.' },
    REGISTERED: { description: 'The provider knows the customer, or holds the payment method.' },
    EXPIRED: { description: 'Past its expiry and not used.' },
    FAILED: { description: 'The person or the bank refused, or the first payment never arrived.' },
    ENDED: { description: 'What was registered can no longer be used: it ran out, or is deleted.' },
    UNKNOWN: { description: 'The provider does not say, or says something this API does not know yet.' },
  } as const,
});

type Status = typeof RegistrationLinkStatus.$inferType;

/** What is needed to ask how far a registration has come. */
type Asking = Pick<Context, 'freshLoaders' | 'now'>;

/** How far a registration has come, as the provider has it now. */
export async function statusOf(held: HeldRegistrationLink, context: Asking): Promise<Status> {
  const status = await registeredStatus(held, context);
  return status === 'PENDING' && isExpired(held, context) ? 'EXPIRED' : status;
}

async function registeredStatus(held: HeldRegistrationLink, context: Asking): Promise<Status> {
  const { account, link } = held;
  const fresh = { loaders: context.freshLoaders };
  if (link.paymentMethodKey === undefined) {
    return (await readCustomer(fresh, account, link.customerKey)) ? 'REGISTERED' : 'PENDING';
  }
  const registered = await readRegisteredMethod(fresh, account, link);
  return registered ? ofMethod[registered.method.status] : 'ENDED';
}

const ofMethod: Readonly<Record<PaymentMethodStatus, Status>> = {
  PENDING: 'PENDING',
  ACTIVE: 'REGISTERED',
  REVOKED: 'FAILED',
  EXPIRED: 'ENDED',
  UNKNOWN: 'UNKNOWN',
};

export function expiryOf({ link: { createdAt, validForMinutes } }: HeldRegistrationLink): Date {
  return new Date(createdAt.getTime() + validForMinutes * 60_000);
}

export function isExpired(held: HeldRegistrationLink, { now }: Pick<Context, 'now'>): boolean {
  return expiryOf(held) <= now();
}
