import { setFlagsFromString } from 'node:v8';

/**
 * V8 gives young objects more room the more of them live on, as while modules are read, and does not take it back: a
 * fifth of a process that waits for its first request. So the room grows only once requests are answered.
 */
export function keepYoungSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** V8's own factor. */
export function letYoungGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}
