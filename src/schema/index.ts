import { builder } from './builder.ts';
import './scalars.ts';
import './node.ts';
import './viewer.ts';
import './payment-provider.ts';
import './provider-account.ts';
import './customer-lookup.ts';
import './customer-list.ts';
import './payment-method.ts';

builder.queryType({ description: 'Everything that can be read.' });

/** The graph. */
export const schema = builder.toSchema();
