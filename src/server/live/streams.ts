import type { Caller } from '../../access/caller.ts';
import { realClock, type Clock } from '../../gateway/live/clock.ts';
import type { StreamEnd } from '../../telemetry/metrics/metrics.ts';

/** How many streams may be open, and how they are kept so. */
export interface StreamLimits {
  readonly perCaller: number;
  readonly inAll: number;
  readonly heartbeatSeconds: number;
}

export interface StreamsOptions extends Partial<StreamLimits> {
  readonly clock?: Clock | undefined;
  readonly observer?: ((event: 'opened' | StreamEnd) => void) | undefined;
}

/** Why a stream is cut. */
export type Cut = Extract<StreamEnd, 'stopped' | 'expired'>;

/** The streams of a server. */
export interface Streams {
  /** Whether the caller may open one more; false for all callers once the server stops. */
  readonly hasRoom: (caller: Caller) => boolean;
  /** Null if there is no room. */
  readonly open: (caller: Caller) => Lease | null;
  /** Cuts all there are, and lets no more be opened. */
  readonly stop: () => void;
  readonly heartbeatMs: number;
  readonly clock: Clock;
}

/** The place of one stream. */
export interface Lease {
  /** Cuts the stream when its server stops, or when the credential that opened it is over. */
  readonly onCut: (cut: (why: Cut) => void) => void;
  readonly close: (why: StreamEnd) => void;
}

export function createStreams(options: StreamsOptions = {}): Streams {
  const { perCaller = 100, inAll = 2_000, heartbeatSeconds = 15, clock = realClock, observer } = options;
  const cuts = new Set<(why: Cut) => void>();
  const counts = new Map<string, number>();
  let opened = 0;
  let isStopped = false;

  const count = (name: string, more: 1 | -1): void => {
    opened += more;
    const now = (counts.get(name) ?? 0) + more;
    if (now > 0) counts.set(name, now);
    else counts.delete(name);
  };

  const hasRoom = (caller: Caller): boolean =>
    !isStopped && opened < inAll && (counts.get(nameOf(caller)) ?? 0) < perCaller;

  return {
    clock,
    heartbeatMs: heartbeatSeconds * 1000,
    hasRoom,
    open: (caller) => {
      if (!hasRoom(caller)) return null;
      const name = nameOf(caller);
      count(name, 1);
      observer?.('opened');
      let stopTimer = (): void => undefined;
      let onCut: ((why: Cut) => void) | null = null;
      return {
        onCut: (cut) => {
          onCut = cut;
          cuts.add(cut);
          // Its server may have stopped since it was let in.
          if (isStopped) cut('stopped');
          else if (caller.expiresAt) stopTimer = at(caller.expiresAt, () => cut('expired'), clock);
        },
        close: (why) => {
          if (onCut) cuts.delete(onCut);
          stopTimer();
          count(name, -1);
          observer?.(why);
        },
      };
    },
    stop: () => {
      isStopped = true;
      for (const cut of cuts) cut('stopped');
    },
  };
}

function nameOf({ tenant, subject }: Caller): string {
  return JSON.stringify([tenant, subject]);
}

/** Calls back at an instant, which may be further away than a timer can wait. */
function at(instant: Date, callBack: () => void, clock: Clock): () => void {
  const end = clock.now() + instant.getTime() - Date.now();
  let stop = (): void => undefined;
  const look = (): void => {
    const leftMs = end - clock.now();
    if (leftMs <= 0) callBack();
    else stop = clock.after(leftMs, look);
  };
  look();
  return () => stop();
}
