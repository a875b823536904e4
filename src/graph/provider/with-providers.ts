import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import {
  getNamedType,
  GraphQLEnumType,
  GraphQLUnionType,
  isInputObjectType,
  isObjectType,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { isSupported } from '../../domain/capability.ts';
import type { ProviderDefinition } from '../../providers/define.ts';
import { providerEnums } from '../shared/provider-code.ts';

export type Providers = ReadonlyMap<string, ProviderDefinition>;

/** The graph of some providers: their codes, their details, and the mutations that one of them supports. */
export function withProviders(schema: GraphQLSchema, providers: Providers): GraphQLSchema {
  const empty = new Set([...providerEnums.keys()].filter((name) => ableTo(name, providers).length === 0));
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const unsupported = new Set(mutations.filter((field) => needs(field, empty)).map(({ name }) => name));
  const restricted = mapSchema(schema, {
    [MapperKind.ENUM_TYPE]: (type) => {
      if (!providerEnums.has(type.name)) return type;
      return empty.has(type.name) ? null : codesIn(type, ableTo(type.name, providers));
    },
    [MapperKind.UNION_TYPE]: (type) =>
      type.name === 'CustomerDetails' ? detailsIn(type, providers, schema) : type,
    [MapperKind.MUTATION_ROOT_FIELD]: (field, name) => (unsupported.has(name) ? null : field),
  });
  return pruneSchema(restricted);
}

function ableTo(name: string, providers: Providers): readonly ProviderDefinition[] {
  const operation = providerEnums.get(name) ?? null;
  return [...providers.values()].filter(
    ({ abilities }) => operation === null || isSupported(abilities[operation]),
  );
}

/** Whether a mutation's input must name a provider of an enum that has none. */
function needs({ args }: GraphQLField<unknown, unknown>, empty: ReadonlySet<string>): boolean {
  return args
    .map(({ type }) => getNamedType(type))
    .filter(isInputObjectType)
    .flatMap((input) => Object.values(input.getFields()))
    .some((field) => isRequiredInputField(field) && empty.has(getNamedType(field.type).name));
}

function codesIn(type: GraphQLEnumType, providers: readonly ProviderDefinition[]): GraphQLEnumType {
  const values = providers.map(({ code, title }) => [
    code,
    { value: code, description: `${title.replace(/\.$/, '')}.` },
  ]);
  return new GraphQLEnumType({ ...type.toConfig(), values: Object.fromEntries(values) });
}

function detailsIn(type: GraphQLUnionType, providers: Providers, schema: GraphQLSchema): GraphQLUnionType {
  return new GraphQLUnionType({
    ...type.toConfig(),
    types: [...providers.values()].map((definition) => detailsOf(definition, schema)),
    resolveType: ({ provider }: { readonly provider: string }) => providers.get(provider)?.details.name,
  });
}

function detailsOf({ code, details }: ProviderDefinition, schema: GraphQLSchema): GraphQLObjectType {
  const type = schema.getType(details.name);
  if (isObjectType(type)) return type;
  throw new Error(
    `The graph lacks ${details.name}, the details of ${code}: make them with the builder of the vaultgraph that serves them, not of another copy.`,
  );
}
