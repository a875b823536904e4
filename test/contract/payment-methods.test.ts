import { paymentMethodsPromises } from '../../src/testing/contract/payment-methods.ts';
import { tables } from '../support/providers.ts';

paymentMethodsPromises(tables);
