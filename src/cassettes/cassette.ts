import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../upstream/json.ts';

const head = z.object({
  format: z.literal(1),
  /** The provider's code. */
  provider: z.string(),
  environment: z.enum(['SANDBOX', 'LIVE']),
  /** What the account is configured with, as far as it is neither a secret nor an address. */
  settings: z.record(z.string(), z.unknown()),
});

const exchange = z.object({
  /** The id of the assumption that it was about. */
  assumption: z.string(),
  request: z.object({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    /** The path’s template. */
    route: z.string(),
    /** What stands in the places of the template. */
    values: z.record(z.string(), z.string()),
    query: z.record(z.string(), z.string()),
    /** Whether it was sent as the account is configured. */
    isOwn: z.boolean(),
    /** Absent if nothing was sent. */
    json: z.unknown().optional(),
  }),
  answer: z.object({
    status: z.int(),
    /** Names, without their values. */
    headers: z.array(z.string()),
    /** Whether there was a body that is JSON, another one, or none. */
    body: z.enum(['json', 'other', 'none']),
    json: z.unknown().optional(),
  }),
  durationMs: z.number(),
});

/** An exchange with a provider, every value of which was replaced by another. */
export type RecordedExchange = z.output<typeof exchange>;

/** What an account was asked and answered in one run of `certify`. */
export type Cassette = z.output<typeof head> & { readonly exchanges: readonly RecordedExchange[] };

const ends = '.cassette.jsonl';

/** Writes cassettes into a folder, beside those that are there; gives the names of their files. */
export function writeCassettes(folder: string, cassettes: readonly Cassette[]): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return cassettes.map((cassette) => {
    const { exchanges, ...rest } = cassette;
    const text = [rest, ...exchanges].map((line) => `${JSON.stringify(line)}\n`).join('');
    const name = freeName(readdirSync(folder), cassette.provider.toLowerCase());
    writeFileSync(join(folder, name), text, { flag: 'wx' });
    return name;
  });
}

function freeName(names: readonly string[], stem: string): string {
  let number = 1;
  while (names.includes(`${stem}-${number}${ends}`)) number += 1;
  return `${stem}-${number}${ends}`;
}

/** The cassettes of a folder, by the names of their files. */
export function readCassettes(folder: string): ReadonlyMap<string, Cassette> {
  const names = readdirSync(folder).filter((name) => name.endsWith(ends));
  return new Map(names.toSorted().map((name) => [name, readCassette(folder, name)]));
}

function readCassette(folder: string, name: string): Cassette {
  const [first = '', ...lines] = readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
  try {
    const exchanges = lines.map((line) => exchange.parse(parseJson(line)));
    return { ...head.parse(parseJson(first)), exchanges };
  } catch (cause) {
    throw new Error(`${name} is no cassette of this version.`, { cause });
  }
}
