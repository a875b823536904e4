/** Holds a provider of your own to what every provider promises: run it with vitest. */
import { testContract } from '../src/testing/contract/index.ts';
import { provider } from './acme.ts';
import { emulate } from './acme-emulator.ts';

testContract({ ...provider, emulate });
