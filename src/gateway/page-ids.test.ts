import { describe, expect, it } from 'vitest';
import { createIds, type Ids, type IdTarget } from './ids.ts';
import { asPage, idOf } from './page-ids.ts';

const ids = createIds([Buffer.alloc(32, 1)], 'acme');

/** The same ids, and how many were sealed at a time. */
function counting(): { readonly counted: Ids; readonly sizes: readonly number[] } {
  const sizes: number[] = [];
  const sealAll = (targets: readonly IdTarget[]): string[] => {
    sizes.push(targets.length);
    return ids.sealAll(targets);
  };
  return { counted: { ...ids, sealAll }, sizes };
}

const toTarget = ({ key }: { readonly key: string }): IdTarget => ({ type: 'Customer', account: 'a', key });
const record = (key: string) => ({ key });

describe('the ids of a page', () => {
  it('are sealed in one go when the first is asked for, and not before', () => {
    const { counted, sizes } = counting();
    const page = asPage(Array.from({ length: 50 }, (_one, index) => record(`c-${index}`)));
    expect(sizes).toEqual([]);
    expect(page.map((node) => idOf(node, toTarget, counted))).toEqual(
      page.map((node) => ids.seal(toTarget(node))),
    );
    expect(sizes).toEqual([50]);
  });

  it('are those of its records alone', () => {
    const { counted, sizes } = counting();
    const [one, other] = [asPage([record('1'), record('2')]), asPage([record('3')])].map(([first]) => first);
    const alone = record('1');
    const made = [one, other, alone].map((node) => node && idOf(node, toTarget, counted));
    expect(made).toEqual(['1', '3', '1'].map((key) => ids.seal(toTarget(record(key)))));
    expect(sizes).toEqual([2, 1, 1]);
  });
});
