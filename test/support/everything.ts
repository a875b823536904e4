import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLNamedType,
} from 'graphql';
import { schema } from '../../src/graph/index.ts';

/** Leads away from the record, or says how reading it went. */
const beside: ReadonlySet<string> = new Set(['ProviderAccount', 'VaultError']);

/** A selection of all that a type of the graph has, at every depth, but for what it is itself found under. */
export function selectEverything(typeName: string): string {
  const type = schema.getType(typeName);
  if (!type) throw new Error(`The graph has no type ${typeName}.`);
  return selection(type, []);
}

function selection(type: GraphQLNamedType, above: readonly string[]): string {
  const path = [...above, type.name];
  if (isAbstractType(type)) {
    const members = schema
      .getPossibleTypes(type)
      .map((member) => `... on ${member.name} ${selection(member, path)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (path.includes(named.name) || beside.has(named.name) || field.args.some(isRequiredArgument)) return [];
    return [isLeafType(named) ? field.name : `${field.name} ${selection(named, path)}`];
  });
  return `{ ${fields.join(' ')} }`;
}

/** Every value in an answer that is not an object or a list, as text. */
export function leavesOf(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') return Object.values(value).flatMap(leavesOf);
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}
