import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** A file of the project, by its path from the project's root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What some files may not import, or do. */
export interface ImportRule {
  /** What it says, as a sentence about the files. */
  readonly says: string;
  /** Whose imports it is about. */
  readonly files: RegExp;
  /** Whether it lets them import a target: a path from the project's root, or a package's name. */
  readonly allows: (target: string, from: string) => boolean;
}

interface Import {
  readonly target: string;
  readonly line: number;
}

/** The project's own source files, tests and their set-ups apart; those of another folder if it is named. */
export function readSources(files = 'src/**/*.ts'): readonly SourceFile[] {
  return globSync(files)
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/\.(?:test|testing)\.ts$/.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Every import that breaks a rule, with the file, the line and what the rule says. */
export function violations(files: readonly SourceFile[], rules: readonly ImportRule[]): readonly string[] {
  return files.flatMap(({ path, text }) =>
    importsOf({ path, text }).flatMap(({ target, line }) =>
      rules
        .filter((rule) => rule.files.test(path) && !rule.allows(target, path))
        .map(({ says }) => `${path}:${line} reaches ${target}: ${says}`),
    ),
  );
}

/** Imports of values and of types, re-exports, side effects and dynamic ones; and where the environment is read. */
const reaching = [
  /^[ \t]*(?:import|export)\b[^'";]*?\bfrom\s*['"](?<target>[^'"]+)['"]/gm,
  /^[ \t]*import\s*['"](?<target>[^'"]+)['"]/gm,
  /\bimport\s*\(\s*['"](?<target>[^'"]+)['"]/g,
  /\b(?<target>process\.env)\b/g,
];

export function importsOf({ path, text }: SourceFile): readonly Import[] {
  return reaching
    .flatMap((pattern) => Array.from(text.matchAll(pattern)))
    .map((match) => {
      const end = match.index + match[0].length;
      return { target: resolved(match.groups?.['target'] ?? '', path), line: lineAt(text, end) };
    })
    .toSorted((one, other) => one.line - other.line);
}

function resolved(target: string, from: string): string {
  return target.startsWith('.') ? posix.join(posix.dirname(from), target) : target;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
