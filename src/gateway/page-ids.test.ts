import { describe, expect, it } from 'vitest';
import { createIds, type Ids, type IdTarget } from './ids.ts';
import { asPage, asRead, createRecordIds } from './page-ids.ts';

const ids = createIds([Buffer.alloc(32, 1)], 'acme');

/** The ids of a request's records, and how many were sealed at a time. */
function counting() {
  const sizes: number[] = [];
  const sealAll = (targets: readonly IdTarget[]): string[] => {
    sizes.push(targets.length);
    return ids.sealAll(targets);
  };
  const counted: Ids = { ...ids, sealAll };
  return { counted, recordIds: createRecordIds(counted), sizes };
}

const toTarget = ({ key }: { readonly key: string }): IdTarget => ({ type: 'Customer', account: 'a', key });
const record = (key: string) => ({ key });
const sealed = (node: { readonly key: string }) => ids.seal(toTarget(node));
const pageOf = (...keys: readonly string[]) => asPage(keys.map(record));

describe('the ids of records', () => {
  it('of one page are sealed in one go when one is read, and not before', () => {
    const { recordIds, sizes } = counting();
    const page = pageOf(...Array.from({ length: 50 }, (_one, index) => `c-${index}`));
    const wanted = page.map((node) => recordIds.of(node, toTarget));
    expect(sizes).toEqual([]);
    expect(wanted.map(String)).toEqual(page.map(sealed));
    expect(sizes).toEqual([50]);
  });

  it('of all pages that are wanted by then are sealed with them, each page once', () => {
    const { recordIds, sizes } = counting();
    const [one, other, alone] = [pageOf('1', '2'), pageOf('3'), record('1')];
    const nodes = [...one, ...other, ...one, alone];
    const wanted = nodes.map((node) => recordIds.of(node, toTarget));
    expect(wanted.map(String)).toEqual(nodes.map(sealed));
    expect(sizes).toEqual([4]);
    const later = recordIds.of(record('9'), toTarget);
    expect([String(later), String(wanted[0])]).toEqual([sealed(record('9')), sealed(record('1'))]);
    expect(sizes).toEqual([4, 1]);
  });

  it('that two requests share are the same at both, whichever reads them first', () => {
    const [first, second] = [counting(), counting()];
    const page = pageOf('1', '2');
    const [atFirst, atSecond] = [first, second].map(({ recordIds }) =>
      page.map((node) => recordIds.of(node, toTarget)),
    );
    expect([atSecond, atFirst].map((wanted) => wanted?.map(String))).toEqual([
      page.map(sealed),
      page.map(sealed),
    ]);
    expect([first.sizes, second.sizes]).toEqual([[], [2]]);
  });

  it('that were read by their id are not sealed again', () => {
    const { recordIds, sizes } = counting();
    const id = sealed(record('1'));
    expect(String(recordIds.of(asRead(record('1'), id), toTarget))).toBe(id);
    expect(sizes).toEqual([]);
  });
});
