import { describe, expect, it } from 'vitest';
import { documentTypeNameOf, documentTypes } from './document-types.ts';

describe('the name of a document type', () => {
  it.each([
    [4, 'DNI'],
    [309, 'CUIT'],
    [45, 'NRC'],
    [1, null],
    [2, null],
    [3, null],
    [10, null],
    [99, null],
    [null, null],
  ])('of number %s is %s', (number, name) => {
    expect(documentTypeNameOf(number)).toBe(name);
  });
});

describe('the catalogue of document types', () => {
  it('has each number once in a country', () => {
    const keys = documentTypes.map(({ countryCode, number }) => `${countryCode} ${number}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(33);
  });
});
