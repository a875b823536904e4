import { createHash } from 'node:crypto';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { hashOf } from './document-hash.ts';
import { createFieldNames } from './field-names.ts';

describe('the names of fields', () => {
  const document = parse(`
    query A { juan: customers { ...Page } }
    query B { other: node { id } ... on Query { perez: node { ... on Customer { ana: email } } } }
    fragment Page on CustomerConnection { ...Nodes ...Nodes }
    fragment Nodes on CustomerConnection { horvat: nodes { mail: email } }
  `);

  it('are the schema’s, through aliases, lists and fragments, of the operation that ran', () => {
    const inA = createFieldNames({ document, operationName: 'A' });
    const inB = createFieldNames({ document, operationName: 'B' });
    expect(inA(['juan', 'horvat', 0, 'mail'])).toEqual(['customers', 'nodes', 'email']);
    expect(inA(['juan', 'horvat', 7, 'mail'])).toEqual(['customers', 'nodes', 'email']);
    expect(inB(['perez', 'ana'])).toEqual(['node', 'email']);
    expect(inB(['juan'])).toEqual([]);
  });

  it('are found at once in fragments that double thirty times', () => {
    const doubling = Array.from(
      { length: 30 },
      (_item, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const hostile = parse(`{ ...F0 } ${doubling.join(' ')} fragment F30 on Query { a: viewer { tenant } }`);
    expect(createFieldNames({ document: hostile })(['a'])).toEqual(['viewer']);
  });
});

describe('the hash of a document', () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

  it('is that of its text if nothing in it can be personal', () => {
    const text =
      'query A($by: CustomerLookupInput!) { customer(by: $by) { id } customers(first: 100) { nodes { id } } }';
    expect(hashOf(parse(text))).toBe(sha256(text));
  });

  it('does not depend on the texts and long numbers in it', () => {
    const ask = (literal: string) => hashOf(parse(`{ node(id: ${literal}) { id } }`));
    const blanked = sha256('{ node(id: _) { id } }');
    expect(['"ana"', '"""ana"""', '""', '4111111111111111'].map(ask)).toEqual(Array(4).fill(blanked));
    expect(ask('411111')).not.toBe(blanked);
  });
});
