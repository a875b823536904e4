import { sameRecordPromises } from '../../src/testing/contract/same-record.ts';
import { tables } from '../support/providers.ts';

sameRecordPromises(tables);
