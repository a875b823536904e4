import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { checkConfig } from './check.ts';
import { resolveEnvironment } from './from-environment.ts';
import { loadProviders, registered } from './load-providers.ts';
import { ConfigError, toPath, type ConfigMistake } from './mistake.ts';
import { parseFile } from './parse-file.ts';
import { parseParts } from './parse-parts.ts';
import { configSchema, providerNames, type Config } from './schema.ts';
import { sentenceOf } from './sentence.ts';
import type { Secret, SecretSource } from '../redaction/secret.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a configuration file and loads the providers it names; all its mistakes are thrown at once, as a `ConfigError`. */
export async function readConfig(file: string, environment: Environment): Promise<Config> {
  const written = parseFile(readText(file));
  return parseConfig(written, environment, await loadProviders(namesIn(written, environment), file));
}

/** The packages that a file names; none if that part of it is wrong, which `parseConfig` says. */
function namesIn(written: unknown, environment: Environment): readonly string[] {
  const part = z.object({ providers: providerNames });
  return part.safeParse(resolveEnvironment(part, written, environment).json).data?.providers ?? [];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigError([{ path: '', message: `cannot be read (${code}).` }]);
  }
}

/** Checks a configuration with accounts at the loaded providers, and loads its secrets. */
export function parseConfig(written: unknown, environment: Environment, loaded = registered): Config {
  const { definitions } = loaded;
  const schema = configSchema(definitions);
  const { json, mistakes: unset } = resolveEnvironment(schema, withPort(written, environment), environment);
  const parsed = schema.safeParse(json, { error: sentenceOf });
  const load = (found: Secret): string | null => loadSecret(found, environment);
  if (!parsed.success) {
    const found = parsed.error.issues.flatMap((issue) => toMistakes(issue, []));
    const parts = parseParts(schema, json) ?? {};
    throw new ConfigError([
      ...loaded.mistakes,
      ...unset,
      ...found.filter((mistake) => !follows(mistake, unset, loaded.mistakes)),
      ...checkConfig(parts, load),
    ]);
  }
  const mistakes = [...loaded.mistakes, ...checkConfig(parsed.data, load)];
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return { ...parsed.data, definitions };
}

/** Whether a mistake is there because of another: what a variable says is not known, nor what a package brings. */
function follows(
  { path }: ConfigMistake,
  unset: readonly ConfigMistake[],
  unloaded: readonly ConfigMistake[],
): boolean {
  const isOfAccount = /^tenants\[\d+\]\.accounts\[\d+\]\.provider$/.test(path);
  return unset.some((other) => other.path === path) || (isOfAccount && unloaded.length > 0);
}

/** Platforms say in `PORT` where they expect a server, which counts if the file says nothing else. */
function withPort(json: unknown, { PORT: port }: Environment): unknown {
  if (!port || !isObject(json)) return json;
  const { server = {} } = json;
  if (!isObject(server) || 'port' in server) return json;
  return { ...json, server: { ...server, port: { env: 'PORT' } } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null if the secret could be loaded and can be used, otherwise what to do about it. */
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
  // A line break at the end is the editor's or the shell's, never a part of the secret.
  const text = ('env' in source ? (environment[source.env] ?? '') : readFileSync(source.file, 'utf8')).trim();
  if (text === '') throw new Error('The secret is empty.');
  return text;
}

/** A union's own message does not help: the mistakes of the closest alternative are reported instead. */
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
