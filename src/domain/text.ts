/**
 * Why a text cannot name a record at any provider, or null where it can: it would be empty, change the path it is
 * put into, or not survive being written as UTF-8.
 */
export function unusableAsKey(text: string): string | null {
  if (text === '') return 'must not be empty';
  if (text.length > 255) return 'must not be longer than 255 characters';
  if (/\p{Cc}/u.test(text)) return 'must not contain control characters';
  if (!text.isWellFormed()) return 'must be well-formed Unicode';
  if (text === '.' || text === '..') return 'must be more than dots';
  return null;
}
