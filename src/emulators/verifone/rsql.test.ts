import { describe, expect, it } from 'vitest';
import { parseRsql, RsqlError, type Expression, type Operator } from './rsql.ts';

function comparison(field: string, operator: Operator, ...values: string[]): Expression {
  return { kind: 'comparison', field, operator, values };
}

const a = comparison('a', '==', '1');
const b = comparison('b', '==', '2');
const c = comparison('c', '==', '3');

describe('operators', () => {
  it.each(['==', '!=', '=lt=', '=le=', '=gt=', '=ge=', '=regex=', '=in=', '=out='] as const)(
    'reads %s with one value',
    (operator) => {
      expect(parseRsql(`billing.city${operator}Zagreb`)).toEqual(
        comparison('billing.city', operator, 'Zagreb'),
      );
    },
  );

  it.each(['=in=', '=out='] as const)('reads %s with several values', (operator) => {
    expect(parseRsql(`id${operator}(1,"2",'3')`)).toEqual(comparison('id', operator, '1', '2', '3'));
  });

  it.each(['==', '!=', '=lt=', '=regex='])('refuses several values with %s', (operator) => {
    expect(() => parseRsql(`a${operator}(1,2)`)).toThrow(new RsqlError(`${operator} takes one value`));
  });
});

describe('logic', () => {
  it('binds AND tighter than OR', () => {
    expect(parseRsql('a==1,b==2;c==3')).toEqual({ kind: 'or', terms: [a, { kind: 'and', terms: [b, c] }] });
    expect(parseRsql('a==1;b==2,c==3')).toEqual({ kind: 'or', terms: [{ kind: 'and', terms: [a, b] }, c] });
  });

  it('groups by parentheses', () => {
    expect(parseRsql('(a==1,b==2);c==3')).toEqual({
      kind: 'and',
      terms: [{ kind: 'or', terms: [a, b] }, c],
    });
    expect(parseRsql('((a==1))')).toEqual(a);
  });

  it('reads chains of one operator as one list', () => {
    expect(parseRsql('a==1;b==2;c==3')).toEqual({ kind: 'and', terms: [a, b, c] });
    expect(parseRsql('a==1,b==2,c==3')).toEqual({ kind: 'or', terms: [a, b, c] });
  });
});

describe('values', () => {
  it.each([
    ['bare', 'ana.perez+1@example.com', 'ana.perez+1@example.com'],
    ['with letters beyond ASCII', 'Hadžić', 'Hadžić'],
    ['in double quotes', '"de Vries"', 'de Vries'],
    ['in single quotes', "'de Vries'", 'de Vries'],
    ['with reserved characters in quotes', '"(a;b,c)=!~<>"', '(a;b,c)=!~<>'],
    ['with the other quote', `"O'Neill"`, "O'Neill"],
    ['with an escaped quote', String.raw`'O\'Neill'`, "O'Neill"],
    ['with an escaped double quote', String.raw`"12\" pipe"`, '12" pipe'],
    ['with an escaped backslash', String.raw`"a\\"`, 'a\\'],
    ['with an escaped plain character', String.raw`"\d"`, 'd'],
    ['with a backslash outside quotes', String.raw`^\d+$`, String.raw`^\d+$`],
    ['with a line break in quotes', '"a\nb"', 'a\nb'],
    ['empty in quotes', '""', ''],
  ])('may be %s', (_, written, read) => {
    expect(parseRsql(`a==${written}`)).toEqual(comparison('a', '==', read));
  });
});

describe('what is no RSQL', () => {
  it.each([
    '',
    'a',
    'a==',
    '==1',
    'a==1;',
    'a==1,',
    ';a==1',
    '(a==1',
    'a==1)',
    '()',
    'a=in=()',
    'a=in=(1',
    'a=in=(1,)',
    'a=like=1',
    'a=1',
    'a>1',
    'a=ge1',
    'a == 1',
    'a==de Vries',
    'a=="open',
    'a=="open\\"',
    '"a"==1',
    'a==1 and b==2',
    'a==1b"2"',
    `${'('.repeat(4000)}a==1${')'.repeat(4000)}`,
  ])('is refused: %s', (text) => {
    expect(() => parseRsql(text)).toThrow(RsqlError);
  });
});
