import { randomUUID } from 'node:crypto';
import type { CustomerCreatingProviderCode, CustomerFieldsInput } from '../graphql/graphql.ts';
import { toInput } from '../../src/testing/support/customer-samples.ts';
import { fullCustomer } from './creations.ts';
import { openLane, points, type Lane, type Point } from './lane.ts';
import { trialCreate } from './operations.ts';
import { behind, customersByEmail } from './provider.ts';
import { createRandom, type Random } from './random.ts';
import { post, sleep, toAttempt, type Attempt } from './trial.ts';
import { isSuccess, nameOf } from './verdict.ts';

/** The creations, and whether the provider itself refuses a second record. */
const sorts = [
  { provider: 'BANKING_SERVICE', name: 'BANKING_SERVICE', without: [], isGuarded: false },
  { provider: 'VERIFONE', name: 'VERIFONE', without: [], isGuarded: false },
  { provider: 'MONRI', name: 'MONRI, no reference', without: ['merchantReference'], isGuarded: false },
  { provider: 'MONRI', name: 'MONRI, with reference', without: [], isGuarded: true },
] as const;

/** One keyed creation that is repeated until its outcome is final. */
export interface KeyedWrite {
  readonly sort: (typeof sorts)[number];
  readonly mark: string;
  readonly input: {
    readonly provider: CustomerCreatingProviderCode;
    readonly account: string;
    readonly customer: CustomerFieldsInput;
    readonly idempotencyKey: string;
  };
  readonly attempts: Attempt[];
}

export interface LaneResult {
  readonly writes: readonly KeyedWrite[];
  /** What the server died of each time. */
  readonly deaths: readonly string[];
  /** The keys of the records that providers hold, by the mark of the write that made them. */
  readonly records: ReadonlyMap<string, readonly string[]>;
}

/** Kills a server again and again amid keyed creations, which are repeated over its restarts. */
export async function runLane(seed: string, kills: number): Promise<LaneResult> {
  const random = createRandom(seed);
  const lane = await openLane(random);
  const run = randomUUID().slice(0, 8);
  const writes: KeyedWrite[] = [];
  try {
    for (let life = 0; life < kills; life += 1) {
      const point = points[life % points.length] ?? 'at any time';
      const fresh = [0, 1, 2, 3, 4, 5].map((place) => newWrite(`trial-${life}x${place}-${run}`, place));
      writes.push(...fresh);
      await lane.start();
      await dieAmid(lane, point, { fresh, repeated: writes.filter(isOpen), random });
    }
    await lane.start();
    await settle(lane, writes);
    return { writes, deaths: [...lane.deaths], records: await recordsOf(lane) };
  } finally {
    await lane.close();
  }
}

function newWrite(mark: string, place: number): KeyedWrite {
  const sort = sorts[place % sorts.length] ?? sorts[0];
  const { provider, without } = sort;
  const name = provider.toLowerCase().replaceAll('_', '-');
  const account = provider === 'BANKING_SERVICE' ? name : `${name}-${1 + (place % 3 === 0 ? 0 : 1)}`;
  const customer = toInput(fullCustomer(provider, mark, without)) as CustomerFieldsInput;
  return {
    sort,
    mark,
    input: { provider, account, customer, idempotencyKey: `key-of-${mark}` },
    attempts: [],
  };
}

interface Batch {
  readonly fresh: readonly KeyedWrite[];
  /** Those of earlier lives that are still open, the fresh ones included. */
  readonly repeated: readonly KeyedWrite[];
  readonly random: Random;
}

/** Sends a batch and has the server die at one point of one fresh write; at the latest when all are answered. */
async function dieAmid(lane: Lane, point: Point, { fresh, repeated, random }: Batch): Promise<void> {
  const victim = random.pick(fresh as readonly [KeyedWrite, ...KeyedWrite[]]);
  lane.setTrap(point, victim.mark);
  if (point === 'at any time') setTimeout(() => void lane.kill(point), random.below(250));
  await Promise.all(
    repeated.map(async (write) => {
      await sleep(random.below(15));
      await attempt(lane, write);
      if (point === 'acknowledged' && write === victim) await lane.kill(point);
    }),
  );
  await sleep(20);
  await lane.kill('nothing more to do');
}

async function attempt(lane: Lane, { input, attempts }: KeyedWrite): Promise<void> {
  const sending = post(lane.url(), trialCreate, { input }, AbortSignal.timeout(20_000));
  attempts.push(await sending.then(toAttempt).catch(() => 'abandoned' as const));
}

/** Repeats open writes until none is open, and then all writes once more: what was acknowledged must be answered again. */
async function settle(lane: Lane, writes: readonly KeyedWrite[]): Promise<void> {
  for (let rounds = 0; rounds < 20 && writes.some(isOpen); rounds += 1) {
    for (const write of writes.filter(isOpen)) await attempt(lane, write);
    await sleep(300);
  }
  for (const write of writes) {
    const mostTries = write.attempts.some(isSuccess) ? 5 : 1;
    let tries = 0;
    do {
      await attempt(lane, write);
      tries += 1;
    } while (tries < mostTries && isRetryable(write));
  }
}

/** Whether its outcome may still change: what the provider guards is repeated even if it is unknown. */
function isOpen(write: KeyedWrite): boolean {
  const isUnknown = nameOf(write.attempts.at(-1) ?? 'abandoned') === 'outcome unknown';
  return isRetryable(write) && (!isUnknown || write.sort.isGuarded);
}

function isRetryable({ attempts }: KeyedWrite): boolean {
  const last = attempts.at(-1) ?? 'abandoned';
  return last === 'abandoned' || ('outcome' in last && last.outcome.retryable === true);
}

async function recordsOf(lane: Lane): Promise<ReadonlyMap<string, readonly string[]>> {
  const records = new Map<string, readonly string[]>();
  for (const provider of new Set(sorts.map((sort) => sort.provider))) {
    for (const [email, customers] of await customersByEmail(behind(lane, provider))) {
      const [mark = ''] = email.split('@');
      records.set(mark, [...(records.get(mark) ?? []), ...customers.map(({ key }) => key)]);
    }
  }
  return records;
}
