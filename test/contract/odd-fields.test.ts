import { oddFieldsPromises } from '../../src/testing/contract/odd-fields.ts';
import { oddValues } from '../faults/scale.ts';
import { tables } from '../support/providers.ts';

oddFieldsPromises(tables, oddValues);
