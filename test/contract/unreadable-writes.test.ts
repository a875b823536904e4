import { unreadableWritesPromises } from '../../src/testing/contract/unreadable-writes.ts';
import { tables } from '../support/providers.ts';

unreadableWritesPromises(tables);
