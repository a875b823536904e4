import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { lockFile } from './lock.ts';

/** Lines that are only ever added to. */
export interface Lines {
  /** Writes, before it returns, the line that `make` makes from the last one, which is null if there is none. */
  readonly append: (make: (last: string | null) => string) => void;
  readonly close: () => void;
}

/** Lines for a sink, such as standard output; what it held before is not known. */
export function createLines(write: (line: string) => void): Lines {
  let last: string | null = null;
  return {
    append: (make) => {
      const line = make(last);
      write(`${line}\n`);
      last = line;
    },
    close: () => undefined,
  };
}

/**
 * Appends lines to a file. A missing file is created, readable by its owner only. The operating system has a line when
 * `append` returns: it survives the end of this process, but maybe not a loss of power. A second writer gets a
 * `FileInUseError`.
 */
export function openLines(path: string): Lines {
  const release = lockFile(path);
  const file = openSync(path, 'a+', 0o600);
  let end: End | null = readEnd(file);
  return {
    append: (make) => {
      // After an incomplete write the end is read again: the remainder stays a separate line.
      end ??= readEnd(file);
      const line = make(end.last);
      const text = `${end.isWhole ? '' : '\n'}${line}\n`;
      end = null;
      writeWhole(file, text);
      end = { last: line, isWhole: true };
    },
    close: () => {
      closeSync(file);
      release();
    },
  };
}

interface End {
  readonly last: string | null;
  /** Whether the file ends where a line does. */
  readonly isWhole: boolean;
}

/** Longer than any line. */
const tailBytes = 256 * 1024;

function readEnd(file: number): End {
  const { size } = fstatSync(file);
  const tail = Buffer.alloc(Math.min(size, tailBytes));
  readSync(file, tail, 0, tail.byteLength, size - tail.byteLength);
  const text = tail.toString('utf8');
  const isWhole = text === '' || text.endsWith('\n');
  const last = text.replace(/\n$/, '').split('\n').at(-1);
  return { last: last === '' || last === undefined ? null : last, isWhole };
}

function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.byteLength) written += writeSync(file, bytes, written);
}
