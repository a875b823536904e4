import { preconditionsPromises } from '../../src/testing/contract/preconditions.ts';
import { tables } from '../support/providers.ts';

preconditionsPromises(tables);
