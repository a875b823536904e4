import type { Emulator } from '../emulators/kit/emulator.ts';

/** Whatever the emulators held at some time, by name. It lives as long as the sandbox. */
export interface SavedStates {
  /** In the order they were saved; the first is the one that the sandbox began with. */
  readonly names: () => readonly string[];
  readonly save: (name: string) => void;
  /** Goes back to a state; false if no state has the name. */
  readonly restore: (name: string) => boolean;
}

/** The state that is always there. */
export const start = 'start';

interface Kept {
  readonly emulators: readonly Pick<Emulator, 'remember'>[];
  /** Forgets what the graph keeps besides: an outcome of a write that is undone would mislead. */
  readonly forget: () => void;
}

export function createSavedStates({ emulators, forget }: Kept): SavedStates {
  const saved = new Map<string, readonly (() => void)[]>();
  const save = (name: string) =>
    void saved.set(
      name,
      emulators.flatMap((emulator) => emulator.remember?.() ?? []),
    );
  save(start);
  return {
    names: () => [...saved.keys()],
    save,
    restore: (name) => {
      const steps = saved.get(name);
      for (const goBack of steps ?? []) goBack();
      if (steps) forget();
      return steps !== undefined;
    },
  };
}
