import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { brokenAt } from '../src/telemetry/audit/audit.ts';
import { canaries, canariesIn, carelessAnswer } from './support/canaries.ts';
import {
  exportsOf,
  ownEmail,
  places,
  plainRequests,
  readsWithCanaries,
  strangeRequests,
  writesWithCanaries,
  type Asked,
} from './support/canary-requests.ts';
import { serveCommand } from './support/command-line.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { anyCustomer, isTokenUrl } from './support/writing.ts';

const limitedKey = 'a-key-that-may-do-little-0123456789';
const access = {
  anonymous: { tenant: 'sandbox', scopes: ['*'] },
  apiKeys: [
    {
      sha256: createHash('sha256').update(limitedKey).digest('hex'),
      tenant: 'sandbox',
      scopes: ['vault:explore', 'vault:customer:read', 'vault:trace'],
    },
  ],
};

let graph: RunningGraph;
let secrets: readonly string[] = [];
const printed: string[] = [];
beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation(
      (...parts) => void printed.push(parts.map(String).join(' ')),
    );
  }
  graph = await startGraph({ access }, { customers: 6 });
  secrets = accountSecrets();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await graph.close();
});

/** The secret settings of the accounts. */
function accountSecrets(): readonly string[] {
  const settings = graph.emulators.flatMap(({ emulator, origin }) =>
    emulator.accounts(origin).map((account) => account.settings),
  );
  const secret = /key|token|secret|assword/i;
  return settings.flatMap((own) =>
    Object.entries(own).flatMap(([name, value]) =>
      typeof value === 'string' && secret.test(name) && !/url|userid/i.test(name) ? [value] : [],
    ),
  );
}

async function anyIds(): Promise<readonly string[]> {
  const chosen = await Promise.all(places.map((place) => anyCustomer(graph, place, -1)));
  return chosen.map(({ id }) => id);
}

/** Asks and looks at the answer: its status, headers and body. */
async function lookAt(origin: string, { path, init, holdsEmail = false }: Asked): Promise<readonly string[]> {
  const response = await fetch(new URL(path, origin), { redirect: 'manual', ...init });
  const body = await response.text();
  const own = holdsEmail ? body.replace(`"email":${JSON.stringify(canaries.email)}`, '"email":null') : body;
  if (holdsEmail) expect(own).not.toBe(body);
  const head = JSON.stringify([...response.headers]);
  return canariesIn(`${head}\n${own}`, [...secrets, limitedKey]).map(
    (found) => `${found} in the answer ${own.slice(0, 300)} to ${JSON.stringify(init.body).slice(0, 300)}`,
  );
}

/** Asks and looks at no answer: what is kept of it is looked at in the end. */
async function send(origin: string, requests: readonly Asked[]): Promise<void> {
  for (const { path, init } of requests) await (await fetch(new URL(path, origin), init)).text();
}

/** Everything that may be asked, by everyone who may ask, while providers work and while they fail. */
async function askEverything(origin: string): Promise<{ answers: number; found: readonly string[] }> {
  const found: string[] = [];
  let answers = 0;
  const ask = async (requests: readonly Asked[]): Promise<void> => {
    for (const request of requests) {
      found.push(...(await lookAt(origin, request)));
      answers += 1;
    }
  };
  const ids = await anyIds();
  await ask([
    ...places.map(ownEmail),
    ...readsWithCanaries(),
    ...writesWithCanaries(ids),
    ...strangeRequests(),
  ]);
  await ask([...readsWithCanaries(), ...plainRequests(ids)].map(asLimited));
  for (const status of [200, 302, 400, 401, 404, 409, 422, 429, 500, 503]) {
    for (const body of ['json', 'text', 'issues'] as const) {
      failAll((url) => (isTokenUrl(url) ? null : carelessAnswer(status, body)));
      await ask(plainRequests(ids));
      if (status === 200) await send(origin, exportsOf(ids));
      else await ask(exportsOf(ids));
    }
  }
  failAll((url) => (isTokenUrl(url) ? carelessAnswer(401, 'json') : null));
  await ask(plainRequests(ids));
  failAll(null);
  return { answers, found };
}

