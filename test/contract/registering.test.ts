import { registeringPromises } from '../../src/testing/contract/registering.ts';
import { tables } from '../support/providers.ts';

registeringPromises(tables);
