import { Kind, type OperationDefinitionNode, type TypeNode } from 'graphql';
import { InvalidInputError } from '../../domain/errors.ts';

/** How long a list in the variables may be: the largest that any argument takes. */
const maximumListLength = 200;

/**
 * Refuses lists that are too long, in the variables that the operation knows: the name of any other may be anything, and
 * is not to be repeated.
 */
export function listLengthsOf({
  variableDefinitions = [],
}: OperationDefinitionNode): (values: Readonly<Record<string, unknown>>) => void {
  const checks = variableDefinitions.map(({ variable, type }) => ({
    name: variable.name.value,
    // What one representation holds is its own affair, which must not refuse the others.
    check: nameOfType(type) === '_Any' ? checkLength : checkLists,
  }));
  return (values) => {
    for (const { name, check } of checks) check(values[name], [name]);
  };
}

function nameOfType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOfType(type.type);
}

function checkLists(value: unknown, path: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  checkLength(value, path);
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object') checkLists(inner, [...path, key]);
  }
}

function checkLength(value: unknown, path: readonly string[]): void {
  if (!Array.isArray(value) || value.length <= maximumListLength) return;
  const message = `${path.join('.')} holds more than ${maximumListLength} items.`;
  throw new InvalidInputError([{ path, code: 'TOO_LONG', message }]);
}
