import { readFileSync } from 'node:fs';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLField,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../src/graph/index.ts';
import { printGraph } from '../src/graph/print.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

interface Output {
  /** Such as `Customer.email`. */
  readonly place: string;
  readonly field: GraphQLField<unknown, unknown>;
}

const outputs: readonly Output[] = types.flatMap((type) =>
  isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields()).map((field) => ({ place: `${type.name}.${field.name}`, field }))
    : [],
);

/** Everything that can bear a description. */
const described: readonly { readonly place: string; readonly description?: string | null }[] = [
  ...types.map(({ name, description = null }) => ({ place: name, description })),
  ...outputs.flatMap(({ place, field }) => [
    { place, description: field.description ?? null },
    ...field.args.map(({ name, description = null }) => ({ place: `${place}(${name}:)`, description })),
  ]),
  ...types.flatMap((type) => {
    const parts = isEnumType(type)
      ? type.getValues()
      : isInputObjectType(type)
        ? Object.values(type.getFields())
        : [];
    return parts.map(({ name, description = null }) => ({ place: `${type.name}.${name}`, description }));
  }),
];

describe('a description', () => {
  it('is on every type, field, argument, input field and enum value', () => {
    const lacking = described.filter(({ description }) => !description?.trim());
    expect(described.length).toBeGreaterThan(150);
    expect(lacking.map(({ place }) => place)).toEqual([]);
  });

  it('ends as a sentence does', () => {
    const others = described.filter(({ description }) => !description?.endsWith('.'));
    expect(others.map(({ place }) => place)).toEqual([]);
  });

  it('says what null means wherever a field may be null', () => {
    const silent = outputs.filter(
      ({ field }) => !isNonNullType(field.type) && !/\bnull\b/i.test(field.description ?? ''),
    );
    expect(silent.map(({ place }) => place).toSorted()).toEqual(Object.keys(neverNullByItself).toSorted());
  });
});

