import { cachingPromises } from '../../src/testing/contract/caching.ts';
import { tables } from '../support/providers.ts';

cachingPromises(tables);
