import { describe, expect, it } from 'vitest';
import { createAdaptiveLimit } from './adaptive-limit.ts';

function lowered(most: number, times: number) {
  const limit = createAdaptiveLimit(most);
  for (let time = 1; time <= times; time += 1) limit.lower(time, time);
  return limit;
}

describe('the limit of calls in flight', () => {
  it('is what is configured until a provider cannot keep up', () => {
    const limit = createAdaptiveLimit(64);
    limit.raise(64);
    expect(limit.current()).toBe(64);
  });

  it('falls by a fifth each time', () => {
    expect([1, 2, 3].map((times) => lowered(64, times).current())).toEqual([51, 40, 32]);
  });

  it('falls once for calls that were in flight together', () => {
    const limit = createAdaptiveLimit(64);
    for (let call = 0; call < 64; call += 1) limit.lower(call, 100 + call);
    expect(limit.current()).toBe(51);
    limit.lower(164, 200);
    expect(limit.current()).toBe(40);
  });

  it('is never less than one', () => {
    expect(lowered(64, 100).current()).toBe(1);
  });

  it('rises by one for a round of answers, up to what is configured', () => {
    const limit = lowered(10, 1);
    expect(limit.current()).toBe(8);
    for (let answer = 0; answer < 9; answer += 1) limit.raise(8);
    expect(limit.current()).toBe(9);
    for (let answer = 0; answer < 100; answer += 1) limit.raise(10);
    expect(limit.current()).toBe(10);
  });

  it('does not rise while less than half of it is used', () => {
    const limit = lowered(64, 1);
    for (let answer = 0; answer < 1000; answer += 1) limit.raise(10);
    expect(limit.current()).toBe(51);
  });
});
