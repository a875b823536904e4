import { registeringMethodsPromises } from '../../src/testing/contract/registering-methods.ts';
import { tables } from '../support/providers.ts';

registeringMethodsPromises(tables);
