import type { Call } from '../port.ts';

/** Whether an account's settings are known to lead to a vault. A wrong one may answer "not found" to everything. */
export interface Proof {
  /** Something succeeded: the settings are right from now on. */
  readonly give: () => void;
  /** Runs the probe unless the proof exists; throws the probe's error. */
  readonly demand: (call: Call) => Promise<void>;
}

/** Without a probe nothing is demanded. One probe serves all who wait within the same call. */
export function createProof(probe: ((call: Call) => Promise<unknown>) | null): Proof {
  let isGiven = probe === null;
  let asking: { readonly call: Call; readonly answer: Promise<unknown> } | null = null;
  return {
    give: () => void (isGiven = true),
    demand: async (call) => {
      if (isGiven || probe === null) return;
      if (asking?.call !== call) asking = { call, answer: probe(call) };
      await asking.answer;
    },
  };
}
