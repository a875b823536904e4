import { readingPromises } from '../../src/testing/contract/reading.ts';
import { tables } from '../support/providers.ts';

readingPromises(tables);
