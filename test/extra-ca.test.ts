import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServerAdapter } from '@whatwg-node/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './support/command-line.ts';
import { fileWith } from './support/configuration.ts';
import { emulate } from './support/emulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-ca-'));
const emulator = emulate({ code: 'MONRI' }, { customers: 1 });
let close: () => void;

beforeAll(async () => {
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', 'key.pem', '-out', 'ca.pem'];
  const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, ...files];
  execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
  const read = (name: string) => readFileSync(join(folder, name));
  const server = createServer(
    { key: read('key.pem'), cert: read('ca.pem') },
    // The adapter settles what it does with a request by itself.
    // oxlint-disable-next-line typescript/no-misused-promises
    createServerAdapter((request: Request) => emulator.fetch(request)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  const [account] = emulator.accounts(`https://localhost:${port}`);
  const accounts = [
    { key: 'monri-hr', provider: 'MONRI', environment: 'SANDBOX', settings: account?.settings },
  ];
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify(fileWith(accounts, { store: { type: 'memory' } })),
  );
});
afterAll(() => {
  close();
  rmSync(folder, { recursive: true });
});

describe('a provider whose certificate is signed by an authority of your own', () => {
  const doctor = ['doctor', '--config', 'config.json'];

  it('is reached if NODE_EXTRA_CA_CERTS names the authority', async () => {
    const environment = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
    const { status, output } = await runCommand(doctor, { folder, environment });
    expect([status, output]).toEqual([0, expect.not.stringContaining('PROVIDER_UNAVAILABLE')]);
  });

  it('is not reached without it', async () => {
    const { status, output } = await runCommand(doctor, { folder });
    expect([status, output]).toEqual([1, expect.stringContaining('PROVIDER_UNAVAILABLE')]);
  });
});
