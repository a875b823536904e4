/**
 * Why a text cannot name a record at any provider, or null if it can: it would be empty, change the path it is
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

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID, in capitals or not. */
export function isUuid(text: string): boolean {
  return text.length === 36 && uuid.test(text);
}

/** One spelling for each key: UUIDs are compared without case (RFC 9562), all else is as it is. */
export function canonicalKey(key: string): string {
  return /[A-F]/.test(key) && isUuid(key) ? key.toLowerCase() : key;
}
