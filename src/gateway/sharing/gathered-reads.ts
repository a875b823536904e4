import type { Customer } from '../../domain/customer.ts';
import type { Call } from '../../port.ts';
import { tooLate, untilAborted } from '../../upstream/abort.ts';
import { batchSize, readCustomers, type ManyReader } from '../read-customers.ts';
import { isAlone, startFlight, type Flight, type Read } from './flight.ts';
import type { SharingOptions } from './flights.ts';

interface GatheringOptions extends SharingOptions {
  /** Resolves when the keys that were asked for until then are read. */
  readonly tick: () => Promise<unknown>;
}

type Found = ReadonlyMap<string, Customer | Error | null>;

interface Gathering {
  readonly keys: Set<string>;
  readonly flight: Flight<Found>;
}

/** Reads customers by their keys: those that different callers ask for within one tick, in one search. */
export function gathering(
  vault: ManyReader,
  { tick, origin, onShared }: GatheringOptions,
): (key: string) => Read<Customer | null> {
  let open: Gathering | null = null;

  const start = (first: Call): Gathering => {
    const keys = new Set<string>();
    const read = async (call: Call): Promise<Found> => {
      await untilAborted(tick(), call.signal).catch(() => {
        throw tooLate(call.signal, origin);
      });
      if (open?.keys === keys) open = null;
      const asked = [...keys];
      const found = await readCustomers(vault, asked, call);
      return new Map(asked.map((key, index) => [key, found[index] ?? null]));
    };
    return { keys, flight: startFlight(read, first, { origin }) };
  };

  return (key) => async (call) => {
    if (isAlone(call)) return vault.getCustomer(key, call);
    if (open && open.keys.size < batchSize && open.flight.isOpen()) onShared();
    else open = start(call);
    open.keys.add(key);
    const found = (await open.flight.join(call)).get(key);
    if (found instanceof Error) throw found;
    return found ?? null;
  };
}
