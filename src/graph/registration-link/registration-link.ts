import { ProviderError } from '../../domain/errors.ts';
import { originOf, type Account } from '../../gateway/account.ts';
import type { HeldRegistrationLink } from '../../gateway/registration-writes.ts';
import { readCustomer, readRegisteredMethod } from '../../gateway/reading.ts';
import { freshly } from '../../gateway/request-scope.ts';
import type { Context } from '../../builder/context.ts';
import { builder, on } from '../../builder/builder.ts';
import { Customer } from '../customer/customer.ts';
import { Node } from '../shared/node.ts';
import { ProviderAccount } from '../provider/provider-account.ts';
import { PaymentProviderCode } from '../shared/provider-code.ts';
import { PaymentMethod } from '../payment-method/payment-method.ts';
import { drawQrCode, QrCode, qrCodeArguments } from './qr-code.ts';
import { expiryOf, isExpired, RegistrationLinkStatus, statusOf } from './status.ts';

export const RegistrationLink = builder.objectRef<HeldRegistrationLink>('RegistrationLink').implement({
  description: 'A hosted page on which a person registers a payment method.',
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
      description: 'The account the customer belongs to, or will belong to.',
    }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description:
        'The page. Anyone who has the address can register: never log it. Null once it has expired; null, with an error that says why, if the provider gave none that may be shown.',
      resolve: (held, _args, context) => openUrl(held, context),
    }),
    qrCode: t.field({
      type: QrCode,
      nullable: true,
      description: 'The page as a QR code to be scanned from a screen. Null if there is no url.',
      args: qrCodeArguments,
      resolve: (held, { format, size }, context) => {
        const url = openUrl(held, context);
        return url === null ? null : drawQrCode(url, format, size);
      },
    }),
    providerCustomerId: t.string({
      nullable: true,
      description:
        "The provider's identifier of the registration's customer; not the key by which the customer is read. Null if it gives none.",
      resolve: ({ link }) => link.providerCustomerId,
    }),
    validForMinutes: t.int({
      nullable: false,
      description:
        'For how many minutes the page was made valid. If the provider ends no page by time, for how many minutes this API shows it.',
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
      description: 'When the page stops working, or this API stops showing it.',
      resolve: expiryOf,
    }),
    status: t.field({
      ...on({ calls: 1 }),
      type: RegistrationLinkStatus,
      nullable: true,
      description: 'Whether someone has registered. Null, with an error, if the provider cannot say now.',
      resolve: (held, _args, context) => statusOf(held, context),
    }),
    customer: t.field({
      ...on({ scope: 'vault:customer:read', calls: 1 }),
      type: Customer,
      nullable: true,
      description: 'The customer, as soon as the provider knows it. Null until then.',
      resolve: ({ account, link }, _args, context) =>
        readCustomer(freshly(context), account, link.customerKey),
    }),
    paymentMethod: t.field({
      ...on({ scope: 'vault:payment-method:read', calls: 1 }),
      type: PaymentMethod,
      nullable: true,
      description:
        'The payment method, as soon as the provider has it, which may be before the person has authorised it. Null if it no longer exists, or if the provider names none.',
      resolve: ({ account, link }, _args, context) => readRegisteredMethod(freshly(context), account, link),
    }),
  }),
});

function openUrl(held: HeldRegistrationLink, context: Context): string | null {
  return isExpired(held, context) ? null : safeUrl(held.link.url, held.account);
}

/** A provider's URL as it may be shown to people: https, or http for a test account. */
export function safeUrl(text: string | null, account: Account): string {
  if (text === null) throw unusable('The provider gave no page that can be shown.', account);
  const protocol = URL.canParse(text) ? new URL(text).protocol : null;
  if (protocol === 'https:' || (protocol === 'http:' && account.environment === 'SANDBOX')) return text;
  throw unusable("The provider's page is not https, so that it is not shown.", account);
}

function unusable(message: string, account: Account): ProviderError {
  return new ProviderError('PROVIDER_BAD_RESPONSE', originOf(account), { message });
}
