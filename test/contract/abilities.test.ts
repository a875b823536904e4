import { abilitiesPromises } from '../../src/testing/contract/abilities.ts';
import { tables } from '../support/providers.ts';

abilitiesPromises(tables);
