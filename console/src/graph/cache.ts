import { cacheExchange, type KeyingConfig } from '@urql/exchange-graphcache';
import possible from '../graphql/possible-types.ts';
import { forgetCustomer, forgetLists, forgetListsWith, forgetPaymentMethod } from './forgetting.ts';
import { deletePaymentMethodAtOnce, idIn } from './optimistic.ts';

/** What has no id is part of what it stands in, and so is what only bears the id of a record. */
const partsOfOthers = [
  ...membersOf('CustomerDetails'),
  ...membersOf('PaymentInstrument'),
  ...membersOf('VaultError'),
  'ConnectionSource',
  'CreateCustomerSuccess',
  'CreateRegistrationLinkSuccess',
  'CustomerAddress',
  'CustomerConnection',
  'CustomerMatchConnection',
  'CustomerMatchEdge',
  'DeleteCustomerSuccess',
  'DeletionConsequences',
  'DeletePaymentMethodSuccess',
  'EraseCustomersSuccess',
  'ErasedRecord',
  'ErasurePlan',
  'ErasureReceipt',
  'ErasureStep',
  'ExportedRecord',
  'InputIssue',
  'MetadataEntry',
  'PageInfo',
  'PaymentMethodConnection',
  'PersonExport',
  'PlannedErasure',
  'PlannedPaymentMethodErasure',
  'ProviderCapability',
  'QrCode',
  'RecurringTerms',
  'RegistrationCapability',
  'SearchSource',
  'UpdateCustomerSuccess',
  'Viewer',
];

const keys: KeyingConfig = {
  ...Object.fromEntries(partsOfOthers.map((type) => [type, () => null])),
  PaymentProvider: ({ code }) => (typeof code === 'string' ? code : null),
};

/**
 * Keeps every record once, by its id: what a write answers is seen wherever the record is shown. Lists do not outlive a
 * write of a customer, whatever came of it: where a customer stands in a list, or whether it does, is for the provider
 * to say.
 */
export function createCache() {
  return cacheExchange({
    keys,
    possibleTypes: possible.possibleTypes,
    optimistic: { deletePaymentMethod: deletePaymentMethodAtOnce },
    updates: {
      Query: {
        customer: (result, { by }, cache, { error }) => {
          const id = idIn(by);
          if (id && result['customer'] === null && !error) forgetCustomer(cache, id);
        },
      },
      Mutation: {
        createCustomer: (_result, _args, cache) => forgetLists(cache),
        updateCustomer: (_result, _args, cache) => forgetLists(cache),
        deleteCustomer: (result, { input }, cache) => {
          forgetLists(cache);
          if (kindOf(result['deleteCustomer']) === 'DeleteCustomerSuccess')
            forgetCustomer(cache, idIn(input));
        },
        deletePaymentMethod: (result, { input }, cache) => {
          const kind = kindOf(result['deletePaymentMethod']);
          if (kind === 'DeletePaymentMethodSuccess') forgetPaymentMethod(cache, idIn(input));
          if (kind === null || kind === 'OutcomeUnknownError') forgetListsWith(cache, idIn(input));
        },
      },
    },
  });
}

/** The type of a write's result; null if no answer came. */
function kindOf(result: unknown): string | null {
  return typeof result === 'object' && result !== null && '__typename' in result
    ? String(result.__typename)
    : null;
}

function membersOf(type: string): readonly string[] {
  return possible.possibleTypes[type] ?? [];
}
