import type { TestContext } from 'vitest';
import type { Cassette, RecordedExchange } from '../../cassettes/cassette.ts';
import { replay, type Replay } from '../../cassettes/replay.ts';
import type { MarkedRecords } from '../../providers/shared/assumption.ts';
import type { Subject } from './subject.ts';
import { connectTo, origin } from './vault.ts';

type Answer = RecordedExchange['answer'];

/** A provider's records as its probes know them, with the settings of an account. */
export interface Records {
  readonly records: MarkedRecords<never>;
  readonly settings: never;
}

export function recordsOf({ certification, settings, emulate }: Subject): Records | null {
  if (!certification) return null;
  return {
    records: certification.records,
    settings: settings.parse(emulate().accounts(origin)[0]?.settings) as never,
  };
}

/** The account of a cassette, and what stands in for its provider. */
export function connectToCassette(definition: Subject, cassette: Cassette) {
  const [account] = definition.emulate().accounts(origin);
  const played = replay(cassette, account?.settings ?? {});
  return { played, vault: connectTo(definition, played).vault };
}

/** The first answer to a method about each customer in a cassette, by key. */
export function answersByKey(
  { records, settings }: Records,
  { exchanges }: Cassette,
  methods: readonly string[],
): ReadonlyMap<string, Answer> {
  const { route } = records.one('any', settings);
  const first = new Map<string, Answer>();
  for (const { request, answer } of exchanges) {
    const key = Object.values(request.values).at(-1);
    const isMeant = request.isOwn && methods.includes(request.method) && request.route === `/${route}`;
    if (isMeant && key !== undefined && !first.has(key)) first.set(key, answer);
  }
  return first;
}

/** The first answer to a creation of a customer; null if a cassette has none. */
export function creationIn({ records, settings }: Records, { exchanges }: Cassette): Answer | null {
  const { method, path } = records.creation('any', {}, settings);
  const found = exchanges.find(
    ({ request }) => request.isOwn && request.method === method && request.route === `/${path.route}`,
  );
  return found?.answer ?? null;
}

/** An answer as a probe is given it. */
export function toProbeAnswer({ status, body, json }: Answer) {
  return { status, headers: {}, json, readable: body !== 'other', durationMs: 0 };
}

/** Skips a test if the cassette lacked something; any other error is the adapter’s. */
export function whatLacks({ lacked }: Replay, context: TestContext) {
  return (error: unknown): never => {
    const [request] = lacked();
    if (request === undefined) throw error;
    return context.skip(`It does not hold ${request}.`);
  };
}
