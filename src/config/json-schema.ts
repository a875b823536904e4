import { z } from 'zod';
import { definitions } from '../providers/definitions.ts';
import { configSchema } from './schema.ts';

/** A part of a JSON Schema, as far as it is looked at here. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** The schema of the file, with accounts at the registered providers; secrets and settings as they are written. */
export function configNode(): SchemaNode {
  return z.toJSONSchema(configSchema(definitions), { io: 'input', unrepresentable: 'any' }) as SchemaNode;
}

const fromEnvironment: SchemaNode = {
  type: 'object',
  description: 'The value of an environment variable, read as the type of the setting.',
  properties: { env: { type: 'string', minLength: 1, description: 'The name of the variable.' } },
  required: ['env'],
  additionalProperties: false,
};

/** The JSON Schema of the file for editors: each setting that is no secret may come from the environment, too. */
export function configJsonSchema(): SchemaNode {
  return { ...withEnvironment(configNode()), $defs: { fromEnvironment } };
}

function withEnvironment(node: SchemaNode): SchemaNode {
  const { properties, items, anyOf, oneOf } = node;
  return {
    ...node,
    ...(properties ? { properties: withEnvironmentIn(properties) } : {}),
    ...(items ? { items: withEnvironment(items) } : {}),
    ...(anyOf && !isSecret(node) ? { anyOf: anyOf.map(withEnvironment) } : {}),
    ...(oneOf ? { oneOf: oneOf.map(withEnvironment) } : {}),
  };
}

function withEnvironmentIn(properties: Readonly<Record<string, SchemaNode>>): Record<string, SchemaNode> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, node]) => [
      name,
      name !== '$schema' && isValue(node) ? orFromEnvironment(node) : withEnvironment(node),
    ]),
  );
}

function orFromEnvironment({ description, default: preset, ...value }: SchemaNode): SchemaNode {
  return {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
    anyOf: [value, { $ref: '#/$defs/fromEnvironment' }],
  };
}

/** Whether a setting is one value, or a list of such values. */
function isValue({ type = '', const: fixed, items }: SchemaNode): boolean {
  if (type === 'array') return items !== undefined && isValue(items);
  return fixed === undefined && ['string', 'number', 'integer', 'boolean'].includes(type);
}

/** Whether a setting is a secret, which is loaded as one. */
export function isSecret({ anyOf = [] }: SchemaNode): boolean {
  return anyOf.some(({ properties = {} }) => 'env' in properties && !('provider' in properties));
}
