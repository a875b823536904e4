import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { bankingserviceOf } from '../support/bankingservice.ts';
import { serveCommand } from '../support/command-line.ts';
import { subscribeTo } from '../support/subscribing.ts';
import { createWaitingLink } from '../support/waiting-link.ts';

const watchers = 1_000;
const mebibyte = 1024 ** 2;
const query = 'subscription ($id: ID!) { registrationLink(id: $id) { status } }';

let folder: string;
let sandbox: Sandbox;
/** When the provider was asked for a payment method. */
const asked: number[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-live-'));
  sandbox = await startSandbox({
    customers: 2,
    decorate: (fetch) => (request) => {
      if (/\/payment-methods\/pm_\w+$/.test(request.url)) asked.push(performance.now());
      return fetch(request);
    },
  });
  const limits = { streams: { perCaller: watchers } };
  const config = { ...sandbox.config, server: { port: 0 }, limits };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** What a process keeps in memory, in bytes. */
function residentOf(pid: number): number {
  const [, kibibytes = ''] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}

describe('vaultgraph serve', () => {
  it('asks for a link once in an interval, however many watch it, and keeps little of each', async () => {
    const { url, pid, stop } = await serveCommand(['serve', '--config', 'config.json'], { folder });
    const { id, method } = await createWaitingLink(url);
    const before = residentOf(pid);
    const begin = performance.now();
    const all = await Promise.all(
      Array.from({ length: watchers }, () => subscribeTo({ url }, query, { id })),
    );
    for (const { next } of all)
      expect(await next()).toMatchObject({ data: { registrationLink: { status: 'PENDING' } } });
    const grown = (residentOf(pid) - before) / mebibyte;
    bankingserviceOf(sandbox).moveMethod(method, 'succeeded');
    for (const { next } of all)
      expect(await next()).toMatchObject({ data: { registrationLink: { status: 'REGISTERED' } } });
    const took = performance.now() - begin;
    for (const { next } of all) expect(await next()).toBeNull();
    expect(grown).toBeLessThan(100);
    expect(asked.length).toBeLessThanOrEqual(2 + took / 2_000);
    expect(await stop('SIGTERM')).toBe(0);
  });

  it('ends its streams when it stops, and says when to come back', async () => {
    const { url, stop } = await serveCommand(['serve', '--config', 'config.json'], { folder });
    const { id } = await createWaitingLink(url);
    const subscribed = await subscribeTo({ url }, query, { id });
    await subscribed.next();
    const stopped = stop('SIGTERM');
    expect(await subscribed.next()).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'STREAM_UNAVAILABLE', retryable: true } }],
    });
    expect(await subscribed.next()).toBeNull();
    expect(subscribed.rest).toEqual([':', expect.stringMatching(/^retry: \d{4}$/)]);
    expect(await stopped).toBe(0);
  });
});
