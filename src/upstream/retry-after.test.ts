import { describe, expect, it } from 'vitest';
import { retryAfter } from './retry-after.ts';

const now = new Date('2026-11-20T12:00:00Z');

function read(value: string | null): Date | null {
  return retryAfter(value === null ? {} : { 'retry-after': value }, now);
}

describe('Retry-After', () => {
  it.each([
    ['0', '2026-11-20T12:00:00Z'],
    ['30', '2026-11-20T12:00:30Z'],
    ['86400', '2026-11-21T12:00:00Z'],
  ])('is an instant %s seconds from now', (value, instant) => {
    expect(read(value)).toEqual(new Date(instant));
  });

  it('may be a date', () => {
    expect(read('Fri, 20 Nov 2026 12:05:00 GMT')).toEqual(new Date('2026-11-20T12:05:00Z'));
  });

  it.each([null, '', 'soon', '-5', '1.5', '1e3', '0x10', '9999999999', 'NaN'])(
    'names no instant: %j',
    (value) => {
      expect(read(value)).toBeNull();
    },
  );
});
