import { canonicalKey } from '../domain/text.ts';

/** Whether two keys name one record: they are equal, or they are one UUID in two spellings. */
export function isSameKey(one: string, other: string): boolean {
  return one === other || canonicalKey(one) === canonicalKey(other);
}

/**
 * Whether two texts name one record at a vendor that does not document whether case matters. Two names that differ in case
 * only are taken for one record.
 */
export function isSameName(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
