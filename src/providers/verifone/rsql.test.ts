import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as rsql from './rsql.ts';

/** Reads one quoted literal at the beginning of a text: its value, and what follows it. */
function readLiteral(text: string): { readonly value: string; readonly rest: string } {
  if (!text.startsWith('"')) throw new Error('No literal.');
  let value = '';
  for (let index = 1; index < text.length; index += 1) {
    if (text[index] === '"') return { value, rest: text.slice(index + 1) };
    if (text[index] === '\\') index += 1;
    value += text[index] ?? '';
  }
  throw new Error('The literal does not end.');
}

/** Reads the values of a list in parentheses. */
function readList(text: string): { readonly values: readonly string[]; readonly rest: string } {
  const values: string[] = [];
  let rest = text;
  while (rest.startsWith('(') || rest.startsWith(',')) {
    const literal = readLiteral(rest.slice(1));
    values.push(literal.value);
    rest = literal.rest;
  }
  if (!rest.startsWith(')')) throw new Error('The list does not end.');
  return { values, rest: rest.slice(1) };
}

/** Texts with many of the characters that mean something in RSQL. */
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', "'", '\\', '(', ')', ';', ',', '=', ' ', '*', 'é', 'a') }),
);
const anything = fc.oneof(value, fc.string({ unit: fc.constantFrom('\uD800', '\uDC00', '"', '\\', 'a') }));

describe('a search', () => {
  it('is written as documented', () => {
    expect(
      rsql.and(
        rsql.equal('entity_id', 'shop'),
        rsql.isIn('id', ['1', '2']),
        rsql.atOrAfter('created_at', new Date('2024-12-12T10:40:00Z')),
        rsql.before('created_at', new Date('2025-12-12T10:40:00+01:00')),
      ),
    ).toBe(
      'entity_id=="shop";id=in=("1","2");created_at=ge="2024-12-12T10:40:00.000Z";created_at=lt="2025-12-12T09:40:00.000Z"',
    );
  });

  it('keeps any value one literal', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const literal = rsql.equal('email_address', text).slice('email_address=='.length);
        expect(readLiteral(literal).rest).toBe('');
      }),
    );
  });

  it('gives every value back as it was', () => {
    fc.assert(
      fc.property(value, (text) => {
        const literal = rsql.equal('email_address', text).slice('email_address=='.length);
        expect(readLiteral(literal).value).toBe(text);
      }),
    );
  });

  it('keeps the values of a list apart', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (texts) => {
        const list = rsql.isIn('id', texts).slice('id=in='.length);
        expect(readList(list)).toEqual({ values: texts, rest: '' });
      }),
    );
  });

  it('lets no value out of its condition', () => {
    fc.assert(
      fc.property(anything, anything, (first, second) => {
        const search = rsql.and(rsql.equal('entity_id', first), rsql.equal('email_address', second));
        const { rest } = readLiteral(search.slice('entity_id=='.length));
        expect(rest.startsWith(';email_address==')).toBe(true);
        expect(readLiteral(rest.slice(';email_address=='.length)).rest).toBe('');
      }),
    );
  });

  it('can always be put into a URL', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const condition = rsql.equal('email_address', text);
        expect(decodeURIComponent(encodeURIComponent(condition))).toBe(condition);
      }),
    );
  });
});
