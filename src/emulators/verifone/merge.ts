import type { CustomerResponse } from './validation.ts';

const given: ReadonlySet<string> = new Set(['id', 'created_at', 'updated_at']);

/** The body of an update as if it had said what it left out; null removes a field. */
export function merged(before: CustomerResponse, body: string): string {
  const kept = Object.entries(before).filter(([name]) => !given.has(name));
  return JSON.stringify(mergedOver(Object.fromEntries(kept), JSON.parse(body)));
}

function mergedOver(before: object, changes: object): object {
  const known = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(changes).map(([name, value]: [string, unknown]) => {
    const old = known.get(name);
    return [name, isObject(old) && isObject(value) ? mergedOver(old, value) : value];
  });
  const all = Object.entries({ ...before, ...Object.fromEntries(changed) });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
