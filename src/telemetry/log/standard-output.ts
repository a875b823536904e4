import { writeSync } from 'node:fs';
import type { LineSink } from './logger.ts';

/** Lines are out when `write` returns. Whoever read them may have gone: nothing is written from then on. */
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

/** False if nobody reads any more. */
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
