import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Peer } from './peers.ts';
import { ticksOf, ticksOfAll } from './processes.ts';
import type { Upstream } from './upstream.ts';
import { apiKey } from './vaultgraph.ts';

export interface Load {
  readonly connections: number;
  readonly seconds: number;
  /** A file with one body a line. */
  readonly bodies: string;
  /** Whether every answer is looked into, which costs the load generator time. */
  readonly isChecked?: boolean;
}

/** What one short stretch of load on one peer showed. Times are in milliseconds. */
export interface Slice {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
  /** Answers that did not come, or that were looked into and held errors. */
  readonly failed: number;
  readonly upstreamPerRequest: number;
  /** Processor time that one request cost the peer, in microseconds: what a busy machine changes least. */
  readonly cpuPerRequest: number;
  /** Per cent of one processor that the peer used, and that anything outside the benchmark used. */
  readonly peerCpu: number;
  readonly foreignCpu: number;
}

/** Loads a peer from the second processor. */
export async function loadPeer(peer: Peer, upstream: Upstream, load: Load): Promise<Slice> {
  const before = await sample(peer, upstream);
  const { line, generatorTicks } = await runWrk(peer.url, load);
  const after = await sample(peer, upstream);
  const { requests, seconds, p50, p99, failed, bad } = JSON.parse(line);
  const elapsed = (after.at - before.at) / 1000;
  const own =
    after.peer - before.peer + after.upstream - before.upstream + generatorTicks + after.self - before.self;
  await settle(peer, upstream);
  return {
    perSecond: requests / seconds,
    p50,
    p99,
    requests,
    failed: failed + bad,
    upstreamPerRequest: (after.requests - before.requests) / Math.max(1, requests),
    cpuPerRequest: ((after.peer - before.peer) * 10_000) / Math.max(1, requests),
    peerCpu: Math.round((after.peer - before.peer) / elapsed),
    foreignCpu: Math.round((after.all - before.all - own) / elapsed),
  };
}

async function sample(peer: Peer, upstream: Upstream) {
  return {
    requests: await upstream.requests(),
    peer: ticksOf(peer.started.pid),
    upstream: ticksOf(upstream.started.pid),
    self: ticksOf(process.pid),
    all: ticksOfAll(),
    at: performance.now(),
  };
}

async function runWrk(url: string, { connections, seconds, bodies, isChecked }: Load) {
  const words = ['-c', '1', 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s'];
  const script = join(import.meta.dirname, 'load.lua');
  const last = ['-s', script, url, '--', bodies, apiKey, isChecked ? 'check' : 'load'];
  const wrk = spawn('taskset', [...words, ...last], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let generatorTicks = 0;
  wrk.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const watch = setInterval(() => {
    generatorTicks = Math.max(generatorTicks, ticksOf(wrk.pid ?? 0));
  }, 50);
  await new Promise((resolve) => wrk.on('close', resolve));
  clearInterval(watch);
  const line = output.split('\n').find((text) => text.startsWith('@@'));
  if (!line) throw new Error(`wrk printed no figures: ${output}`);
  return { line: line.slice(2), generatorTicks };
}

/** Waits, five seconds at most, until a peer has finished what it was sent. */
export async function settle({ started }: Peer, upstream: Upstream): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const [ticks, requests] = [ticksOf(started.pid), await upstream.requests()];
    await sleep(100);
    if (ticksOf(started.pid) - ticks <= 1 && (await upstream.requests()) === requests) return;
  }
}
