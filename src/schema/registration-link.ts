import { ProviderError } from '../domain/errors.ts';
import { originOf, type Account } from '../gateway/account.ts';
import type { HeldRegistrationLink } from '../gateway/registration-writes.ts';
import { readCustomer } from '../gateway/reading.ts';
import type { Context } from '../context.ts';
import { builder, on } from './builder.ts';
import { Customer } from './customer.ts';
import { Node } from './node.ts';
import { ProviderAccount } from './provider-account.ts';
import { PaymentProviderCode } from './provider-code.ts';
import { drawQrCode, QrCode, qrCodeArguments } from './qr-code.ts';

const RegistrationLinkStatus = builder.enumType('RegistrationLinkStatus', {
  description: 'How far a registration has come.',
  values: {
    PENDING: { description: 'Open; the provider does not know the customer yet.' },
    REGISTERED: { description: 'The provider knows the customer.' },
    EXPIRED: { description: 'Past its expiry and not used.' },
  } as const,
});

export const RegistrationLink = builder.objectRef<HeldRegistrationLink>('RegistrationLink').implement({
  description: 'A hosted page on which a person registers a card.',
  interfaces: [Node],
  directives: { key: { fields: 'id' }, authenticated: {} },
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description:
        'Opaque and sealed; holds what is needed to refetch the link, so nothing has to be stored for it.',
      resolve: ({ account, link }, _args, { ids }) =>
        ids.seal({ type: 'RegistrationLink', account: account.key, link }),
    }),
    provider: t.field({
      type: PaymentProviderCode,
      nullable: false,
      description: 'The provider.',
      resolve: ({ account }) => account.provider,
    }),
    account: t.expose('account', {
      type: ProviderAccount,
      nullable: false,
      description: 'The account the customer will belong to.',
    }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'The page. Whoever has it can register: never log it. Null once it has expired.',
      resolve: (held) => openUrl(held),
    }),
    qrCode: t.field({
      type: QrCode,
      nullable: true,
      description: 'The page as a QR code to be scanned from a screen. Null once it has expired.',
      args: qrCodeArguments,
      resolve: (held, { format, size }) => {
        const url = openUrl(held);
        return url === null ? null : drawQrCode(url, format, size);
      },
    }),
    providerCustomerId: t.string({
      nullable: true,
      description:
        "The provider's identifier of the registration's customer; not the key by which the customer is read. Null where it gives none.",
      resolve: ({ link }) => link.providerCustomerId,
    }),
    validForMinutes: t.int({
      nullable: false,
      description: 'For how many minutes the page was made valid.',
      resolve: ({ link }) => link.validForMinutes,
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When it was created.',
      resolve: ({ link }) => link.createdAt,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When the page stops working.',
      resolve: expiryOf,
    }),
    status: t.field({
      ...on({ calls: 1 }),
      type: RegistrationLinkStatus,
      nullable: false,
      description: 'Whether someone has registered.',
      resolve: async (held, _args, context) => {
        if (await readRegistered(held, context)) return 'REGISTERED';
        return isExpired(held) ? 'EXPIRED' : 'PENDING';
      },
    }),
    customer: t.field({
      ...on({ scope: 'vault:customer:read', calls: 1 }),
      type: Customer,
      nullable: true,
      description: 'The customer, as soon as the provider knows it. Null until then.',
      resolve: (held, _args, context) => readRegistered(held, context),
    }),
  }),
});

function readRegistered({ account, link }: HeldRegistrationLink, context: Context) {
  return readCustomer(context, account, link.customerKey);
}

function expiryOf({ link: { createdAt, validForMinutes } }: HeldRegistrationLink): Date {
  return new Date(createdAt.getTime() + validForMinutes * 60_000);
}

function isExpired(held: HeldRegistrationLink): boolean {
  return expiryOf(held) <= new Date();
}

function openUrl(held: HeldRegistrationLink): string | null {
  return isExpired(held) ? null : safeUrl(held.link.url, held.account);
}

/** A provider's URL as it may be shown to people: https, or http on this machine for a test account. */
export function safeUrl(text: string, account: Account): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url?.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (isLocal && account.environment === 'SANDBOX')) return text;
  throw new ProviderError('PROVIDER_BAD_RESPONSE', originOf(account));
}
