import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createAsking, type World } from '../certify/asking.ts';
import { createDisguise } from '../cassettes/disguise.ts';
import { readCassettes, writeCassettes } from '../cassettes/cassette.ts';
import { certify, statusOf, type Examined } from '../certify/certify.ts';
import { createJournal, journalsIn } from '../certify/journal.ts';
import { toCassette } from '../certify/recording.ts';
import { toComparison } from '../certify/comparison.ts';
import { removeListed } from '../certify/removing.ts';
import { toJson, toMarkdown, toTable } from '../certify/report.ts';
import type { Subject } from '../certify/subject.ts';
import type { Config } from '../config/schema.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** What `certify` takes. */
export function readCertifyArgs(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      config: text,
      sandbox: flag,
      account: text,
      write: flag,
      'yes-live': flag,
      clean: flag,
      json: flag,
      report: text,
      journal: text,
      record: text,
      compare: text,
    },
  });
  return values;
}

type Values = ReturnType<typeof readCertifyArgs>;

interface Surroundings {
  readonly version: string;
  readonly print: (line: string) => void;
  /** Prints a line of progress, apart from the result. */
  readonly printProgress: (line: string) => void;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

/** Asks the accounts of a configuration what is true of them; gives the exit status. */
export async function runCertify(
  config: Config,
  values: Values,
  surroundings: Surroundings,
): Promise<0 | 1 | 2> {
  const subjects = subjectsOf(config, values.account);
  if (values.write) insistOnTestAccounts(subjects, values['yes-live']);
  const world = worldOf(config);
  const folder = values.journal ?? '.';
  if (values.clean) return clean(subjects, folder, world, surroundings);

  const journal = values.write ? createJournal(folder) : null;
  const examined: Examined[] = [];
  for (const subject of subjects) {
    const { signal, printProgress } = surroundings;
    const run = {
      world,
      journal,
      signal,
      onProbe: ({ key, certification }: Subject, number: number, { id }: { readonly id: string }) =>
        printProgress(`${key}  ${number}/${certification.assumptions.length}  ${id}`),
    };
    examined.push(await certify(subject, run));
  }
  surroundings.print(values.json ? JSON.stringify(toJson(examined), null, 2) : toTable(examined));
  if (values.report !== undefined) writeFileSync(values.report, toMarkdown(examined, surroundings.version));
  keepCassettes(examined, values, surroundings);
  return surroundings.signal.aborted ? 2 : statusOf(examined);
}

/** Disguises everything of one run in the same way, with a key that is not stored. */
function keepCassettes(
  examined: readonly Examined[],
  { record, compare, json }: Pick<Values, 'record' | 'compare' | 'json'>,
  { print, printProgress }: Surroundings,
): void {
  const disguise = createDisguise();
  const cassettes = examined.map((one) => toCassette(one, disguise));
  if (compare !== undefined) (json ? printProgress : print)(toComparison(cassettes, readCassettes(compare)));
  if (record === undefined) return;
  for (const name of writeCassettes(record, cassettes)) printProgress(`Recorded ${name}.`);
}

function subjectsOf({ tenants, definitions }: Config, named: string | undefined): readonly Subject[] {
  const subjects = tenants.flatMap(({ id: tenant, accounts }) =>
    accounts.flatMap(({ key, environment, provider, settings }) => {
      const definition = definitions.get(provider);
      const certification = definition?.certification;
      if (named !== undefined && named !== key) return [];
      return definition && certification
        ? [{ tenant, key, environment, definition, certification, settings: settings as never }]
        : [];
    }),
  );
  if (subjects.length > 0) return subjects;
  throw new Error(
    named === undefined
      ? 'No account of the configuration is at a provider that has assumptions.'
      : '--account must name an account of the configuration, at a provider that has assumptions.',
  );
}

function insistOnTestAccounts(subjects: readonly Subject[], isAllowed: boolean): void {
  const live = subjects.filter(({ environment }) => environment === 'LIVE').map(({ key }) => key);
  if (live.length === 0 || isAllowed) return;
  throw new Error(
    `--write makes, changes and deletes customers, and ${live.join(', ')} is LIVE: add --yes-live if that is meant, or name a test account with --account.`,
  );
}

function worldOf({ limits }: Config): World {
  return {
    fetch: (request) => fetch(request),
    now: () => new Date(),
    timeoutMs: limits.requestTimeoutMs,
    pause: (ms) => pause(ms),
  };
}

/** Removes what runs left that were killed. */
async function clean(
  subjects: readonly Subject[],
  folder: string,
  world: World,
  { print }: Surroundings,
): Promise<0 | 2> {
  for (const journal of journalsIn(folder)) {
    for (const subject of subjects) {
      await removeListed(subject, journal, {
        ask: createAsking(subject, world).ask,
        pause: world.pause,
        isPatient: true,
      });
    }
    journal.tidy();
  }
  const left = journalsIn(folder).flatMap((journal) => journal.entries());
  if (left.length === 0) {
    print('Nothing is left of earlier runs.');
    return 0;
  }
  const accounts = [...new Set(left.map(({ account }) => account))];
  print(`${left.length} records are left, at ${accounts.join(', ')}.`);
  return 2;
}
