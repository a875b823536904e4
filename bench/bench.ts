import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { normalise } from './answers.ts';
import { kinds, startPeer, type Peer, type PeerName } from './peers.ts';
import { plans, secondsOf, type Plan, type PlanName } from './plans.ts';
import { memoryOf, stop } from './processes.ts';
import { loadPeer, settle, type Load, type Slice } from './slice.ts';
import { toRow, toTable, type Row } from './table.ts';
import { toPrices } from './prices.ts';
import { startUpstream, type Upstream } from './upstream.ts';
import { bodiesOf, upstreamCalls, workloads, type Workload } from './workloads.ts';

/**
 * Measures servers over one upstream in one run. All of them stay up, and each is loaded for a short while in every
 * round; a ratio is taken inside a round, and the median over the rounds is what counts. A slice that something else
 * on the machine disturbed is taken again, once. Ends with 1 if an answer differs or an upstream call is too many.
 */
const { values } = parseArgs({
  options: {
    plan: { type: 'string', default: 'quick' },
    peers: { type: 'string' },
    workloads: { type: 'string' },
    out: { type: 'string' },
  },
});
const firstPort = 24_201;
const mostForeignCpu = 8;

const plan = choosePlan();
const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-bench-'));
const upstream = await startUpstream(firstPort - 1, folder);
await upstream.delayBy(plan.delayMs);
const peers: Peer[] = [];
for (const [index, name] of plan.peers.entries()) {
  const peer = await startPeer(name, { port: firstPort + index, folder, upstream });
  console.log(`${name}: up after ${peer.startedAfterMs} ms, ${peer.idleMib} MiB`);
  peers.push(peer);
}

const rows: Row[] = [];
for (const workload of plan.workloads) {
  const checked = await checkAnswers(peers, workload, upstream);
  await warmUp(checked, workload, Math.max(...plan.connections));
  for (const connections of plan.connections) rows.push(...(await measure(checked, workload, connections)));
}
console.log(`\n${plan.isOfPrices ? toPrices(rows) : toTable(rows)}`);
if (values.out) for (const row of rows) appendFileSync(values.out, `${JSON.stringify(row)}\n`);
await Promise.all(peers.map(({ started }) => stop(started)));
await upstream.stop();
const isSound = rows.every(({ same, exact, failed }) => same && exact && failed === 0);
if (!isSound)
  console.log('An answer differs, failed or cost other upstream calls than it should: see above.');
process.exit(isSound ? 0 : 1);

interface Checked {
  readonly peer: Peer;
  readonly bodies: string;
  readonly same: boolean;
  readonly exact: boolean;
  failed: number;
}

function choosePlan(): Plan {
  const named = plans[values.plan as PlanName];
  if (!named)
    throw new Error(`There is no plan ${values.plan}; choose one of ${Object.keys(plans).join(', ')}.`);
  return {
    ...named,
    peers: values.peers ? choose(values.peers, Object.keys(kinds) as PeerName[]) : named.peers,
    workloads: values.workloads
      ? choose(values.workloads, Object.keys(workloads) as Workload[])
      : named.workloads,
  };
}

function choose<Name extends string>(text: string, names: readonly Name[]): readonly Name[] {
  const wanted = text.split(';').map((name) => name.trim());
  const unknown = wanted.find((name) => !names.includes(name as Name));
  if (unknown !== undefined) throw new Error(`There is no ${unknown}; choose from ${names.join('; ')}.`);
  return names.filter((name) => wanted.includes(name));
}

/** Asks every peer once: the answers must be the same, and the upstream calls exactly those that it takes. */
async function checkAnswers(all: readonly Peer[], workload: Workload, source: Upstream): Promise<Checked[]> {
  let expected: string | null = null;
  const checked: Checked[] = [];
  for (const peer of all) {
    const bodies = bodiesOf(workload, peer.documents[workload], peer.ids?.toId ?? ((key) => key));
    const file = join(folder, `${peer.name.replaceAll(/\W+/g, '-')}-${workload}.txt`);
    writeFileSync(file, `${bodies.join('\n')}\n`);
    const [body = ''] = bodies;
    await peer.ask(body);
    await settle(peer, source);
    const before = await source.requests();
    const answer = normalise(workload, await peer.ask(body), peer);
    const calls = (await source.requests()) - before;
    expected ??= answer;
    const [same, exact] = [answer === expected, calls === upstreamCalls[workload]];
    if (!same) console.log(`${peer.name}, ${workload}: another answer:\n  ${answer}\n  ${expected}`);
    if (!exact) console.log(`${peer.name}, ${workload}: ${calls} upstream calls`);
    const differing = await askAtOnce(peer, workload, body, { source, expected });
    checked.push({ peer, bodies: file, same: same && differing === 0, exact, failed: 0 });
  }
  return checked;
}

/** Sends the same from all connections at once, gives how many answers differ, and prints the calls if they were shared. */
async function askAtOnce(
  peer: Peer,
  workload: Workload,
  body: string,
  { source, expected }: { readonly source: Upstream; readonly expected: string },
): Promise<number> {
  const callers = Math.max(...plan.connections);
  const before = await source.requests();
  const answers = await Promise.all(Array.from({ length: callers }, () => peer.ask(body)));
  const calls = (await source.requests()) - before;
  if (calls < callers * upstreamCalls[workload])
    console.log(`${peer.name}, ${workload}: ${callers} at once took ${calls} upstream calls`);
  const differing = answers.filter((answer) => normalise(workload, answer, peer) !== expected).length;
  if (differing > 0)
    console.log(`${peer.name}, ${workload}: ${differing} of ${callers} answers at once differ`);
  return differing;
}

/** Checks every answer during the warm-up, with as many connections as are measured at most. */
async function warmUp(all: readonly Checked[], workload: Workload, connections: number): Promise<void> {
  for (const one of all) {
    const load = { connections, seconds: secondsOf(workload, 3), bodies: one.bodies, isChecked: true };
    const { failed, requests } = await loadPeer(one.peer, upstream, load);
    one.failed += failed;
    if (failed > 0) console.log(`${one.peer.name}: ${failed} of ${requests} answers failed in the warm-up`);
  }
}

async function measure(all: readonly Checked[], workload: Workload, connections: number): Promise<Row[]> {
  const slices = all.map((): Slice[] => []);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const [index, { peer, bodies }] of all.entries()) {
      const load = { connections, seconds: secondsOf(workload, plan.seconds), bodies };
      slices[index]?.push(await loadUndisturbed(peer, load));
    }
  }
  return all.map(({ peer, same, exact, failed }, index) => {
    const memory = memoryOf(peer.started.pid);
    const facts = { peer: peer.name, workload, connections, delayMs: plan.delayMs, same, exact };
    const row = toRow(
      { ...facts, idleMib: peer.idleMib, peakMib: memory.peak },
      slices[index] ?? [],
      slices[0] ?? [],
    );
    const whole = { ...row, failed: row.failed + failed };
    console.log(toTable([whole], false));
    return whole;
  });
}

/** Takes a slice that something else on the machine disturbed again, once, and keeps the better one. */
async function loadUndisturbed(peer: Peer, load: Load): Promise<Slice> {
  const first = await loadPeer(peer, upstream, load);
  if (first.foreignCpu <= mostForeignCpu) return first;
  const second = await loadPeer(peer, upstream, load);
  return second.foreignCpu < first.foreignCpu ? second : first;
}
