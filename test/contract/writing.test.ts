import { writingPromises } from '../../src/testing/contract/writing.ts';
import { tables } from '../support/providers.ts';

writingPromises(tables);
