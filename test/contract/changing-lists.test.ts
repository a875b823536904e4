import { changingListsPromises } from '../../src/testing/contract/changing-lists.ts';
import { tables } from '../support/providers.ts';

changingListsPromises(tables);
