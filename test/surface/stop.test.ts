import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../src/http/listen.ts';
import { serveCommand } from '../support/command-line.ts';
import { fileWith, monriAccount } from '../support/configuration.ts';

const anyPort = { host: '127.0.0.1', port: 0 };

async function slowly(): Promise<Response> {
  await setTimeout(300);
  return new Response('done');
}

async function timed(work: Promise<void>): Promise<number> {
  const start = performance.now();
  await work;
  return performance.now() - start;
}

describe('a server that stops', () => {
  it('finishes what it was asked, ends those connections and waits no longer', async () => {
    const { origin, close } = await listen(slowly, anyPort);
    const asked = fetch(origin);
    await setTimeout(100);
    const [took, response] = await Promise.all([timed(close(5000)), asked]);
    expect([response.status, response.headers.get('connection'), await response.text()]).toEqual([
      200,
      'close',
      'done',
    ]);
    expect(took).toBeLessThan(4000);
  });

  it('does not wait for connections that were opened and never used', async () => {
    const { origin, close } = await listen(slowly, anyPort);
    const { hostname, port } = new URL(origin);
    const unused = connect(Number(port), hostname).on('error', () => undefined);
    await setTimeout(100);
    expect(await timed(close(5000))).toBeLessThan(4000);
    unused.destroy();
  });

  it('cuts what takes longer than it may', async () => {
    const { origin, close } = await listen(() => new Promise(() => undefined), anyPort);
    const asked = fetch(origin).then(
      () => 'answered',
      () => 'cut',
    );
    await setTimeout(100);
    const took = await timed(close(200));
    expect(await asked).toBe('cut');
    expect(took).toBeGreaterThan(150);
    expect(took).toBeLessThan(4000);
  });
});

describe('vaultgraph serve', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-stop-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says that it is not ready, goes on answering, and ends after the delay', async () => {
    const shutdown = { delayMs: 700, timeoutMs: 10_000 };
    const config = fileWith([monriAccount()], { server: { port: 0 }, store: { type: 'memory' }, shutdown });
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    const { url, stop } = await serveCommand(['serve', '--config', 'config.json'], { folder });
    const start = performance.now();
    const ended = stop('SIGTERM');
    await setTimeout(200);
    const [ready, live, graph] = await Promise.all([
      fetch(new URL('/readyz', url)),
      fetch(new URL('/livez', url)),
      fetch(`${url}?query={__typename}`, { headers: { 'x-graphql-yoga-csrf': '1' } }),
    ]);
    expect([ready.status, live.status, graph.status]).toEqual([503, 200, 200]);
    expect(await ended).toBe(0);
    const took = performance.now() - start;
    expect(took).toBeGreaterThan(650);
    expect(took).toBeLessThan(5000);
  });
});
