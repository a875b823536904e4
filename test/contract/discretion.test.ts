import { discretionPromises } from '../../src/testing/contract/discretion.ts';
import { tables } from '../support/providers.ts';

discretionPromises(tables);
