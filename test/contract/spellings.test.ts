import { spellingsPromises } from '../../src/testing/contract/spellings.ts';
import { tables } from '../support/providers.ts';

spellingsPromises(tables);
