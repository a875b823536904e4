import { describe, expect, it } from 'vitest';
import { normal } from './normal.ts';

const same = [
  ['EMAIL', 'Ana.Horvat@Example.com', ' ana.horvat@example.com ', null],
  ['EMAIL', 'jose\u0301@example.com', 'jos\u00e9@example.com', null],
  ['PHONE', '+385 91 234 5678', '00385912345678', null],
  ['PHONE', '091 234 5678', '+385912345678', 'HR'],
  ['PHONE', '(091) 234-5678', '091/2345678', null],
  ['NAME', 'Lucía Pérez', 'PEREZ, Lucia', null],
  ['NAME', 'Đorđe Łukasz', 'lukasz dorde', null],
  ['NAME', "O'Neill", 'O’Neill', null],
  ['DOCUMENT_NUMBER', '1.121.123-4', '11211234', null],
  ['DOCUMENT_NUMBER', 'hr 123', 'HR123', null],
] as const;

const different = [
  ['EMAIL', 'ana@example.com', 'ana@example.org', null],
  ['PHONE', '091 234 5678', '+381912345678', 'HR'],
  ['MERCHANT_REFERENCE', 'guest', 'Guest', null],
  ['NAME', 'Ana Horvat', 'Ana Marija Horvat', null],
  ['DOCUMENT_NUMBER', '123', '0123', null],
] as const;

describe('values of a person', () => {
  it.each(same)('%s %j and %j are one', (field, one, other, country) => {
    expect(normal(field, one, country)).toBe(normal(field, other, country));
  });

  it.each(different)('%s %j and %j are two', (field, one, other, country) => {
    expect(normal(field, one, country)).not.toBe(normal(field, other, country));
  });
});
