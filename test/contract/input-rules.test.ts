import { inputRulesPromises } from '../../src/testing/contract/input-rules.ts';
import { tables } from '../support/providers.ts';

inputRulesPromises(tables);
