import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

export type Payload = Readonly<Record<string, unknown>> | readonly unknown[];

/** A value in a payload and the keys that lead to it. */
export interface Leaf {
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** A payload as its vendor documents it. */
export function readPayload(folder: string, name: string): Payload {
  return JSON.parse(readFileSync(`src/emulators/${folder}/fixtures/${name}.json`, 'utf8'));
}

/** The payloads that are kept in all providers' folders, such as `monri/create-customer`. */
export function namesOfPayloads(): readonly string[] {
  return globSync('src/emulators/*/fixtures/*.json')
    .map((path) => `${path.split('/')[2]}/${basename(path, '.json')}`)
    .toSorted();
}

/** Every value of a payload that is not an object or a list. */
export function leavesIn(payload: unknown, keys: readonly string[] = []): readonly Leaf[] {
  if (typeof payload !== 'object' || payload === null) return [{ keys, value: payload }];
  return Object.entries(payload).flatMap(([key, part]) => leavesIn(part, [...keys, key]));
}

/** The same payload with one value another. */
export function withLeaf(payload: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(payload)) return payload.with(Number(key), withLeaf(payload[Number(key)], rest, value));
  const object = payload as Readonly<Record<string, unknown>>;
  return { ...object, [key]: withLeaf(object[key], rest, value) };
}
