import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantText } from './instant-text.ts';

describe('the text of an instant', () => {
  it('is what toISOString writes, whatever the year', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (instant) => {
        expect(instantText(instant)).toBe(instant.toISOString());
      }),
      { examples: [[new Date(-1)], [new Date(0)], [new Date(-8.64e15)], [new Date(8.64e15)]] },
    );
  });

  it('is the same for all instants of a day, and after more days than are remembered', () => {
    for (let day = 0; day < 3_000; day += 1) {
      const date = new Date(
        Date.UTC(1999, 0, 1 + (day % 1_500), day % 24, day % 60, (day * 7) % 60, day % 1000),
      );
      expect(instantText(date)).toBe(date.toISOString());
    }
  });

  it('is none for a date that is no instant', () => {
    expect(() => instantText(new Date(Number.NaN))).toThrow(RangeError);
  });
});
