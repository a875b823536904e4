import { writeFailuresPromises } from '../../src/testing/contract/write-failures.ts';
import { tables } from '../support/providers.ts';

writeFailuresPromises(tables);
