import { sharingPromises } from '../../src/testing/contract/sharing.ts';
import { tables } from '../support/providers.ts';

sharingPromises(tables);
