import { randomBytes } from 'node:crypto';
import { isFreeForm, nameOf } from '../providers/shared/shape.ts';
import { digitsOf, isNumber, isRecord } from '../providers/shared/wire.ts';
import { holdsCardNumber } from '../redaction/card-number.ts';
import { parseJson } from '../upstream/json.ts';
import { anyText, kindOf, type Kind } from './kinds.ts';
import { chanceOf } from './random.ts';

/** The provider's own words by the names of their fields, which stay. */
export type Words = Readonly<Record<string, RegExp>>;

/**
 * Replaces each value with another of the same kind and length, always the same one for the same value. Its key is random
 * and never stored, so the original values cannot be recovered.
 */
export interface Disguise {
  readonly text: (text: string, field?: string) => string;
  readonly json: (json: unknown, words: Words) => unknown;
  /** The value of a query parameter: numbers and the words of a query language are our own. */
  readonly parameter: (value: string, name: string, words: Words) => string;
}

/** After as many tries a value may share its disguise: there are ten digits. */
const mostTries = 20;

export function createDisguise(): Disguise {
  const key = randomBytes(32);
  const made = new Map<string, string>();
  const taken = new Set<string>();

  /** No two values look the same as long as there are others, and none looks like itself. */
  const replaced = (text: string, kind: Kind): string => {
    const subject = `${kind.name} ${text}`;
    const known = made.get(subject);
    if (known !== undefined) return known;
    let found = '';
    for (let round = 0; round < mostTries; round += 1) {
      found = kind.make(text, chanceOf(key, `${round} ${subject}`));
      if (found !== text && !taken.has(`${kind.name} ${found}`) && !holdsCardNumber(found)) break;
    }
    taken.add(`${kind.name} ${found}`);
    made.set(subject, found);
    return found;
  };

  /** An id inside of a text is disguised as it is where it stands alone. */
  const text = (value: string, field = ''): string =>
    value
      .split(idInside)
      .map((part) => (part === '' ? '' : replaced(part, kindOf(part, field))))
      .join('');

  const json = (value: unknown, words: Words, field = ''): unknown => {
    if (Array.isArray(value)) return value.map((item) => json(item, words, field));
    if (isRecord(value)) {
      const nameIn = (name: string) => (isFreeForm(field) || nameOf(name) !== name ? text(name) : name);
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [nameIn(name), json(inner, words, name)]),
      );
    }
    const written = typeof value === 'string' ? value : isNumber(value) ? digitsOf(value) : null;
    if (written === null || isWord(words, field, written)) return value;
    return typeof value === 'string' ? text(value, field) : number(written);
  };

  /** How large it is stays, and where its point is. */
  const number = (written: string): unknown => {
    const [, sign = '', mantissa = '', exponent = ''] = /^(-?)([\d.]+)(.*)$/.exec(written) ?? [];
    const [first = '', ...rest] = replaced(mantissa, anyText);
    const begins = first === '0' && /^\d/.test(rest.join('')) ? '1' : first;
    return parseJson(`${sign}${begins}${rest.join('')}${exponent}`);
  };

  return {
    text,
    json: (value, words) => json(value, words),
    parameter: (value, name, words) => {
      if (/^\d*$/.test(value) || isWord(words, name, value)) return value;
      const around = value.replaceAll(literal, '');
      if (around === value || !/^[\w.=<>!;(),-]*$/.test(around)) return text(value, name);
      return value.replaceAll(literal, (_all, inner: string) => `"${text(inner, name)}"`);
    },
  };
}

const idInside = /(\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b)/i;
const literal = /"((?:[^"\\]|\\.)*)"/g;

function isWord(words: Words, field: string, written: string): boolean {
  return Object.hasOwn(words, field) && words[field]?.test(written) === true;
}
