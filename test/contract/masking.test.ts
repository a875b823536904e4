import { maskingPromises } from '../../src/testing/contract/masking.ts';
import { tables } from '../support/providers.ts';

maskingPromises(tables);
