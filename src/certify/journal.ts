import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A record that was asked for and is not known to be gone. */
export interface Entry {
  readonly id: string;
  readonly tenant: string;
  readonly account: string;
  /** The text that the record bears. */
  readonly mark: string;
  /** What the provider named it by; null if no answer said so. */
  readonly key: string | null;
}

/** A list of what a run makes, in a file: each record is listed before it is asked for. */
export interface Journal {
  readonly open: (entry: Omit<Entry, 'id' | 'key'>) => string;
  /** The record is there, under this key. */
  readonly made: (id: string, key: string) => void;
  /** The record is gone, or was never made. */
  readonly close: (id: string) => void;
  readonly entries: () => readonly Entry[];
  /** Removes the file if nothing is on the list, as a run leaves it that is killed over its first line. */
  readonly tidy: () => void;
}

const begins = 'vaultgraph-certify-';
const ends = '.jsonl';

/** The list of a new run in a folder. Its file is there from the first record on, until the last one is gone. */
export function createJournal(folder: string): Journal {
  return journalAt(join(folder, `${begins}${randomBytes(8).toString('hex')}${ends}`));
}

/** The lists that earlier runs left in a folder. */
export function journalsIn(folder: string): readonly Journal[] {
  const names = readdirSync(folder).filter((name) => name.startsWith(begins) && name.endsWith(ends));
  return names.map((name) => journalAt(join(folder, name)));
}

function journalAt(file: string): Journal {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const entries = readEntries(text);
  let lineEnd = text === '' || text.endsWith('\n') ? '' : '\n';
  const write = (line: object): void => {
    appendFileSync(file, `${lineEnd}${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
    lineEnd = '';
  };
  const tidy = (): void => {
    if (entries.size === 0) rmSync(file, { force: true });
  };

  return {
    open: (entry) => {
      const id = randomBytes(4).toString('hex');
      write({ id, ...entry });
      entries.set(id, { id, key: null, ...entry });
      return id;
    },
    made: (id, key) => {
      const entry = entries.get(id);
      if (!entry) return;
      write({ id, key });
      entries.set(id, { ...entry, key });
    },
    close: (id) => {
      entries.delete(id);
      if (entries.size > 0) write({ id, isGone: true });
      else tidy();
    },
    entries: () => [...entries.values()],
    tidy,
  };
}

/** A run that is killed may leave half a line: nothing was asked for after it. */
function readEntries(text: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const line of text.split('\n')) {
    const said = parsed(line);
    if (said === null) continue;
    const known = entries.get(said.id);
    if (said.isGone) entries.delete(said.id);
    else if (known) entries.set(said.id, { ...known, key: said.key ?? null });
    else if (said.mark !== undefined)
      entries.set(said.id, { key: null, tenant: '', account: '', ...said, mark: said.mark });
  }
  return entries;
}

type Line = Pick<Entry, 'id'> & Partial<Entry> & { readonly isGone?: boolean };

function parsed(line: string): Line | null {
  try {
    return line === '' ? null : JSON.parse(line);
  } catch {
    return null;
  }
}
