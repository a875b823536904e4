import { describe, expect, it } from 'vitest';
import { tabsWith } from './tabs.ts';

/** What GraphiQL shows of a line in a window of 1440 by 900. */
const columns = 58;

const examples = tabsWith({ customerId: '1' }).map(({ query }) => ({
  name: /^(?:query|mutation) (\w+)/m.exec(query)?.[1],
  lines: query.split('\n'),
}));

describe('the examples', () => {
  it.each(examples)('can be read without scrolling to the side: $name', ({ lines }) => {
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });
});