describe('what a field needs and costs', () => {
  const descriptionOf = (place: string) =>
    outputs.find((output) => output.place === place)?.field.description ?? '';

  it.each([
    ['Customer.email', 'Needs `vault:customer:pii`.'],
    ['Customer.merchantReference', 'Needs `vault:customer:pii`. Costs 10.'],
    [
      'Customer.paymentMethods',
      'Needs `vault:payment-method:read`. Costs 10, twice that for a page of more than 98.',
    ],
    ['PaymentMethod.customer', 'Needs `vault:customer:read`. Costs 10, nothing inside `paymentMethods`.'],
    ['Query.customer', 'Needs `vault:customer:read`. Costs 10.'],
    [
      'Query.customers',
      'Needs `vault:customer:read`. Costs 10 for each account that is asked, twice that for a page of more than 98.',
    ],
    [
      'Query.findCustomers',
      'Needs `vault:customer:find` and `vault:customer:pii`. Costs 80 for each account that is asked, twice that for a page of more than 98.',
    ],
    ['Query.nodes', 'Costs 10 for each of `ids`.'],
    ['Mutation.createCustomer', 'Needs `vault:customer:write`. Costs 10.'],
    ['Mutation.updateCustomer', 'Needs `vault:customer:write`. Costs 40.'],
    ['Mutation.deleteCustomer', 'Needs `vault:customer:delete`. Costs 30.'],
    ['Mutation.deletePaymentMethod', 'Needs `vault:payment-method:delete`. Costs 20.'],
    ['Mutation.eraseCustomers', 'Needs `vault:erase`. Costs 60 for each of `input.customers`.'],
    ['Query.planErasure', 'Needs `vault:erase`. Costs 20 for each of `customers`.'],
    ['Mutation.createRegistrationLink', 'Needs `vault:link:create`. Costs 10.'],
    ['Mutation.attachCustomerToPayment', 'Needs `vault:link:create`. Costs 10.'],
  ])('ends the description of %s', (place, sentences) => {
    expect(descriptionOf(place).endsWith(` ${sentences}`)).toBe(true);
  });

  it('is described wherever a directive says it, and nowhere else', () => {
    const differing = outputs.filter(({ field }) => {
      const { directives = {}, needs } = field.extensions as { directives?: object; needs?: string };
      const demands = 'requiresScopes' in directives || needs !== undefined;
      return / Needs `/.test(field.description ?? '') !== demands;
    });
    expect(differing.map(({ place }) => place)).toEqual([]);
  });

  it('is explained by the schema, with how to start', () => {
    for (const word of ['viewer', 'customers', 'sources', 'scope', 'points'])
      expect(schema.description).toContain(word);
  });
});

const leavesTheRest = 'Null only beside an error on it, so that the rest of the answer stays.';
const saysInTheUnion = 'Null only beside an error that is a defect: every expected outcome is in the union.';

/** Fields whose null means nothing: they may be null for the sake of what is around them alone. */
const neverNullByItself: Readonly<Record<string, string>> = {
  'Customer.details': 'Null only for details that a later provider cannot give; no provider does today.',
  'Query.viewer': leavesTheRest,
  'Query.paymentProviders': leavesTheRest,
  'Query.providerAccounts': leavesTheRest,
  'Query.customers': leavesTheRest,
  'Query.findCustomers': leavesTheRest,
  'ProviderAccount.customers': leavesTheRest,
  'Mutation.createCustomer': saysInTheUnion,
  'Mutation.deleteCustomer': saysInTheUnion,
  'Mutation.deletePaymentMethod': saysInTheUnion,
  'Mutation.eraseCustomers': saysInTheUnion,
  'Mutation.createRegistrationLink': saysInTheUnion,
  'Mutation.attachCustomerToPayment': saysInTheUnion,
  'Mutation.createShopperToken': saysInTheUnion,
};

describe('a field that leads to records of a provider', () => {
  it('may be null or empty where the provider can fail, and only there', () => {
    const records = new Set([
      'Node',
      'Customer',
      'PaymentMethod',
      'CustomerConnection',
      'PaymentMethodConnection',
    ]);
    const leading = outputs.filter(({ field }) => records.has(getNamedType(field.type).name));
    expect(Object.fromEntries(leading.map(({ place, field }) => [place, String(field.type)]))).toEqual({
      ...crossing,
      ...readAlready,
    });
  });

  it('may be null too if it is a plain one that a list left out', () => {
    const reference = outputs.find(({ place }) => place === 'Customer.merchantReference');
    expect(String(reference?.field.type)).toBe('String');
  });
});

/** Calls a provider, so that a failure leaves null in its place and nowhere else. */
const crossing = {
  'Query.node': 'Node',
  'Query.nodes': '[Node]!',
  'Query.customer': 'Customer',
  'Query.customers': 'CustomerConnection',
  'Query.paymentMethod': 'PaymentMethod',
  'ProviderAccount.customers': 'CustomerConnection',
  'Customer.paymentMethods': 'PaymentMethodConnection',
  'PaymentMethod.customer': 'Customer',
  'RegistrationLink.customer': 'Customer',
  'RegistrationLink.paymentMethod': 'PaymentMethod',
  'Subscription.paymentMethods': 'PaymentMethodConnection',
  'AlreadyExistsError.existing': 'Customer',
  'DeletePaymentMethodSuccess.customer': 'Customer',
  'Viewer.customers': '[Customer]',
};

/** What is there before the field is asked for. */
const readAlready = {
  'DeleteCustomerSuccess.customer': 'Customer',
  'CustomerConnection.nodes': '[Customer!]!',
  'CustomerMatchConnection.nodes': '[Customer!]!',
  'CustomerEdge.node': 'Customer!',
  'CustomerMatchEdge.node': 'Customer!',
  'PaymentMethodConnection.nodes': '[PaymentMethod!]!',
  'PaymentMethodEdge.node': 'PaymentMethod!',
  'CreateCustomerSuccess.customer': 'Customer!',
  'UpdateCustomerSuccess.customer': 'Customer!',
  'StaleWriteError.current': 'Customer!',
};

describe('a field that is never null', () => {
  it('is one of these', () => {
    const byType: Record<string, string[]> = {};
    for (const { place, field } of outputs.filter((output) => isNonNullType(output.field.type))) {
      const [type = ''] = place.split('.');
      byType[type] = [...(byType[type] ?? []), field.name].toSorted();
    }
    expect(byType).toEqual(nonNull);
  });
});

const ofEveryError = ['code', 'message', 'requestId', 'retryable'];

/** Taking a field out of here breaks clients; putting one in makes it fail for all that is around it. */
const nonNull: Readonly<Record<string, readonly string[]>> = {
  AccessDeniedError: ['code', 'message', 'requestId', 'requiredScopes', 'retryable'],
  AlreadyExistsError: ofEveryError,
  AttachCustomerToPaymentSuccess: ['paymentLink', 'replayed'],
  CardInstrument: ['brand'],
  ConnectionSource: ['account', 'status', 'unreadable'],
  CreateCustomerSuccess: ['customer', 'replayed'],
  CreateRegistrationLinkSuccess: ['registrationLink', 'replayed'],
  CreateShopperTokenSuccess: ['expiresAt', 'token'],
  Customer: ['account', 'deleted', 'id', 'metadata', 'provider', 'viewerCanDelete', 'viewerCanUpdate'],
  CustomerAddress: ['lines'],
  CustomerConnection: ['edges', 'nodes', 'pageInfo', 'sources'],
  CustomerEdge: ['cursor', 'node'],
  CustomerIndex: ['size'],
  CustomerMatchConnection: ['edges', 'nodes', 'pageInfo', 'sources'],
  CustomerMatchEdge: ['cursor', 'exact', 'matchedBy', 'node'],
  DeleteCustomerSuccess: ['alreadyDeleted', 'deletedCustomerId', 'paymentMethods', 'replayed', 'retention'],
  DeletePaymentMethodSuccess: ['alreadyDeleted', 'deletedPaymentMethodId', 'replayed'],
  DeletionConsequences: ['paymentMethods', 'retention'],
  DocumentType: ['countryCode', 'name', 'number'],
  EraseCustomersSuccess: ['erasure', 'replayed'],
  ErasedRecord: ['id', 'notes', 'steps'],
  Erasure: ['id', 'records', 'startedAt', 'status'],
  ErasurePlan: ['records'],
  ErasureReceipt: ['html', 'jws'],
  ErasureStep: ['at', 'attempts', 'cameBack', 'id', 'state', 'subject'],
  ExportedRecord: ['account', 'id', 'problems', 'status'],
  IdKeyUnknownError: ofEveryError,
  IdempotencyConflictError: ofEveryError,
  InputIssue: ['code', 'message', 'path'],
  InvalidInputError: ['code', 'issues', 'message', 'requestId', 'retryable'],
  MetadataEntry: ['key', 'value'],
  Node: ['id'],
  NotFoundError: ofEveryError,
  OtherInstrument: ['providerKind'],
  OutcomeUnknownError: ['code', 'mayDuplicate', 'message', 'requestId', 'retryable'],
  PageInfo: ['hasNextPage', 'hasPreviousPage'],
  PaymentLink: ['paymentId'],
  PaymentMethod: ['account', 'displayLabel', 'id', 'instrument', 'provider', 'status'],
  PaymentMethodConnection: ['edges', 'nodes', 'pageInfo', 'sources'],
  PaymentMethodEdge: ['cursor', 'node'],
  PersonExport: ['exportedAt', 'html', 'json', 'records'],
  PaymentProvider: ['accounts', 'capabilities', 'capability', 'code', 'displayName', 'documentTypes'],
  PlannedErasure: ['account', 'fate', 'id', 'notes', 'paymentMethods'],
  PlannedPaymentMethodErasure: ['fate', 'id'],
  ProviderAccount: ['displayName', 'environment', 'health', 'id', 'key', 'provider'],
  ProviderCapability: ['filters', 'operation', 'requiredFields', 'support', 'unsupportedFields'],
  ProviderHealth: ['status'],
  ProviderRejectedError: ['code', 'issues', 'message', 'requestId', 'retryable'],
  QrCode: ['dataUri', 'format'],
  Query: ['_entities', '_service', 'nodes'],
  RateLimit: ['cost', 'limit', 'remaining', 'resetAt'],
  RegistrationCapability: ['isRepeatable', 'kinds', 'subject', 'takesBrowser'],
  RegistrationLink: ['account', 'createdAt', 'expiresAt', 'id', 'provider', 'validForMinutes'],
  SearchSource: ['account', 'method', 'status'],
  StaleWriteError: ['code', 'current', 'message', 'requestId', 'retryable'],
  UnavailableError: ofEveryError,
  UnsupportedOperationError: ['capability', 'code', 'message', 'requestId', 'retryable'],
  UpdateCustomerSuccess: ['customer', 'replayed'],
  VaultError: ofEveryError,
  Viewer: ['credential', 'rateLimit', 'scopes', 'tenant'],
  ViewerGateway: ['credential', 'scopes'],
  _Service: ['sdl'],
};

describe('schema.graphql', () => {
  it('is what the code says', () => {
    expect(readFileSync('schema.graphql', 'utf8')).toBe(printGraph());
  });
});
