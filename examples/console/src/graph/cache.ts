import { cacheExchange, type Cache, type KeyingConfig } from '@urql/exchange-graphcache';
import possible from '../graphql/possible-types.ts';
import { deletePaymentMethodAtOnce } from './optimistic.ts';
import { forgetCustomer, forgetPaymentMethod, forgetLists } from './forgetting.ts';

/** What has no id is part of what it stands in. */
const partsOfOthers = [
  ...membersOf('CustomerDetails'),
  ...membersOf('PaymentInstrument'),
  ...membersOf('VaultError'),
  'ConnectionSource',
  'CreateCustomerSuccess',
  'CreateRegistrationLinkSuccess',
  'CustomerAddress',
  'CustomerConnection',
  'DeleteCustomerSuccess',
  'DeletionConsequences',
  'DeletePaymentMethodSuccess',
  'InputIssue',
  'MetadataEntry',
  'PageInfo',
  'PaymentMethodConnection',
  'ProviderCapability',
  'QrCode',
  'UpdateCustomerSuccess',
];

const keys: KeyingConfig = {
  ...Object.fromEntries(partsOfOthers.map((type) => [type, () => null])),
  PaymentProvider: ({ code }) => (typeof code === 'string' ? code : null),
};

/** Keeps every record once, by its id: what a write answers is seen wherever the record is shown. */
export function createCache() {
  return cacheExchange({
    keys,
    possibleTypes: possible.possibleTypes,
    optimistic: { deletePaymentMethod: deletePaymentMethodAtOnce },
    updates: {
      Mutation: {
        createCustomer: (result, _args, cache) =>
          whereSucceeded(result['createCustomer'], () => forgetLists(cache)),
        deleteCustomer: (result, _args, cache) => forgetDeleted(result['deleteCustomer'], cache),
        deletePaymentMethod: (result, _args, cache) => forgetDeleted(result['deletePaymentMethod'], cache),
      },
    },
  });
}

function whereSucceeded(result: unknown, change: () => void): void {
  if (isObject(result) && String(result['__typename']).endsWith('Success')) change();
}

function forgetDeleted(result: unknown, cache: Cache): void {
  if (!isObject(result)) return;
  const { deletedCustomerId, deletedPaymentMethodId } = result;
  if (typeof deletedCustomerId === 'string') forgetCustomer(cache, deletedCustomerId);
  if (typeof deletedPaymentMethodId === 'string') forgetPaymentMethod(cache, deletedPaymentMethodId);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function membersOf(type: string): readonly string[] {
  return possible.possibleTypes[type] ?? [];
}
