import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { bankingserviceOf } from '../support/bankingservice.ts';
import { serveCommand } from '../support/command-line.ts';
import { accessFor } from '../support/keys.ts';
import { subscribeTo, type Subscribed } from '../support/subscribing.ts';
import { createWaitingLink } from '../support/waiting-link.ts';

const query = 'subscription ($id: ID!) { registrationLink(id: $id) { status } }';
const showing = (status: string) => ({ data: { registrationLink: { status } } });

let folder: string;
let sandbox: Sandbox;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-live-reload-'));
  sandbox = await startSandbox({ customers: 2 });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => write(['kept', 'withdrawn']));

function write(keys: readonly string[], limits: object = {}): void {
  const { access } = accessFor(Object.fromEntries(keys.map((key) => [key, ['*']])));
  const config = { ...sandbox.config, access, server: { port: 0 }, limits };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
}

/** A server, and a link there that waits for its payer. */
async function start() {
  const served = await serveCommand(['serve', '--config', 'config.json'], { folder });
  const headersOf = (key: string) => ({ 'x-api-key': key });
  const link = await createWaitingLink(served.url, headersOf('kept'));
  const watch = (key: string): Promise<Subscribed> =>
    subscribeTo({ url: served.url, headers: headersOf(key) }, query, { id: link.id });
  return { served, link, watch };
}

it('a new configuration ends every stream with a hint to come back, which a withdrawn key cannot', async () => {
  const { served, watch } = await start();
  const all = [await watch('kept'), await watch('withdrawn')];
  for (const { next } of all) expect(await next()).toMatchObject(showing('PENDING'));
  write(['kept']);
  served.signal('SIGHUP');
  for (const { next, rest } of all) {
    expect(await next()).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'STREAM_UNAVAILABLE', retryable: true } }],
    });
    expect(await next()).toBeNull();
    expect(rest).toEqual([':', expect.stringMatching(/^retry: \d{4}$/)]);
  }
  expect((await watch('withdrawn')).response.status).toBe(401);
  const again = await watch('kept');
  expect(await again.next()).toMatchObject(showing('PENDING'));
  again.leave();
  expect(await served.stop('SIGTERM')).toBe(0);
});

it('a configuration that is refused ends no stream', async () => {
  const { served, link, watch } = await start();
  const { next } = await watch('kept');
  expect(await next()).toMatchObject(showing('PENDING'));
  write(['kept'], { depth: -1 });
  served.signal('SIGHUP');
  await expect.poll(served.complaints).toContain('limits.depth');
  bankingserviceOf(sandbox).moveMethod(link.method, 'succeeded');
  expect(await next()).toMatchObject(showing('REGISTERED'));
  expect(await next()).toBeNull();
  expect(await served.stop('SIGTERM')).toBe(0);
});
