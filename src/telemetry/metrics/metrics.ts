import type { Origin } from '../../domain/errors.ts';
import type { Health } from '../../domain/health.ts';
import type { StepState } from '../../domain/erasure.ts';
import type { KeyedWritesObserver } from './keyed-writes-observer.ts';
import type { UpstreamObserver } from './upstream-observer.ts';

/** A request to this server that was answered. */
export interface SeenRequest {
  readonly method: string;
  /** A path of ours, or `other`. */
  readonly route: string;
  /** Null if the connection was cut. */
  readonly status: number | null;
  readonly durationMs: number;
}

/** A document that ran or was refused. */
export interface SeenDocument {
  /** Null if it was refused before it ran. */
  readonly type: 'query' | 'mutation' | 'subscription' | null;
  /** The name that it gives its operation, which may be anything. */
  readonly name: string | undefined;
  readonly outcome: 'success' | 'partial' | 'failure';
  /** Those of its errors. */
  readonly codes: readonly (string | undefined)[];
}

/** Why a stream is over: nothing can change any more, its client is gone or does not read, or the server or its credential is. */
export type StreamEnd = 'complete' | 'gone' | 'slow' | 'stopped' | 'expired';

/** An account, and how it is. */
export interface SeenAccount extends Origin {
  readonly tenant: string;
  readonly health: () => Health;
  /** How its blind index is; absent if it has none. */
  readonly index?: (() => Promise<SeenIndex>) | undefined;
}

/** How a blind index is: how many customers it holds, and how far it is behind; null while it is built. */
export interface SeenIndex {
  readonly size: number;
  readonly lagSeconds: number | null;
}

/** Counts what happens. Nothing passed to it may hold a personal datum, and each label has few values. */
export interface Metrics extends KeyedWritesObserver {
  readonly request: (seen: SeenRequest) => void;
  readonly document: (seen: SeenDocument) => void;
  /** A request was given the answer of another that asked for the same at the same time. */
  readonly sharedAnswer: () => void;
  /** Points that a caller spent, or was refused. */
  readonly budget: (points: number, isEnough: boolean) => void;
  /** An attempt to send a report of usage. */
  readonly usageReport: (outcome: 'sent' | 'failed') => void;
  /** A stream was opened, or is over. */
  readonly stream: (event: 'opened' | StreamEnd) => void;
  /** A provider was asked for all who watch the same. */
  readonly question: (outcome: 'changed' | 'same' | 'failed') => void;
  /** A step of an erasure is over. */
  readonly erasureStep: (outcome: StepState) => void;
  readonly reload: (outcome: 'accepted' | 'refused') => void;
  readonly observerOf: (tenant: string, origin: Origin) => UpstreamObserver;
  /** What is served from now on: its accounts, and the names of trusted operations. */
  readonly serve: (served: Served) => void;
  readonly page: () => Promise<MetricsPage>;
  /** What the page would show, as plain data for another process. */
  readonly snapshot: () => Promise<Snapshot>;
}

export interface Served {
  readonly accounts: readonly SeenAccount[];
  readonly operations: readonly string[];
}

export interface MetricsPage {
  readonly contentType: string;
  readonly text: string;
}

/** Everything that one process has measured. */
export type Snapshot = readonly Measured[];

interface Measured {
  readonly name: string;
  readonly help: string;
  /** Such as `counter`. */
  readonly type: string;
  /** How the values of several processes become one. */
  readonly aggregator: string;
  readonly values: readonly {
    readonly value: number;
    readonly labels: Readonly<Record<string, string | number | undefined>>;
    readonly metricName?: string | undefined;
  }[];
}
