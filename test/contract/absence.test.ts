import { absencePromises } from '../../src/testing/contract/absence.ts';
import { tables } from '../support/providers.ts';

absencePromises(tables);
