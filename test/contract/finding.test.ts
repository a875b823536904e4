import { findingPromises } from '../../src/testing/contract/finding.ts';
import { tables } from '../support/providers.ts';

findingPromises(tables);
