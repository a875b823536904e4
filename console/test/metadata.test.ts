import { describe, expect, it } from 'vitest';
import { changesBetween } from '../src/editing/changes.ts';
import {
  emptyPair,
  metadataMistakes,
  pairOf,
  rebasedPairs,
  toMetadataPatch,
  toPairs,
  type Pair,
} from '../src/editing/metadata.ts';
import { emptyDraft } from '../src/editing/model.ts';

type Values = Readonly<Record<string, string | number | boolean>>;

const record = (values: Values) => Object.entries(values).map(([key, value]) => pairOf({ key, value }));
const added = (key: string, value: string): Pair => ({ ...emptyPair, key, value });

/** The same pairs with one value typed over. */
function typed(pairs: readonly Pair[], key: string, value: string): readonly Pair[] {
  return pairs.map((pair) => (pair.key === key ? { ...pair, value } : pair));
}

describe('a patch of metadata', () => {
  const before = record({ plan: 'gold', since: '2020' });

  it('sets and removes key by key', () => {
    const after = [added('plan', 'silver'), added(' new ', '1'), emptyPair];
    expect(toMetadataPatch(before, after)).toEqual({
      set: [
        { key: 'plan', value: 'silver' },
        { key: 'new', value: '1' },
      ],
      unset: ['since'],
    });
  });

  it('is none for an untouched record, whatever its keys and values', () => {
    const odd = record({ ' plan ': ' gold ', '': 'none', count: 42, big: 1e300, vip: true, zip: '007' });
    expect([toMetadataPatch(odd, odd), metadataMistakes(odd, odd)]).toEqual([null, []]);
  });

  it.each([
    [42, '43', 43],
    [42, ' 4.5 ', 4.5],
    [42, 'many', 'many'],
    [42, '007', '007'],
    [42, '12345678901234567890', '12345678901234567890'],
    [42, '', ''],
    [true, 'false', false],
    [true, 'no', 'no'],
    ['42', '43', '43'],
  ])('keeps the kind that %j had, where %j still reads as one', (was, text, value) => {
    const count = record({ count: was });
    expect(toMetadataPatch(count, typed(count, 'count', text))).toEqual({ set: [{ key: 'count', value }] });
  });
});

describe('metadata that cannot be sent', () => {
  it('has a value without a key, or a key twice', () => {
    const pairs = [added('plan', 'gold'), added(' plan', 'silver'), added(' ', 'lost'), emptyPair];
    expect(metadataMistakes(pairs, [])).toEqual([
      'A value has no key.',
      'The key “plan” is there more than once.',
    ]);
    expect(toPairs(pairs)).toHaveLength(3);
  });
});

describe('metadata that goes on from a newer record', () => {
  const before = record({ plan: 'gold', since: '2020', old: 'x' });

  it('keeps what was changed elsewhere in other keys', () => {
    const now = record({ plan: 'gold', since: '2021', vip: 'yes', old: 'x' });
    const draft = typed(before, 'plan', 'silver').filter(({ key }) => key !== 'old');
    const rebased = rebasedPairs([...draft, added('new', '1')], before, now);
    expect(toMetadataPatch(now, rebased)).toEqual({
      set: [
        { key: 'plan', value: 'silver' },
        { key: 'new', value: '1' },
      ],
      unset: ['old'],
    });
  });

  it('is untouched if nothing was typed', () => {
    const now = record({ vip: 'yes' });
    expect(rebasedPairs(before, before, now)).toEqual(now);
  });

  it('lists what changed, pair by pair', () => {
    const draftOf = (values: Values) => ({ ...emptyDraft, metadata: record(values) });
    expect(changesBetween(draftOf({ plan: 'gold', a: 1 }), draftOf({ vip: '', a: 1 }))).toEqual([
      { path: 'metadata.plan', was: 'gold', is: null },
      { path: 'metadata.vip', was: null, is: '' },
    ]);
  });
});
