import { describe, expect, it } from 'vitest';
import {
  draftOf,
  draftOfFields,
  emptyDraft,
  keptBy,
  rebased,
  withText,
  type Draft,
  type FieldPath,
} from '../src/editing/model.ts';
import { toFields, toPatch } from '../src/editing/patch.ts';

const ana: Partial<Record<FieldPath, string>> = {
  fullName: 'Ana Horvat',
  phone: '+385 1 555 0100',
  'billingAddress.lines': 'Ilica 1\n2. kat',
  'billingAddress.city': 'Zagreb',
};
const before = draftOf(
  (path) => ana[path] ?? '',
  [
    { key: 'plan', value: 'gold', kind: 'text' },
    { key: 'since', value: '2020', kind: 'text' },
  ],
);

function changed(texts: Partial<Record<FieldPath, string>>): Draft {
  return Object.entries(texts).reduce(
    (draft, [path, text]) => withText(draft, path as FieldPath, text),
    before,
  );
}

describe('a patch', () => {
  it('is empty if nothing changed, spaces around a text apart', () => {
    expect(toPatch(before, changed({ fullName: ' Ana Horvat  ' }))).toEqual({});
  });

  it('names what changed, and null if a text was emptied', () => {
    expect(toPatch(before, changed({ fullName: 'Ana Kovač', phone: ' ', email: 'a@example.com' }))).toEqual({
      fullName: 'Ana Kovač',
      phone: null,
      email: 'a@example.com',
    });
  });

  it('holds a whole address if a part of it changed', () => {
    expect(toPatch(before, changed({ 'billingAddress.city': 'Split' }))).toEqual({
      billingAddress: { lines: ['Ilica 1', '2. kat'], city: 'Split' },
    });
  });

  it('clears an address that has become empty', () => {
    expect(toPatch(before, changed({ 'billingAddress.lines': '', 'billingAddress.city': '' }))).toEqual({
      billingAddress: null,
    });
  });
});

describe('a new customer', () => {
  it('has what is filled in and nothing else', () => {
    expect([toFields(emptyDraft), toFields(before)]).toEqual([
      {},
      {
        fullName: 'Ana Horvat',
        phone: '+385 1 555 0100',
        billingAddress: { lines: ['Ilica 1', '2. kat'], city: 'Zagreb' },
        metadata: [
          { key: 'plan', value: 'gold' },
          { key: 'since', value: '2020' },
        ],
      },
    ]);
  });

  it('has nothing that its provider has no place for', () => {
    expect(toFields(keptBy(before, ['phone', 'billingAddress.lines', 'metadata']))).toEqual({
      fullName: 'Ana Horvat',
      billingAddress: { city: 'Zagreb' },
    });
  });
});

describe('the form of a customer that was sent', () => {
  it('holds what was sent', () => {
    expect(toFields(draftOfFields(toFields(before)))).toEqual(toFields(before));
  });
});

describe('a form that goes on from a newer record', () => {
  it('keeps what was typed and adopts the rest', () => {
    const draft = changed({ fullName: 'Ana Kovač' });
    const now = changed({ fullName: 'Ana H.', phone: '+385 1 555 0111' });
    expect(toPatch(now, rebased(draft, before, now))).toEqual({ fullName: 'Ana Kovač' });
    expect(rebased(draft, before, now).texts.phone).toBe('+385 1 555 0111');
  });
});
