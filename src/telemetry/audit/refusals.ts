import type { AuditRecord } from './record.ts';

/** How long the refusals of one source are counted before they are written as one line, in milliseconds. */
const windowMs = 1000;
/** Beyond so many sources at once, the others are counted as one. */
const maximumSources = 100;

interface Source {
  /** What came since the last line. */
  counted: { readonly record: AuditRecord; readonly count: number } | null;
  timer: NodeJS.Timeout;
}

/** Writes refused credentials. */
export interface Refusals {
  readonly record: (record: AuditRecord) => void;
  /** Writes what was counted and not yet written. */
  readonly flush: () => void;
}

/**
 * Writes at most one line per source and second, so that a flood of refusals does not fill the disk. The first is written
 * at once; those that follow within the second are counted in the next line, which describes the latest of them.
 */
export function createRefusals(write: (record: AuditRecord, count: number) => unknown): Refusals {
  const sources = new Map<string, Source>();

  const flushSource = (name: string, source: Source): void => {
    const { counted } = source;
    clearTimeout(source.timer);
    if (!counted) {
      sources.delete(name);
      return;
    }
    source.counted = null;
    source.timer = startTimer(name, source);
    write(counted.record, counted.count);
  };
  const startTimer = (name: string, source: Source): NodeJS.Timeout =>
    setTimeout(() => flushSource(name, source), windowMs).unref();

  return {
    record: (record) => {
      const address = record.refusal?.address ?? 'unknown';
      const name = sources.has(address) || sources.size < maximumSources ? address : 'others';
      const source = sources.get(name);
      if (source) {
        source.counted = { record, count: (source.counted?.count ?? 0) + 1 };
        return;
      }
      const started = { counted: null } as Source;
      started.timer = startTimer(name, started);
      sources.set(name, started);
      write(record, 1);
    },
    flush: () => {
      for (const [name, source] of sources) flushSource(name, source);
      for (const { timer } of sources.values()) clearTimeout(timer);
      sources.clear();
    },
  };
}
