import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { checkConfig } from './config/check.ts';
import { ConfigError, toPath, type ConfigMistake } from './config/mistake.ts';
import { parseParts } from './config/parse-parts.ts';
import { configSchema, type Config } from './config/schema.ts';
import { sentenceOf } from './config/sentence.ts';
import type { Secret, SecretSource } from './domain/secret.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a configuration file; all its mistakes are thrown at once, as a `ConfigError`. */
export function readConfig(file: string, environment: Environment): Config {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error;
    const message = isMissing ? `cannot be read (${String(error.code)}).` : 'is not JSON.';
    throw new ConfigError([{ path: '', message }]);
  }
  return parseConfig(json, environment);
}

/** Checks a configuration and loads its secrets. */
export function parseConfig(json: unknown, environment: Environment): Config {
  const parsed = configSchema.safeParse(json, { error: sentenceOf });
  const load = (found: Secret): string | null => loadSecret(found, environment);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.flatMap((issue) => toMistakes(issue, []));
    throw new ConfigError([...mistakes, ...checkConfig(parseParts(configSchema, json) ?? {}, load)]);
  }
  const mistakes = checkConfig(parsed.data, load);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return parsed.data;
}

/** Null where the secret could be loaded and can be used, else what to do about it. */
function loadSecret(found: Secret, environment: Environment): string | null {
  try {
    found.load((source) => readSecret(source, environment));
    return found.refusal();
  } catch {
    const { source } = found;
    if ('env' in source) return `set the environment variable ${source.env}.`;
    return 'file' in source
      ? `put the secret into the file ${source.file}; it cannot be read or is empty.`
      : null;
  }
}

function readSecret(source: SecretSource, environment: Environment): string {
  if ('text' in source) return source.text;
  const text = 'env' in source ? (environment[source.env] ?? '') : readFileSync(source.file, 'utf8').trim();
  if (text === '') throw new Error('The secret is empty.');
  return text;
}

/** A union's own message helps nobody: the mistakes of the alternative that came closest are reported instead. */
function toMistakes(issue: z.core.$ZodIssue, under: readonly PropertyKey[]): ConfigMistake[] {
  const path = [...under, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0 && issue.message === 'Invalid input') {
    const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    return closest.flatMap((inner) => toMistakes(inner, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: toPath([...path, key]),
      message: 'there is no such setting; remove it or correct its name.',
    }));
  }
  return [{ path: toPath(path), message: `${issue.message.replace(/\.$/, '')}.` }];
}
