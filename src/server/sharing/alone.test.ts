import { isObjectType, parse, type OperationDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { schemaOf } from '../../graph/index.ts';
import { byCode, definitions } from '../../providers/definitions.ts';
import { isAlone } from './alone.ts';

const schema = schemaOf(byCode(definitions.values()));

function alone(text: string): boolean {
  const document = parse(text);
  const [operation] = document.definitions;
  return isAlone(schema, document, operation as OperationDefinitionNode);
}

it('is said of what must be fresh, is recorded each time or is another for each request', () => {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ name, extensions }) =>
        extensions['alone'] === true ? [`${type.name}.${name}`] : [],
      ),
    );
  expect(fields.toSorted()).toEqual([
    'Query.exportPerson',
    'Query.findCustomers',
    'Query.planErasure',
    'Viewer.rateLimit',
  ]);
});

it.each([
  ['{ customers { nodes { id } } }', false],
  ['{ viewer { tenant } }', false],
  ['{ viewer { rateLimit { remaining } } }', true],
  ['{ ...Found } fragment Found on Query { findCustomers(match: {}) { __typename } }', true],
  ['{ customers { nodes { id } } __schema { description } }', true],
  ['mutation { updateCustomer(input: {}) { __typename } }', true],
  ['subscription { registrationLink(id: "a") { id } }', true],
])('%s: %s', (text, expected) => {
  expect(alone(text)).toBe(expected);
});
