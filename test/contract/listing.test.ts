import { listingPromises } from '../../src/testing/contract/listing.ts';
import { tables } from '../support/providers.ts';

listingPromises(tables);
