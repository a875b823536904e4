import { readFailuresPromises } from '../../src/testing/contract/read-failures.ts';
import { tables } from '../support/providers.ts';

readFailuresPromises(tables);
