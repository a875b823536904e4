import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges, Kind, parse, visit, type DirectiveNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/graph/index.ts';

const text = readFileSync('schema.graphql', 'utf8');
const document = parse(text);

/** Where a directive is: types, and fields such as `Customer.email`. */
function placesOf(directive: string): readonly string[] {
  const bears = ({ directives = [] }: { readonly directives?: readonly DirectiveNode[] }) =>
    directives.some(({ name }) => name.value === directive);
  const places = document.definitions.flatMap((definition) => {
    if (!('name' in definition) || !definition.name) return [];
    const { value } = definition.name;
    const fields = 'fields' in definition ? (definition.fields ?? []) : [];
    const bearing = fields.filter(bears).map(({ name }) => `${value}.${name.value}`);
    return 'directives' in definition && bears(definition) ? [value, ...bearing] : bearing;
  });
  return places.toSorted();
}

/** Every directive that is used, by its name. */
const used = new Set<string>();
visit(document, { Directive: ({ name }) => void used.add(name.value) });

describe('the SDL', () => {
  it('is a subgraph of federation 2.9 that imports what it uses, and nothing else', () => {
    const imported = /import: \[([^\]]*)\]/.exec(text)?.[1]?.match(/[a-zA-Z]+/g) ?? [];
    expect(text).toMatch(
      /^extend schema\n {2}@link\(\n {4}url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.9"$/m,
    );
    expect(imported.toSorted()).toEqual(
      [...used].filter((name) => !['link', 'oneOf', 'specifiedBy'].includes(name)).toSorted(),
    );
  });

  it('defines no directive but @oneOf, which no specification brings', () => {
    const defined = document.definitions.flatMap((definition) =>
      definition.kind === Kind.DIRECTIVE_DEFINITION ? [definition.name.value] : [],
    );
    expect(defined).toEqual(['oneOf']);
  });

  it('leaves out what composition adds', () => {
    expect(text.match(/\b_(?:service|entities|Service|Entity|Any)\b/g)).toBeNull();
    expect(document.definitions.filter(({ kind }) => kind === Kind.SCHEMA_DEFINITION)).toEqual([]);
  });

  it('says what introspection says, but for what composition adds', () => {
    const printed = buildSchema(text, { assumeValidSDL: true });
    expect(findBreakingChanges(printed, schema)).toEqual([]);
    // graphql 17 says first that a field is one.
    const removed = findBreakingChanges(schema, printed).map(({ description }) =>
      description.replace('Field ', ''),
    );
    expect(removed).toEqual([
      '_Any was removed.',
      '_Entity was removed.',
      '_Service was removed.',
      'Query._entities was removed.',
      'Query._service was removed.',
    ]);
  });

  it.each([
    ['key', ['Customer', 'PaymentMethod', 'PaymentProvider', 'ProviderAccount', 'RegistrationLink']],
    ['shareable', ['PageInfo']],
    ['inaccessible', ['Query.node', 'Query.nodes']],
    ['authenticated', ['Customer', 'PaymentMethod', 'RegistrationLink']],
    ['oneOf', ['CustomerLookupInput']],
  ])('has @%s where it belongs', (directive, places) => {
    expect(placesOf(directive)).toEqual(places);
  });

  it('marks personal data, and asks for its scope, in the same places', () => {
    const personal = placesOf('tag');
    expect(personal).toContain('Customer.email');
    expect(placesOf('requiresScopes')).toEqual(expect.arrayContaining([...personal]));
  });
});
