import type { Routed } from '../kit/route.ts';
import { isVisible, minutesAfter } from './account.ts';
import type { Account, Customer, Registration } from './account.ts';
import { Refusal } from './refusal.ts';
import { registrationPath } from './registration-page.ts';
import { readLink } from './validation.ts';

const checkout = 'https://checkout.stage.bamboopayment.com/';

/** Makes a link and registers its customer. An identifier met before keeps its `customerId` and its card (assumed). */
export function createLink(account: Account, routed: Routed): Response {
  const { customer, validForMinutes } = readLink(routed, account.switches);
  const known = account.registrations.get(customer.identifier);
  if (known && account.switches.refusesKnownIdentifiers && isVisible(known, account)) {
    throw new Refusal(400, { code: 'CS005', property: 'customer.identifier' });
  }
  const { registered } = known ?? { registered: false };
  const isRenewed = !known || account.switches.renewsCustomerIds;
  const customerId = isRenewed ? crypto.randomUUID() : known.customerId;
  const linkExpiresAt = minutesAfter(account.now(), validForMinutes);
  account.registrations.set(customer.identifier, {
    customerId,
    customer: shortened(customer, account.switches.longestText),
    linkExpiresAt,
    registered,
  });
  const page = account.switches.hostsRegistrationPage ? `${routed.url.origin}${registrationPath}` : checkout;

  return Response.json({
    customerId,
    redirectUrl: `${page}#?customerId=${customerId}`,
    validForMinutes,
    isSuccess: true,
  });
}

export function retrieveCustomer(account: Account, routed: Routed): Response {
  const { customer } = visibleRegistration(account, routed);
  return Response.json({ customer, isSuccess: true });
}

export function deleteCustomer(account: Account, routed: Routed): Response {
  const { customer } = visibleRegistration(account, routed);
  account.registrations.delete(customer.identifier);
  return Response.json({ isSuccess: true });
}

/** Registers a card through a link of this account; false if it has no such link, or it has expired. */
export function registerCard(account: Account, customerId: string): boolean {
  const registration = account.registrations.values().find((known) => known.customerId === customerId);
  if (!registration || account.now() >= registration.linkExpiresAt) return false;
  account.registrations.set(registration.customer.identifier, { ...registration, registered: true });
  return true;
}

/** The identifier is the key, which is never cut. */
function shortened(customer: Customer, longest: number | null): Customer {
  if (longest === null) return customer;
  const fields = Object.entries(customer).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, longest) : value,
  ]);
  return { ...Object.fromEntries(fields), identifier: customer.identifier };
}

function registrationOf({ registrations, switches }: Account, identifier: string): Registration | undefined {
  const known = registrations.get(identifier);
  if (known || !switches.identifiersIgnoreCase) return known;
  const lowered = identifier.toLowerCase();
  return registrations.values().find(({ customer }) => customer.identifier.toLowerCase() === lowered);
}

function visibleRegistration(account: Account, { params }: Routed): Registration {
  const registration = registrationOf(account, params['identifier'] ?? '');
  if (registration && isVisible(registration, account)) return registration;
  throw new Refusal(account.switches.unknownCustomerStatus, { code: 'CS003' });
}
