import type { Clock } from '../../gateway/live/clock.ts';
import type { Pieces } from '../../http/handle.ts';
import type { StreamEnd } from '../../telemetry/metrics/metrics.ts';

/** What events are sent of. */
interface Source {
  readonly next: () => Promise<IteratorResult<string, undefined>>;
  readonly return: () => Promise<unknown>;
}

interface EventBodyOptions {
  readonly source: Source;
  /** How long nothing may be sent. */
  readonly heartbeatMs: number;
  readonly clock: Clock;
  /** It is over. */
  readonly ended: (why: StreamEnd) => void;
}

/** A body of events as graphql-sse has it, one connection for each operation. */
export interface EventBody extends Pieces {
  /** Ends it before its time, with these last words. Nothing says that it is complete, so that clients come back. */
  readonly cut: (why: StreamEnd, lastWords: string) => void;
}

const signOfLife = ':\n\n';
const complete = 'event: complete\ndata:\n\n';

/** One result. */
export function nextEvent(json: string): string {
  return `event: next\ndata: ${json}\n\n`;
}

/** How a whole answer looks that is known at once. */
export function wholeStream(json: string): string {
  return `${nextEvent(json)}${complete}`;
}

export function createEventBody({ source, heartbeatMs, clock, ended }: EventBodyOptions): EventBody {
  // Some servers and browsers keep the headers until more than those has come.
  const waiting: string[] = [signOfLife];
  let take: ((piece: string | null) => void) | null = null;
  let isReading = false;
  let isOver = false;
  let stopHeartbeat = (): void => undefined;

  const give = (): void => {
    if (!take || (waiting.length === 0 && !isOver)) return;
    stopHeartbeat();
    take(waiting.shift() ?? null);
    take = null;
  };

  const send = (piece: string): void => {
    waiting.push(piece);
    give();
  };

  const finish = (why: StreamEnd, lastPiece: string | null): void => {
    if (isOver) return;
    isOver = true;
    if (lastPiece === null) waiting.length = 0;
    else waiting.push(lastPiece);
    give();
    void source.return();
    ended(why);
  };

  const read = async (): Promise<void> => {
    isReading = true;
    const { done, value } = await source.next();
    isReading = false;
    if (isOver) return;
    if (done) finish('complete', complete);
    else send(value);
  };

  return {
    next: () =>
      new Promise((resolve) => {
        take = resolve;
        stopHeartbeat = clock.after(heartbeatMs, () => send(signOfLife));
        give();
        if (!isReading && !isOver) void read();
      }),
    cancel: (why) => finish(why, null),
    cut: finish,
  };
}
