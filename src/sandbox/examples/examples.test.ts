import { describe, expect, it } from 'vitest';
import { examplesWith } from './index.ts';
import { firstQuery } from './reads.ts';

/** What GraphiQL shows of a line in a window of 1440 by 900. */
const columns = 58;

const seeds = {
  changed: '1',
  deleted: '2',
  unchangeable: '3',
  paymentMethod: '4',
  payer: '4',
  payment: '5',
  erased: ['6'],
};
const examples = examplesWith(seeds);

describe('the examples', () => {
  it('begin with one of ten lines', () => {
    expect(examples[0]?.query).toBe(firstQuery);
    expect(firstQuery.trim().split('\n')).toHaveLength(10);
  });

  it('are named after their operation, each once', () => {
    const names = examples.map(({ query }) => /^(?:query|mutation) (\w+)/m.exec(query)?.[1]);
    expect(names).toEqual(examples.map(({ name }) => name));
    expect(new Set(names).size).toBe(examples.length);
  });

  it.each(examples)('can be read without scrolling to the side: $name', ({ query }) => {
    expect(query.split('\n').filter((line) => line.length > columns)).toEqual([]);
  });

  it.each(examples)('have no picture in their answer: $name', ({ query }) => {
    expect(query).not.toMatch(/dataUri|svg/);
  });
});
