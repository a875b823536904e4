import { isSupported, type Operation } from '../domain/capability.ts';
import { definitions } from '../providers/definitions.ts';
import { builder } from './builder.ts';

/** The registered providers as enums: all of them, and those an operation can be asked of. */
function createProviderEnum(name: string, description: string, operation: Operation | null) {
  const able = [...definitions.values()].filter(
    ({ abilities }) => operation === null || isSupported(abilities[operation]),
  );
  const values = Object.fromEntries(
    able.map(({ code, title }) => [code, { value: code, description: `${title.replace(/\.$/, '')}.` }]),
  );
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
