import { replacingPromises } from '../../src/testing/contract/replacing.ts';
import { tables } from '../support/providers.ts';

replacingPromises(tables);
