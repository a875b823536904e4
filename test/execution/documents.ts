import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  parseValue,
  valueFromASTUntyped,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from '../faults/random.ts';

/** A document with the values for its variables. */
export interface Generated {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

/** Writes documents that the schema allows, mostly: fragments, aliases, directives, variables, defaults, repeated fields. */
export function generateDocument(schema: GraphQLSchema, random: Random): Generated {
  const definitions: string[] = [];
  const fragments: string[] = [];
  const variables: Record<string, unknown> = {};

  const variable = (type: string, literal: string): string => {
    const name = `v${definitions.length}`;
    const isOptional = random.chance(0.4);
    definitions.push(`$${name}: ${isOptional ? `${type.replace(/!$/, '')} = ${literal}` : type}`);
    // A default lets a variable be left out, and null take its place: an error where it is used.
    if (isOptional && random.chance(0.15)) variables[name] = null;
    else if (!isOptional || random.chance(0.5)) variables[name] = valueFromASTUntyped(parseValue(literal));
    return `$${name}`;
  };

  const argument = ({ name, type }: GraphQLArgument): string => {
    const literal = literalOf(type, random);
    return `${name}: ${random.chance(0.4) ? variable(String(type), literal) : literal}`;
  };

  const directive = (): string => {
    if (random.chance(0.8)) return '';
    const value = String(random.chance(0.5));
    const given = random.chance(0.6) ? variable('Boolean!', value) : value;
    return ` @${random.pick(['skip', 'include'])}(if: ${given})`;
  };

  const selection = (type: GraphQLCompositeType, depth: number): string => {
    if (random.chance(0.15)) return `${random.chance(0.3) ? 'again: ' : ''}__typename`;
    if (isAbstractType(type) || random.chance(0.2)) return fragment(type, depth);
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const usable = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const field = usable[random.below(usable.length)];
    if (!field) return '__typename';
    const args = field.args.filter((given) => isRequiredArgument(given) || random.chance(0.4)).map(argument);
    const alias = random.chance(0.2) ? `a${random.below(3)}: ` : '';
    const inner = getNamedType(field.type);
    const inside = isCompositeType(inner) ? ` ${selections(inner, depth - 1)}` : '';
    const given = args.length > 0 ? `(${args.join(', ')})` : '';
    const text = `${alias}${field.name}${given}${directive()}${inside}`;
    return random.chance(0.1) ? `${text} ${text}` : text;
  };

  const fragment = (type: GraphQLCompositeType, depth: number): string => {
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const on = random.chance(0.2) ? type : (possible[random.below(possible.length)] ?? type);
    const inside = isAbstractType(on) && !('getFields' in on) ? '{ __typename }' : selections(on, depth);
    if (random.chance(0.5))
      return `...${random.chance(0.8) ? ` on ${on.name}` : ` on ${on.name}`}${directive()} ${inside}`;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${on.name} ${inside}`);
    return `...${name}${directive()} ...${name}`;
  };

  const selections = (type: GraphQLCompositeType, depth: number): string => {
    const all = Array.from({ length: 1 + random.below(4) }, () => selection(type, depth));
    return `{ ${all.join(' ')} }`;
  };

  const mutation = schema.getMutationType();
  const query = schema.getQueryType();
  const isMutation = random.chance(0.2);
  const root = isMutation ? mutation : query;
  if (!isObjectType(root)) throw new Error('The schema has no such root.');
  const body = selections(root, 4);
  const head = definitions.length > 0 ? `Generated(${definitions.join(', ')})` : 'Generated';
  const text = [`${isMutation ? 'mutation' : 'query'} ${head} ${body}`, ...fragments].join('\n');
  return { text, variables };
}

/** A literal that the type takes. */
function literalOf(type: GraphQLInputType, random: Random): string {
  const nullable = getNullableType(type);
  if (!isNonNullType(type) && random.chance(0.1)) return 'null';
  if (isListType(nullable)) {
    const items = Array.from({ length: random.below(3) }, () => literalOf(nullable.ofType, random));
    return `[${items.join(', ')}]`;
  }
  if (isEnumType(nullable))
    return nullable.getValues()[random.below(nullable.getValues().length)]?.name ?? 'null';
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const chosen = nullable.isOneOf
      ? fields.slice(0, 1).map(({ name, type: inner }) => `${name}: ${notNull(inner, random)}`)
      : fields
          .filter((field) => isRequiredInputField(field) || random.chance(0.3))
          .map(({ name, type: inner }) => `${name}: ${literalOf(inner, random)}`);
    return `{ ${chosen.join(', ')} }`;
  }
  return literals[nullable.name] ?? '"x"';
}

function notNull(type: GraphQLInputType, random: Random): string {
  const literal = literalOf(type, random);
  return literal === 'null' ? notNull(type, random) : literal;
}

const literals: Readonly<Record<string, string>> = {
  Int: '7',
  Float: '1.5',
  Boolean: 'true',
  DateTime: '"2026-01-02T03:04:05Z"',
};
