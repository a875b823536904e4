import { writeSync } from 'node:fs';
import type { LineSink } from './line-sink.ts';

/** Lines are written when `write` returns. If the reader has closed the pipe, nothing more is written. */
export function standardOutput(): LineSink {
  // One place for all lines: bytes of its own for each take longer.
  const place = Buffer.allocUnsafe(longestLine * mostBytesOfUnit);
  let isRead = true;
  return {
    write: (line) => {
      if (!isRead) return;
      if (line.length <= longestLine) isRead = writeWhole(place, place.write(line));
      else isRead = writeWhole(Buffer.from(line));
    },
  };
}

/** Longer ones are written, too. */
const longestLine = 4096;
const mostBytesOfUnit = 3;

const standardOutputFd = 1;
/** How long a pipe that is full is left alone, in milliseconds. */
const pauseMs = 1;

/** Writes the beginning of some bytes; false if the reader has closed the pipe. */
function writeWhole(bytes: Buffer, length = bytes.byteLength): boolean {
  for (let start = 0; start < length;) {
    try {
      start += writeSync(standardOutputFd, bytes, start, length - start);
    } catch (error) {
      if (hasCode(error, 'EPIPE')) return false;
      if (!hasCode(error, 'EAGAIN')) throw error;
      Atomics.wait(sleeper, 0, 0, pauseMs);
    }
  }
  return true;
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
