import { countriesPromises } from '../../src/testing/contract/countries.ts';
import { tables } from '../support/providers.ts';

countriesPromises(tables);
