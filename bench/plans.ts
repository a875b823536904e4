import type { PeerName } from './peers.ts';
import type { Workload } from './workloads.ts';

/** One table of results: peers that are measured in one run, in interleaved rounds. */
export interface Plan {
  readonly peers: readonly PeerName[];
  readonly workloads: readonly Workload[];
  readonly connections: readonly number[];
  readonly rounds: number;
  /** How long a slice is; see `secondsOf`. */
  readonly seconds: number;
  readonly delayMs: number;
  /** Whether the table says what each peer saves over the first one, in place of everything about it. */
  readonly isOfPrices?: boolean;
}

const everyone: readonly PeerName[] = [
  'raw',
  'raw, sealed and signed',
  'vaultgraph',
  'mercurius + JIT',
  'yoga + Pothos + ky',
  'Apollo Server',
];
const bounds: readonly PeerName[] = ['raw', 'vaultgraph', 'mercurius + JIT'];

export const plans = {
  quick: {
    peers: bounds,
    workloads: ['A', 'B', 'C', 'D'],
    connections: [32],
    rounds: 3,
    seconds: 1,
    delayMs: 0,
  },
  full: {
    peers: everyone,
    workloads: ['A', 'B', 'C', 'D', 'E'],
    connections: [32],
    rounds: 5,
    seconds: 2,
    delayMs: 0,
  },
  wide: {
    peers: bounds,
    workloads: ['A', 'B', 'C', 'D', 'E'],
    connections: [1, 128],
    rounds: 5,
    seconds: 2,
    delayMs: 0,
  },
  shared: {
    peers: ['raw', 'vaultgraph', 'vaultgraph, reads shared'],
    workloads: ['A'],
    connections: [32],
    rounds: 5,
    seconds: 2,
    delayMs: 0,
  },
  layers: {
    peers: [
      'vaultgraph',
      'without access',
      'without cost',
      'without sealing',
      'without masking',
      'without metrics',
      'without the log',
      'with tracing',
    ],
    workloads: ['A', 'B', 'C', 'D'],
    connections: [32],
    rounds: 7,
    seconds: 1,
    delayMs: 0,
    isOfPrices: true,
  },
  slow: {
    peers: everyone,
    workloads: ['A', 'B', 'C', 'E'],
    connections: [1],
    rounds: 5,
    seconds: 2,
    delayMs: 20,
  },
} satisfies Record<string, Plan>;

/** A request of A takes so long that a short slice would show few whole ones, of code that is not warm yet. */
export function secondsOf(workload: Workload, seconds: number): number {
  return workload === 'A' ? seconds * 3 : seconds;
}

export type PlanName = keyof typeof plans;
