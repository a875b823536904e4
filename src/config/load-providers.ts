import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertDefinition } from '../providers/check-definition.ts';
import type { ProviderDefinition } from '../providers/define.ts';
import { byCode, definitions } from '../providers/definitions.ts';
import { toPath, type ConfigMistake } from './mistake.ts';

/** The providers that accounts may be at, and what is wrong with the packages that bring some of them. */
export interface Loaded {
  readonly definitions: ReadonlyMap<string, ProviderDefinition>;
  readonly mistakes: readonly ConfigMistake[];
}

/** The registered providers alone. */
export const registered: Loaded = { definitions, mistakes: [] };

/** Adds the providers of packages to the registered ones. `file` is the configuration file that names them. */
export async function loadProviders(names: readonly string[], file: string): Promise<Loaded> {
  let found = registered.definitions;
  const mistakes: ConfigMistake[] = [];
  for (const [index, name] of names.entries()) {
    try {
      const { provider: value } = await importModule(locate(name, file));
      assertDefinition(value);
      found = byCode([...found.values(), value]);
    } catch (error) {
      const message = error instanceof Error ? error.message : 'cannot be loaded';
      mistakes.push({ path: toPath(['providers', index]), message: `${message.replace(/\.$/, '')}.` });
    }
  }
  return { definitions: found, mistakes };
}

/** A package is installed beside the file or beside vaultgraph; a path begins at the file. */
function locate(name: string, file: string): string {
  const folder = dirname(resolve(file));
  const paths = /^\.{1,2}\//.test(name) ? [folder] : [folder, import.meta.dirname];
  try {
    return createRequire(import.meta.url).resolve(name, { paths });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'))
      throw failed(error);
    throw new Error('cannot be found; install the package beside this file, or correct its name or path', {
      cause: error,
    });
  }
}

async function importModule(path: string): Promise<{ readonly provider?: unknown }> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    throw failed(error);
  }
}

/** The first line says what is wrong; those below are where. */
function failed(error: unknown): Error {
  const [line = ''] = String(error).split('\n');
  return new Error(`cannot be loaded: ${line}`);
}
