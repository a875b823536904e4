import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { withFaults, type Fault } from '../../src/emulators/kit/faults.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { startLoad, type Outcomes } from './load.ts';
import { startServed, type Clues, type End, type Held } from './served.ts';
import { slopeOf } from './slope.ts';

export interface SoakOptions {
  readonly minutes: number;
  /** The program that serves, such as `dist/cli/bin.js`. */
  readonly program: string;
  /** How often it is looked at; thirty times if absent. */
  readonly samples?: number;
}

/** What a soak came to. */
export interface Soaked {
  readonly outcomes: Outcomes;
  readonly defects: number;
  /** Whether the server ended before it was stopped. */
  readonly hasCrashed: boolean;
  readonly end: End;
  readonly clues: Clues;
  /** For how long the process that asks, which is the providers too, did nothing else, at most. */
  readonly ownStallMs: number;
  /** What it held after the warm-up, in order. */
  readonly held: readonly (Held & { readonly hours: number })[];
  /** Growth of the memory that is in use, and of all that the process holds, in MB an hour. */
  readonly aliveSlope: number;
  readonly residentSlope: number;
}

/** The share of requests to providers that fail. */
const faulty = 0.05;
const requestTimeoutMs = 3000;
/** Of the time; caches fill, and code is compiled. */
const warmUp = 0.25;

const faults: readonly Fault[] = [
  { kind: 'answer', status: 503 },
  { kind: 'answer', status: 500, body: '<html>' },
  { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'cut' },
  { kind: 'cut', after: true },
  { kind: 'slow', ms: 500 },
  { kind: 'hang' },
  { kind: 'altered', body: (text) => text.slice(0, text.length / 2) },
];

/** Serves over emulators of which some requests fail, and asks everything for a while. */
export async function soak({ minutes, program, samples = 30 }: SoakOptions): Promise<Soaked> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-soak-'));
  const sandbox = await startSandbox({
    customers: 20,
    decorate: (fetch) => withFaults(fetch, chooseFault),
  });
  try {
    const file = join(folder, 'config.json');
    writeFileSync(file, JSON.stringify(configuration(sandbox.config, folder)));
    const served = await startServed(program, file, requestTimeoutMs + 500);
    const delay = monitorEventLoopDelay();
    delay.enable();
    const load = startLoad(served.url, requestTimeoutMs * 3);
    const held: Soaked['held'][number][] = [];
    const hours = minutes / 60;
    const start = performance.now();
    await setTimeout(hours * warmUp * 3_600_000);
    for (let taken = 0; taken < samples && !served.hasEnded(); taken += 1) {
      await setTimeout((hours * (1 - warmUp) * 3_600_000) / samples);
      const resume = await load.rest();
      // What waits for deadlines that are no longer needed is no growth.
      await setTimeout(requestTimeoutMs * 1.2);
      const now = await served.held();
      resume();
      if (now) held.push({ ...now, hours: (performance.now() - start) / 3_600_000 });
    }
    const hasCrashed = served.hasEnded();
    const outcomes = await load.stop();
    const end = await served.stop();
    const slope = (read: (each: Held) => number): number =>
      slopeOf(held.map((each) => ({ hours: each.hours, megabytes: read(each) })));
    return {
      outcomes,
      defects: served.defects(),
      hasCrashed,
      end,
      clues: served.clues(),
      ownStallMs: Math.round(delay.max / 1_000_000),
      held,
      aliveSlope: slope(({ aliveMegabytes }) => aliveMegabytes),
      residentSlope: slope(({ residentMegabytes }) => residentMegabytes),
    };
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  }
}

function chooseFault(): Fault | null {
  return Math.random() < faulty ? (faults[Math.floor(Math.random() * faults.length)] ?? null) : null;
}

function configuration(config: Record<string, unknown>, folder: string): object {
  return {
    ...config,
    server: { port: 0, adminPort: 0 },
    limits: { requestTimeoutMs, budget: { points: 1_000_000_000 } },
    store: { type: 'sqlite', path: join(folder, 'outcomes.db') },
  };
}

/** What is wrong with the server; empty if it is reliable. */
export function faultsOf({ outcomes, defects, hasCrashed, end, aliveSlope }: Soaked): readonly string[] {
  const found: readonly (string | false)[] = [
    (hasCrashed || end.status !== 0) &&
      `The server ended ${hasCrashed ? 'by itself' : 'badly'}: ${describeEnd(end)}.`,
    outcomes.stuck.length > 0 && `${outcomes.stuck.length} calls got no answer in time.`,
    Object.keys(outcomes.broken).length > 0 && 'Answers were broken.',
    defects > 0 && `The log has ${defects} defects.`,
    !(aliveSlope <= maximumSlope) && `Memory grows by ${aliveSlope.toFixed(2)} MB an hour.`,
  ];
  return found.filter((fault) => fault !== false);
}

function describeEnd({ status, signal }: End): string {
  return signal ? `killed by ${signal}` : `exit code ${status}`;
}

/** In MB an hour. */
const maximumSlope = 1;
