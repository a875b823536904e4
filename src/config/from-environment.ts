import { z } from 'zod';
import { toPath, type ConfigMistake } from './mistake.ts';
import { closest, isWrapper } from './parse-parts.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A configuration as it was written, with the values of the environment in their places. */
export interface Resolved {
  readonly json: unknown;
  readonly mistakes: readonly ConfigMistake[];
}

/**
 * Puts the environment's values where a setting is `{ "env": "NAME" }`, read as the setting's type: `"4000"` becomes a
 * number if a number is expected, and a list is split at commas. Secrets are left alone: they are loaded as secrets. Texts
 * are trimmed, because pasted values often have spaces around them.
 */
export function resolveEnvironment(schema: z.ZodType, json: unknown, environment: Environment): Resolved {
  const mistakes: ConfigMistake[] = [];
  const read = (name: string, path: readonly PropertyKey[]): string | undefined => {
    const text = environment[name]?.trim();
    if (text) return text;
    mistakes.push({ path: toPath(path), message: `set the environment variable ${name}.` });
    return undefined;
  };
  return { json: resolve(schema, json, [], read), mistakes };
}

type Read = (name: string, path: readonly PropertyKey[]) => string | undefined;

function resolve(schema: z.ZodType, json: unknown, path: readonly PropertyKey[], read: Read): unknown {
  if (typeof json === 'string') return json.trim();
  if (isWrapper(schema)) return resolve(schema.unwrap() as z.ZodType, json, path, read);
  if (isReference(json))
    return takesReference(schema, json) ? json : valueOf(schema, read(json.env, path), json);
  if (schema instanceof z.ZodUnion) {
    const option = closest(schema, json);
    return option ? resolve(option, json, path, read) : json;
  }
  if (schema instanceof z.ZodArray && Array.isArray(json)) {
    return json.map((item, index) => resolve(schema.element as z.ZodType, item, [...path, index], read));
  }
  if (!(schema instanceof z.ZodObject) || !isObject(json)) return json;
  const entries = Object.entries(json).map(([key, value]) => {
    const property = Object.hasOwn(schema.shape, key) ? (schema.shape[key] as z.ZodType) : null;
    return [key, property ? resolve(property, value, [...path, key], read) : value] as const;
  });
  return Object.fromEntries(entries);
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

interface Reference {
  readonly env: string;
}

function isReference(json: unknown): json is Reference {
  if (!isObject(json) || Object.keys(json).length !== 1) return false;
  return 'env' in json && typeof json.env === 'string' && json.env !== '';
}

/** A secret's schema takes the reference itself. An object has its own settings and cannot come from a variable. */
function takesReference(schema: z.ZodType, reference: Reference): boolean {
  return schema instanceof z.ZodObject || schema.safeParse(reference).success;
}

/** The text as the setting's type. What fits no type stays a text: the schema says then what it must be. */
function valueOf(schema: z.ZodType, text: string | undefined, reference: Reference): unknown {
  if (text === undefined) return reference;
  if (schema instanceof z.ZodArray) return text.split(',').map((item) => item.trim());
  if (schema.safeParse(text).success) return text;
  return /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(text) ? JSON.parse(text) : text;
}
