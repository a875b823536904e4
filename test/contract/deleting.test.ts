import { deletingPromises } from '../../src/testing/contract/deleting.ts';
import { tables } from '../support/providers.ts';

deletingPromises(tables);
