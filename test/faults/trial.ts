import { randomUUID } from 'node:crypto';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { CustomerLookupInput } from '../graphql/graphql.ts';
import type { RunningGraph } from '../support/graph.ts';
import { trialCustomer } from './operations.ts';
import { createRandom, type Random } from './random.ts';
import { isLong } from './scale.ts';
import type { Followed, Weather } from './weather.ts';

/** One sort of write, to be tried many times. */
export interface Kind {
  readonly name: string;
  /** Whether doing it twice would leave two records. */
  readonly isCreation: boolean;
  /** Makes what trials are about, each known by its mark, while no fault comes near it. */
  readonly open: (graph: RunningGraph) => (mark: string, index: number) => Promise<Subject>;
}

/** What one trial writes. */
export interface Subject {
  /** What requests to the provider about it are known by, if they do not bear the mark. */
  readonly names: readonly string[];
  readonly send: (idempotencyKey: string | null, signal: AbortSignal) => Promise<unknown>;
  /** Looks into the provider, when everything is over. */
  readonly look: () => Promise<Found>;
}

export interface Found {
  /** How often what was asked for has been done; for a creation, how many records there are. */
  readonly times: number;
  /** The key of the record that was created. */
  readonly key?: string;
  /** Whether every field is as it must be, done or not. */
  readonly isWhole: boolean;
}

/** An outcome as far as it matters here: a success or a member of the error family. */
interface Outcome {
  readonly type: string;
  readonly replayed?: boolean;
  readonly customer?: { readonly providerCustomerId: string | null };
  readonly code?: string;
  readonly retryable?: boolean;
}

/** The end of one request: its outcome, nothing because it was abandoned, or something that is no outcome. */
export type Attempt = { readonly outcome: Outcome } | 'abandoned' | { readonly untyped: unknown };

export interface Trial extends Followed {
  readonly kind: Kind;
  readonly mark: string;
  readonly subject: Subject;
  /** In order; the last is where its client gave up or was content. */
  readonly attempts: Attempt[];
  /** When the last of them began. */
  lastBegan: number;
}

/** How long a request to the graph may take, and its owner is believed to live after it began. */
export const requestTimeoutMs = isLong ? 300 : 1_000;
const leaseMs = requestTimeoutMs + 1_000;

interface Surroundings {
  readonly graph: RunningGraph;
  readonly weather: Weather;
  readonly seed: string;
  /** Whether each trial has an idempotency key; without one nothing guards against a repetition. */
  readonly isKeyed: boolean;
}

/** Tries every kind so many times, many trials at once. */
export async function runTrials(
  kinds: readonly Kind[],
  count: number,
  surroundings: Surroundings,
): Promise<readonly Trial[]> {
  const { graph, weather, seed, isKeyed } = surroundings;
  const run = randomUUID().slice(0, 8);
  const openings = kinds.map((kind) => ({ kind, begin: kind.open(graph) }));
  const beginnings = Array.from({ length: count }, (_, index) =>
    openings.map(({ kind, begin }, place) => async (): Promise<Trial> => {
      const mark = `trial-${place}x${index}-${run}`;
      const random = createRandom(`${seed} ${kind.name} ${index}`);
      const subject = await begin(mark, index);
      return { kind, mark, subject, random, attempts: [], lastBegan: 0, met: [], carriedOut: [] };
    }),
  ).flat();
  const trials = await pooled(beginnings, 8);
  for (const trial of trials) weather.follow([trial.mark, ...trial.subject.names], trial);
  await pooled(
    trials.map((trial) => () => attemptAll(trial, isKeyed ? `key-of-${trial.mark}` : null)),
    48,
  );
  await sleep(requestTimeoutMs);
  await weather.quiet();
  return trials;
}

const mostAttempts = 5;

/** Asks again, sooner or later and with the same key, as a client may who wants an outcome. */
async function attemptAll(trial: Trial, key: string | null): Promise<void> {
  const { attempts, subject, random } = trial;
  for (;;) {
    trial.lastBegan = performance.now();
    const attempt = await attemptOnce(subject, key, random);
    attempts.push(attempt);
    if (attempts.length === mostAttempts || !random.chance(eagerness(attempt))) return;
    const isOpen = attempt === 'abandoned' || ('outcome' in attempt && attempt.outcome.retryable);
    await sleep(isOpen && random.chance(0.6) ? leaseMs + 100 : random.below(200));
  }
}

/** How likely it is that the client asks once more. */
function eagerness(attempt: Attempt): number {
  if (attempt === 'abandoned') return 0.9;
  if ('untyped' in attempt) return 0;
  const { type, retryable } = attempt.outcome;
  if (type.endsWith('Success')) return 0.3;
  return retryable ? 0.85 : 0.2;
}

async function attemptOnce(subject: Subject, key: string | null, random: Random): Promise<Attempt> {
  const patience = random.chance(0.15) ? random.below(requestTimeoutMs) : null;
  try {
    return toAttempt(await subject.send(key, AbortSignal.timeout(patience ?? 60_000)));
  } catch (error) {
    const isGivenUp = error instanceof DOMException && error.name === 'TimeoutError';
    return isGivenUp && patience !== null ? 'abandoned' : { untyped: error };
  }
}

export function toAttempt(answer: unknown): Attempt {
  const { data, errors } = answer as { data?: { outcome?: Outcome | null }; errors?: unknown };
  return data?.outcome && errors === undefined ? { outcome: data.outcome } : { untyped: answer };
}

/** The graph's id of a customer that is there. */
export async function idOf(graph: RunningGraph, by: CustomerLookupInput): Promise<string> {
  return insist(async () => {
    const { data } = await graph.query(trialCustomer, { by });
    if (!data?.customer) throw new Error('It is not there.');
    return data.customer.id;
  });
}

/** Sends a document; whatever is not JSON with status 200 is thrown. */
export async function post<Variables>(
  url: string,
  document: TypedDocumentNode<unknown, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
    signal,
  });
  if (response.status !== 200) throw new Error(`The answer has status ${response.status}.`);
  return response.json();
}

/** Tries again what a busy machine was too slow for. */
export async function insist<Result>(work: () => Promise<Result>, tries = 20): Promise<Result> {
  return work().catch(async (error: unknown) => {
    if (tries === 1) throw error;
    await sleep(100);
    return insist(work, tries - 1);
  });
}

/** Runs tasks, so many at once, and keeps their order. */
export async function pooled<Result>(
  tasks: readonly (() => Promise<Result>)[],
  atOnce: number,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const left = tasks.entries();
  const work = async (): Promise<void> => {
    for (const [index, task] of left) results[index] = await task();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
