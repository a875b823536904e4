import type { BambooSwitches } from '../providers/bamboo/emulator.ts';
import type { SandboxOptions } from './index.ts';
import { withFailureOnDemand } from './on-demand.ts';

const bamboo: Partial<BambooSwitches> = { visibleOnlyAfterRegistration: true, hostsRegistrationPage: true };

/** The sandbox for somebody who tries it by hand: links can be opened and used, and a failure can be looked at. */
export const handsOn: SandboxOptions = { decorate: withFailureOnDemand, switches: { BAMBOO: bamboo } };
