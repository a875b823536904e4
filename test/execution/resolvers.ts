import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  getNamedType,
  getNullableType,
  GraphQLInterfaceType,
  GraphQLUnionType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { scopes } from '../../src/access/caller.ts';
import { closing } from '../../src/builder/closed.ts';
import { Late } from '../../src/domain/late.ts';
import { createRandom, type Random } from '../faults/random.ts';

/**
 * The schema, whose fields give something that depends on nothing but the seed, their place and their arguments: values
 * of their type, nulls where none may be, errors, at once or later.
 */
export function withRandomResolvers(schema: GraphQLSchema, seed: string): GraphQLSchema {
  const resolve = (_source: unknown, args: unknown, _context: unknown, info: GraphQLResolveInfo): unknown => {
    const place = `${seed} ${responsePathAsArray(info.path).join('.')} ${JSON.stringify(args)}`;
    const random = createRandom(place);
    return maybeLater(random, () => valueOf(info.returnType, info.schema, random));
  };
  const resolveType = ({ __typename: name }: { readonly __typename: string }) =>
    createRandom(`${seed} ${name}`).chance(0.3) ? Promise.resolve(name) : name;
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => {
      const [needed] = Object(field.extensions?.['directives']).requiresScopes?.scopes.flat() ?? [];
      const scope = scopes.find((one) => one === needed);
      return { ...field, resolve: scope ? closing(scope, resolve) : resolve };
    },
    [MapperKind.INTERFACE_TYPE]: (type) => new GraphQLInterfaceType({ ...type.toConfig(), resolveType }),
    [MapperKind.UNION_TYPE]: (type) => new GraphQLUnionType({ ...type.toConfig(), resolveType }),
  });
}

/** At once, or after some turns: resolved or rejected. */
function maybeLater(random: Random, give: () => unknown): unknown {
  if (random.chance(0.6)) return give();
  const turns = random.below(4);
  return (async () => {
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    return give();
  })();
}

function valueOf(type: GraphQLOutputType, schema: GraphQLSchema, random: Random): unknown {
  if (random.chance(0.04)) throw new Error('A field failed.');
  if (random.chance(0.02)) return new Error('A field gave an error.');
  if (random.chance(isNonNullType(type) ? 0.02 : 0.1)) return random.chance(0.5) ? null : undefined;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (random.chance(0.02)) return 7;
    return Array.from({ length: random.below(4) }, () => itemOf(nullable.ofType, schema, random));
  }
  const named = getNamedType(type);
  if (isObjectType(named)) return { __typename: named.name };
  if (isAbstractType(named)) {
    if (random.chance(0.02)) return { __typename: random.pick(['Nothing', 'String', 'Query']) };
    const possible = schema.getPossibleTypes(named);
    return { __typename: possible[random.below(possible.length)]?.name };
  }
  if (isEnumType(named)) return named.getValues()[random.below(named.getValues().length)]?.value;
  if (named.name === 'ID' && random.chance(0.5)) return new LateText();
  // An object is no text and no number: what a scalar makes of it is an error.
  return random.chance(0.03) ? {} : scalars[named.name];
}

/** Of a list: failures of its items come as promises. */
function itemOf(type: GraphQLOutputType, schema: GraphQLSchema, random: Random): unknown {
  try {
    const value = valueOf(type, schema, random);
    return random.chance(0.3) ? Promise.resolve(value) : value;
  } catch (error) {
    const failed = Promise.reject(error);
    // Another item may fail before this one has a listener.
    failed.catch(() => undefined);
    return failed;
  }
}

class LateText extends Late {
  override valueOf(): string {
    return 'late';
  }
}

const scalars: Readonly<Record<string, unknown>> = {
  Boolean: true,
  CountryCode: 'HR',
  DateTime: new Date(0),
  Float: 1.5,
  ID: 'id',
  Int: 3,
  MetadataValue: 'value',
  String: 'text',
  URL: 'https://example.com/',
};