function asLimited(asked: Asked): Asked {
  const headers = { ...(asked.init.headers as Record<string, string>), 'x-api-key': limitedKey };
  return { ...asked, init: { ...asked.init, headers } };
}

function failAll(choose: ((url: string) => ReturnType<typeof carelessAnswer> | null) | null): void {
  for (const { provider } of graph.emulators) graph.fail(provider, choose && (({ url }) => choose(url)));
}

function lookThrough(lines: readonly string[], where: string): readonly string[] {
  return lines.flatMap((line) =>
    canariesIn(line, [...secrets, limitedKey]).map(
      (found) => `${found} in the ${where} ${line.slice(0, 500)}`,
    ),
  );
}

function report(name: string, counts: Readonly<Record<string, number>>): void {
  const parts = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  process.stdout.write(`canary run, ${name}: ${parts.join(', ')}\n`);
}

describe('what must not be seen', () => {
  it('is seen if it is looked for', () => {
    for (const [name, text] of Object.entries(canaries)) expect(canariesIn(`so ${text}.`)).toEqual([name]);
    expect(canariesIn('5425233430109903 and 5425-2334-3010-9903')).toEqual(['card']);
    expect(canariesIn('a secret', ['secret'])).toEqual(['an account’s secret']);
    expect(secrets.length).toBeGreaterThanOrEqual(6);
  });

  it('is in no answer, no log line, no audit line and nothing printed', async () => {
    const { answers, found } = await askEverything(graph.url);
    const { logged, audited, defects } = graph;
    expect([
      ...found,
      ...lookThrough(logged, 'log'),
      ...lookThrough(audited, 'audit'),
      ...lookThrough(printed, 'print'),
    ]).toEqual([]);
    expect(brokenAt(audited)).toBeNull();
    expect(defects).toEqual([]);
    const counts = { answers, 'log lines': logged.length, 'audit lines': audited.length };
    report('in this process', { ...counts, 'printed lines': printed.length, found: found.length });
  });

  it('is nowhere that `vaultgraph serve` writes', { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-'));
    writeFileSync(join(folder, 'config.json'), JSON.stringify(configuration(join(folder, 'audit.jsonl'))));
    const served = await serveCommand(['serve', '--config', 'config.json'], { folder });
    const { answers, found } = await askEverything(served.url);
    const metrics = await (await fetch(served.metricsUrl ?? '')).text();
    const ready = await (await fetch(new URL('/readyz?verbose', served.metricsUrl ?? ''))).text();
    expect(metrics).toMatch(/^vaultgraph_upstream_requests_total\{.*\} [1-9]/m);
    expect(await served.stop('SIGTERM')).toBe(0);
    const audited = readFileSync(join(folder, 'audit.jsonl'), 'utf8').trimEnd().split('\n');
    const output = served.output().trimEnd().split('\n');
    expect([
      ...found,
      ...lookThrough(output, 'output'),
      ...lookThrough(audited, 'audit'),
      ...lookThrough([...metrics.split('\n'), ready], 'admin port'),
      ...lookThrough([await served.errors()], 'errors'),
    ]).toEqual([]);
    expect(brokenAt(audited)).toBeNull();
    expect(await served.errors()).toBe('');
    report('vaultgraph serve', { answers, 'lines of output': output.length, 'audit lines': audited.length });
  });
});

/** A file that reaches the same emulators. */
function configuration(auditFile: string): unknown {
  const accounts = graph.emulators.flatMap(({ provider, emulator, origin }) =>
    emulator.accounts(origin).map(({ settings }, index) => {
      const name = provider.toLowerCase().replaceAll('_', '-');
      const key = emulator.accounts(origin).length > 1 ? `${name}-${index + 1}` : name;
      return { key, provider, environment: 'SANDBOX', settings };
    }),
  );
  return {
    server: { port: 0, adminPort: 0 },
    log: { level: 'debug' },
    idKey: Buffer.from('the sandbox keeps no secrets: 32+').toString('base64url'),
    store: { type: 'memory' },
    limits: { budget: { points: 1_000_000_000 } },
    audit: { type: 'file', path: auditFile },
    access,
    tenants: [{ id: 'sandbox', accounts }],
  };
}
