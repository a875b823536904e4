import { z } from 'zod';
import { isSameKey } from '../../upstream/same-record.ts';
import { flagOf, textOf } from './wire.ts';

/** What a deletion was answered with, as far as it is an object. */
const wireDeletion = z
  .unknown()
  .transform((json) =>
    typeof json === 'object' && json !== null ? new Map(Object.entries(json)) : new Map<string, unknown>(),
  );

const flags = ['deleted', 'isDeleted', 'is_deleted', 'success', 'isSuccess', 'is_success'];

/**
 * The part of a request that deletes one record. The status says that it is done, whatever the body is, unless the body
 * denies it, or names another record at one of `names`.
 */
export function deletion(key: string, ...names: readonly string[]) {
  return {
    method: 'DELETE',
    mayBeMissing: true,
    schema: wireDeletion,
    isAbout: (answer: ReadonlyMap<string, unknown>) =>
      names.every((name) => isAbsentOr(key, answer.get(name))),
    isDenied: denies,
  } as const;
}

/** Whether what a deletion was answered with says that nothing was deleted. */
export function deniesDeletion(json: unknown): boolean {
  return denies(wireDeletion.parse(json));
}

function denies(answer: ReadonlyMap<string, unknown>): boolean {
  return flags.some((flag) => flagOf(answer.get(flag)) === false);
}

function isAbsentOr(key: string, value: unknown): boolean {
  return isSameKey(textOf(value) ?? key, key);
}
