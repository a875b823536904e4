import type { HttpAnswer } from '../http/handle.ts';
import type { CachedRead } from '../port.ts';

/**
 * Says how old an answer is that holds what a cache gave: `age` is that of the oldest read, and `max-age` minus `age` is how
 * much longer the first of them may be given. No browser and no proxy answers with it by itself (`no-cache`): a write does
 * not reach what they keep.
 */
export function withAge(answer: HttpAnswer, reads: readonly CachedRead[] | null): HttpAnswer {
  if (!reads || reads.length === 0) return answer;
  const age = Math.ceil(Math.max(...reads.map(({ ageMs }) => ageMs)) / 1000);
  const rest = Math.floor(Math.max(Math.min(...reads.map(({ restMs }) => restMs)), 0) / 1000);
  const headers = {
    ...answer.headers,
    'cache-control': `private, no-cache, max-age=${age + rest}`,
    age: String(age),
  };
  return { ...answer, headers };
}
