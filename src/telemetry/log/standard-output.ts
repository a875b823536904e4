import { writeSync } from 'node:fs';
import type { LineSink } from './line-sink.ts';

/** Lines are written when `write` returns. If the reader has closed the pipe, nothing more is written. */
export function standardOutput(): LineSink {
  let isRead = true;
  return {
    write: (line) => {
      if (isRead) isRead = writeWhole(Buffer.from(line));
    },
  };
}

const standardOutputFd = 1;
/** How long a pipe that is full is left alone, in milliseconds. */
const pauseMs = 1;

/** False if the reader has closed the pipe. */
function writeWhole(line: Buffer): boolean {
  for (let rest = line; rest.byteLength > 0;) {
    try {
      rest = rest.subarray(writeSync(standardOutputFd, rest));
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
