import type { Origin } from '../../domain/errors.ts';
import type { Call } from '../../port.ts';
import type { Barrier } from './barrier.ts';
import { isAlone, startFlight, type Flight, type Read } from './flight.ts';

/** Joins the read in flight that asks for the same, or starts one. */
export type ReadAlong<Result> = (asked: string, call: Call, read: Read<Result>) => Promise<Result>;

export interface SharingOptions {
  readonly origin: Origin;
  readonly barrier: Barrier;
  /** Is called for each read that joins another. */
  readonly onShared: () => void;
}

/** Reads of one kind, by what they ask for. None is joined across a barrier; those who wait for it go on waiting. */
export function createFlights<Result>({ origin, barrier, onShared }: SharingOptions): ReadAlong<Result> {
  const flights = new Map<string, { readonly flight: Flight<Result>; readonly height: number }>();

  const find = (asked: string): Flight<Result> | null => {
    const found = flights.get(asked);
    return found?.height === barrier.height() && found.flight.isOpen() ? found.flight : null;
  };
  const start = (asked: string, call: Call, read: Read<Result>): Flight<Result> => {
    const onEnd = (): void => {
      if (flights.get(asked)?.flight === flight) flights.delete(asked);
    };
    const flight = startFlight(read, call, { origin, onEnd });
    flights.set(asked, { flight, height: barrier.height() });
    return flight;
  };

  return async (name, call, read) => {
    if (isAlone(call)) return read(call);
    // A read that must be the provider's own answer does not join one that a cache may answer.
    const asked = call.cached ? `cached ${name}` : name;
    const other = find(asked);
    if (!other) return start(asked, call, read).join(call);
    onShared();
    try {
      return await other.join(call);
    } catch (error) {
      if (other.hasSent() || call.signal.aborted) throw error;
      // It may be the first caller's own failure, who had too little time to get a turn.
      return (find(asked) ?? start(asked, call, read)).join(call);
    }
  };
}
