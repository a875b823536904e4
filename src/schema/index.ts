import { sealProviders } from '../providers/definitions.ts';
import { builder } from './builder.ts';
import { refusingCardNumbers } from './refuse-card-numbers.ts';
import './scalars.ts';
import './node.ts';
import './viewer.ts';
import './payment-provider.ts';
import './provider-account.ts';
import './customer-lookup.ts';
import './customer-list.ts';
import './payment-method.ts';
import './registration-link.ts';
import './mutation.ts';
import './create-customer.ts';
import './update-customer.ts';
import './delete-customer.ts';
import './delete-payment-method.ts';
import './create-registration-link.ts';
import './attach-customer-to-payment.ts';
import './federation.ts';

sealProviders();
builder.queryType({ description: 'Everything that can be read.' });

/** The graph. */
export const schema = refusingCardNumbers(builder.toSchema());
