import { unreadableItemsPromises } from '../../src/testing/contract/unreadable-items.ts';
import { tables } from '../support/providers.ts';

unreadableItemsPromises(tables);
