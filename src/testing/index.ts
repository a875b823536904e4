/** What tests use: `vaultgraph/testing`. */

export { emulators } from '../emulators/registry.ts';
export type { EmulatedAccount, Emulate, Emulator, EmulatorOptions } from '../emulators/kit/emulator.ts';
export { readCassettes, type Cassette, type RecordedExchange } from '../cassettes/cassette.ts';
export { recordedAccount } from '../cassettes/recorded-account.ts';
export { compareCassettes, type ShapeDifference } from '../cassettes/compare.ts';
export { replay, type Replay } from '../cassettes/replay.ts';
export type { RecordedAccount } from '../emulators/kit/recorded-account.ts';
export { route } from '../emulators/kit/route.ts';
