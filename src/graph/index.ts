import type { GraphQLSchema } from 'graphql';
import type { ProviderDefinition } from '../providers/define.ts';
import { definitions } from '../providers/definitions.ts';
import { builder } from '../builder/builder.ts';
import { closingFields } from './shared/close-fields.ts';
import { refusingCardNumbers } from './shared/refuse-card-numbers.ts';
import { closingToShoppers } from './shared/shoppers.ts';
import { describingTerms } from './shared/described-terms.ts';
import './shared/scalars.ts';
import './shared/node.ts';
import './shared/viewer.ts';
import { withProviders, type Providers } from './provider/with-providers.ts';
import './provider/payment-provider.ts';
import './provider/provider-account.ts';
import './customer/customer-lookup.ts';
import './list/customer-list.ts';
import './find/find-customers.ts';
import './export/export-person.ts';
import './erasure/plan-erasure.ts';
import './payment-method/payment-method.ts';
import './registration-link/registration-link.ts';
import './mutation/mutation.ts';
import './mutation/create-customer.ts';
import './mutation/update-customer.ts';
import './mutation/delete-customer.ts';
import './mutation/delete-payment-method.ts';
import './mutation/create-registration-link.ts';
import './mutation/attach-customer-to-payment.ts';
import './mutation/create-shopper-token.ts';
import './erasure/erase-customers.ts';
import './subscription/subscription.ts';
import './subscription/registration-link.ts';
import './subscription/payment-methods.ts';
import './federation/federation.ts';

export { customersNamed } from './shared/named-customers.ts';

builder.queryType({ description: 'Everything that can be read.' });

interface Built {
  readonly providers: readonly ProviderDefinition[];
  readonly schema: GraphQLSchema;
}

const built: Built[] = [];

/** The graph of some providers; one for each set of them, however many servers have it. */
export function schemaOf(providers: Providers): GraphQLSchema {
  const known = built.find(
    (one) =>
      one.providers.length === providers.size &&
      one.providers.every((definition) => providers.get(definition.code) === definition),
  );
  if (known) return known.schema;
  const restricted = withProviders(builder.toSchema(), providers);
  const schema = describingTerms(closingToShoppers(closingFields(refusingCardNumbers(restricted))));
  built.push({ providers: [...providers.values()], schema });
  return schema;
}

/** The graph of the registered providers. */
export const schema = schemaOf(definitions);
