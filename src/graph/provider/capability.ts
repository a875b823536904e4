import {
  isSupported,
  operations,
  registrationTermsOf,
  type Capability,
  type Operation,
  type RegistrationTerms,
} from '../../domain/capability.ts';
import { requiredFields, unsupportedFields, type AnyRules } from '../../domain/input-rules.ts';
import type { customerFilterFields } from '../../domain/page.ts';
import type { Context, KnownProvider } from '../../builder/context.ts';
import { builder } from '../../builder/builder.ts';
import { DeletionConsequences } from './deletion.ts';
import { RegistrationCapability } from './registration-capability.ts';

const operationDescriptions: Readonly<Record<Operation, string>> = {
  READ_CUSTOMER: 'Read one customer.',
  READ_CUSTOMER_BY_REFERENCE: "Find a customer by the merchant's own reference.",
  LIST_CUSTOMERS: 'List customers.',
  CREATE_CUSTOMER: 'Create a customer.',
  UPDATE_CUSTOMER: 'Change a customer.',
  UNSET_METADATA: 'Clear single metadata keys.',
  DELETE_CUSTOMER: 'Delete a customer.',
  LIST_PAYMENT_METHODS: "List a customer's saved payment methods.",
  DELETE_PAYMENT_METHOD: 'Delete a saved payment method.',
  CREATE_REGISTRATION_LINK: 'Create a registration link.',
  ATTACH_CUSTOMER_TO_PAYMENT: 'Attach customer data to a payment that is waiting to be paid.',
};

export const ProviderOperation = builder.enumType('ProviderOperation', {
  description: 'Something a provider may or may not be able to do.',
  values: Object.fromEntries(
    operations.map((operation) => [
      operation,
      { value: operation, description: operationDescriptions[operation] },
    ]),
  ) as Record<Operation, { value: Operation; description: string }>,
});

const CapabilitySupport = builder.enumType('CapabilitySupport', {
  description: 'How far a provider supports an operation.',
  values: {
    NATIVE: { description: "The provider's API does it in one call." },
    EMULATED: {
      description:
        'This API does it with several calls; the note says what that costs in atomicity or speed.',
    },
    INDIRECT: { description: 'Not as such; the operation in `instead` reaches the same end.' },
    UNSUPPORTED: { description: 'It cannot be done here.' },
  } as const satisfies Record<Capability['support'], object>,
});

const CustomerFilterField = builder.enumType('CustomerFilterField', {
  description: 'A condition of CustomerFilterInput.',
  values: {
    EMAIL: { description: 'By e-mail address.' },
    MERCHANT_REFERENCE: { description: "By the merchant's own reference." },
    FIRST_NAME: { description: 'By given name.' },
    LAST_NAME: { description: 'By family name.' },
    COMPANY: { description: 'By company name.' },
    PHONE: { description: 'By phone number.' },
    TAX_IDENTIFIER: { description: 'By tax identifier.' },
    COMPANY_REGISTRATION_NUMBER: { description: 'By company registration number.' },
    CREATED_AT: { description: 'By creation time.' },
    UPDATED_AT: { description: 'By the time of the last change.' },
  } as const satisfies Record<(typeof customerFilterFields)[number], object>,
});

/** One line of a provider's capability table. */
interface CapabilityShape {
  readonly operation: Operation;
  readonly capability: Capability;
  /** What links are made for, if the operation makes them. */
  readonly registration: RegistrationTerms | null;
  /** What the provider asks of the operation's input; null if it takes none. */
  readonly rules: AnyRules | null;
}

export const ProviderCapability = builder.objectRef<CapabilityShape>('ProviderCapability').implement({
  description: 'What one operation amounts to at one provider.',
  fields: (t) => ({
    operation: t.expose('operation', {
      type: ProviderOperation,
      nullable: false,
      description: 'The operation.',
    }),
    support: t.field({
      type: CapabilitySupport,
      nullable: false,
      description: 'How far it is supported.',
      resolve: ({ capability }) => capability.support,
    }),
    instead: t.field({
      type: ProviderOperation,
      nullable: true,
      description: 'If support is INDIRECT, the operation to use. Null otherwise.',
      resolve: ({ capability }) => ('instead' in capability ? (capability.instead ?? null) : null),
    }),
    filters: t.field({
      type: [CustomerFilterField],
      nullable: false,
      description: 'The customer filters that are honoured, if the operation is LIST_CUSTOMERS.',
      resolve: ({ capability }) => ('filters' in capability ? [...(capability.filters ?? [])] : []),
    }),
    deletion: t.field({
      type: DeletionConsequences,
      nullable: true,
      description:
        'What happens to a deleted customer and to its payment methods, if the operation is DELETE_CUSTOMER. Null otherwise.',
      resolve: ({ capability }) => (isSupported(capability) ? (capability.deletion ?? null) : null),
    }),
    registration: t.expose('registration', {
      type: RegistrationCapability,
      nullable: true,
      description:
        'The registration links that the provider makes, if the operation is CREATE_REGISTRATION_LINK. Null otherwise.',
    }),
    unsupportedFields: t.stringList({
      nullable: false,
      description:
        'The input fields the provider cannot store, as dotted paths such as `billingAddress.premise`; sending one is an error, it is never dropped.',
      resolve: ({ rules }) => [...(rules ? unsupportedFields(rules) : [])],
    }),
    requiredFields: t.stringList({
      nullable: false,
      description:
        'The input fields the provider insists on, as dotted paths; alternatives joined by ` | `, as in `company | firstName lastName`.',
      resolve: ({ rules, operation }) =>
        rules && operation !== 'UPDATE_CUSTOMER' ? [...requiredFields(rules)] : [],
    }),
    note: t.string({
      nullable: true,
      description: 'One sentence for people, in English. Null if there is nothing to add.',
      resolve: ({ capability }) => (isSupported(capability) ? (capability.note ?? null) : capability.because),
    }),
  }),
});

/** What one operation amounts to at a provider of the graph. */
export function capabilityOf(
  provider: string,
  operation: Operation,
  { providers }: Pick<Context, 'providers'>,
): CapabilityShape {
  const definition = providers.get(provider);
  if (!definition) throw new Error('The graph has no such provider.');
  const capability = definition.abilities[operation];
  const registration =
    operation === 'CREATE_REGISTRATION_LINK' ? registrationTermsOf(definition.abilities) : null;
  const rules = isSupported(capability) ? rulesOf(definition, operation) : null;
  return { operation, capability, registration, rules };
}

function rulesOf({ rules }: KnownProvider, operation: Operation): AnyRules | null {
  if (operation === 'CREATE_CUSTOMER' || operation === 'UPDATE_CUSTOMER') return rules.customer;
  const takesRegistration =
    operation === 'CREATE_REGISTRATION_LINK' || operation === 'ATTACH_CUSTOMER_TO_PAYMENT';
  return takesRegistration ? rules.registration : null;
}
