import { z } from 'zod';
import type { TrustedDocuments } from '../server/documents/trusted.ts';
import type { Secret } from '../redaction/secret.ts';

/**
 * What could be parsed of a value: each part of it may be missing. A key without a value was written, and what was
 * written could not be parsed.
 */
export type Parts<Value> = Value extends Secret | URL | TrustedDocuments
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly (Parts<Item> | undefined)[]
    : Value extends object
      ? { readonly [Key in keyof Value]?: Parts<Value[Key]> | undefined }
      : Value;

/** Parses what can be parsed: the whole if it has the schema's shape, else each part on its own. */
export function parseParts<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
): Parts<z.output<Schema>> | undefined;
export function parseParts(schema: z.ZodType, json: unknown): unknown {
  const { success, data } = schema.safeParse(json);
  if (success) return data;
  if (isWrapper(schema)) return parseParts(schema.unwrap() as z.ZodType, json);
  if (schema instanceof z.ZodUnion) {
    const option = closest(schema, json);
    return option && parseParts(option, json);
  }
  if (Array.isArray(json)) {
    if (!(schema instanceof z.ZodArray)) return undefined;
    return json.map((item) => parseParts(schema.element as z.ZodType, item));
  }
  if (schema instanceof z.ZodObject && typeof json === 'object' && json !== null) {
    return parseProperties(schema, json);
  }
  return undefined;
}

/** Whether a schema says of another no more than what holds if nothing is written. */
export function isWrapper(schema: z.ZodType): schema is z.ZodDefault | z.ZodPrefault | z.ZodOptional {
  return [z.ZodDefault, z.ZodPrefault, z.ZodOptional].some((wrapper) => schema instanceof wrapper);
}

function parseProperties({ shape }: z.ZodObject, json: object): object {
  const written: Readonly<Record<string, unknown>> = { ...json };
  const parsed = Object.entries(shape).map(
    ([key, property]) => [key, parseParts(property as z.ZodType, written[key])] as const,
  );
  return Object.fromEntries(parsed.filter(([key, value]) => value !== undefined || Object.hasOwn(json, key)));
}

/** The alternative with the fewest mistakes, of those that the discriminator names if it names any. */
export function closest({ options, def }: z.ZodUnion, json: unknown): z.ZodType | undefined {
  const discriminator = 'discriminator' in def ? def.discriminator : null;
  const tried = (options as readonly z.ZodType[]).map((option) => ({
    option,
    issues: option.safeParse(json).error?.issues ?? [],
  }));
  const named = tried.filter(({ issues }) =>
    issues.every(({ path }) => path.length !== 1 || path[0] !== discriminator),
  );
  return (named.length > 0 ? named : tried).toSorted((a, b) => a.issues.length - b.issues.length)[0]?.option;
}
