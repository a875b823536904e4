import { expect, it } from 'vitest';
import { PassedNames } from './passed-names.ts';

const shortened: string[] = [];
const traits = {
  nameOf: (item: string) => item,
  shortNameOf: (item: string) => {
    shortened.push(item);
    return item.toUpperCase();
  },
  createdAtOf: () => null,
};

it('passes an item once, and none that was known before', () => {
  const passed = new PassedNames(['A'], traits);
  expect(['a', 'b', 'b', 'c'].map((item) => passed.add(item))).toEqual([false, true, false, true]);
  expect(passed.names(passed.count, 10)).toEqual(['A', 'B', 'C']);
});

it('gives the last names of what was passed at any time before', () => {
  const passed = new PassedNames([], traits);
  passed.add('a');
  const first = passed.count;
  passed.add('b');
  passed.add('c');
  expect([passed.names(passed.count, 2), passed.names(first, 2)]).toEqual([['B', 'C'], ['A']]);
});

it('makes no name that is not asked for, and each once', () => {
  shortened.length = 0;
  const passed = new PassedNames([], traits);
  for (const item of ['a', 'b']) passed.add(item);
  expect(shortened).toEqual([]);
  passed.names(2, 10);
  passed.names(2, 10);
  expect(shortened).toEqual(['a', 'b']);
});
