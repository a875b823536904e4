import type { Operation } from '../../domain/capability.ts';
import { builder } from '../../builder/builder.ts';

/** By the name of an enum of providers, the operation that they support; null for the enum of all of them. */
export const providerEnums = new Map<string, Operation | null>();

/** An enum whose values are the providers of each graph: `withProviders` fills them in. */
function createProviderEnum(name: string, description: string, operation: Operation | null) {
  providerEnums.set(name, operation);
  const values: Record<string, { readonly value: string }> = {};
  return builder.enumType(name, { description, values });
}

export const PaymentProviderCode = createProviderEnum(
  'PaymentProviderCode',
  'A payment provider this API speaks to.',
  null,
);

export const ListingProviderCode = createProviderEnum(
  'ListingProviderCode',
  'The providers whose customers can be listed.',
  'LIST_CUSTOMERS',
);

export const CustomerCreatingProviderCode = createProviderEnum(
  'CustomerCreatingProviderCode',
  'The providers at which a customer can be created directly.',
  'CREATE_CUSTOMER',
);

export const RegistrationLinkProviderCode = createProviderEnum(
  'RegistrationLinkProviderCode',
  'The providers that register a customer through a hosted page.',
  'CREATE_REGISTRATION_LINK',
);

export const PaymentAttachingProviderCode = createProviderEnum(
  'PaymentAttachingProviderCode',
  'The providers at which customer data can be attached to a payment.',
  'ATTACH_CUSTOMER_TO_PAYMENT',
);
