import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertifyArgs, runCertify } from '../../src/cli/certify.ts';
import { parseConfig } from '../../src/config/config.ts';
import { withFaults } from '../../src/emulators/kit/faults.ts';
import type { Fetch } from '../../src/http/fetch.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { canaries, canariesIn, carelessAnswer } from '../support/canaries.ts';
import { emptyFolder, listsIn } from '../support/certify.ts';
import { idKey } from '../support/configuration.ts';
import { commandHere } from '../support/command-here.ts';
import { runCommand } from '../support/command-line.ts';
import { isTokenRequest } from '../support/faults.ts';

/** Every text that a provider answers becomes a canary, keys that people chose included. */
function careless(fetch: Fetch): Fetch {
  return async (request) => {
    const answer = await fetch(request);
    if (isTokenRequest(request)) return answer;
    const text = await answer.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    return new Response(json === undefined ? null : JSON.stringify(planted(json)), {
      status: answer.status,
      headers: {
        'content-type': 'application/json',
        'x-debug': canaries.email,
        [canaries.vendorKey]: canaries.jwt,
      },
    });
  };
}

const kept =
  /^(?:uuid|id|merchant_customer_id|description|company|company_name|identifier|created|created_at|customerId)$/;

function planted(json: unknown, name = ''): unknown {
  if (Array.isArray(json)) return json.map((item) => planted(item, name));
  if (typeof json === 'string') return kept.test(name) ? json : `${canaries.email} ${canaries.card}`;
  if (typeof json !== 'object' || json === null) return json;
  const fields = Object.entries(json).map(([key, value]) => [key, planted(value, key)]);
  return {
    ...Object.fromEntries(fields),
    metadata: { [canaries.email]: canaries.iban, [canaries.vendorKey]: 1 },
  };
}

let answerWith: ((fetch: Fetch) => Fetch) | null = null;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    customers: 4,
    decorate: (fetch) => (request) => (answerWith ? answerWith(fetch) : fetch)(request),
  });
});
afterAll(() => sandbox.close());

/** The secrets, ids and addresses of the accounts, and what their customers are called. */
function values(): readonly string[] {
  return sandbox.emulators
    .flatMap(({ emulator, origin }) =>
      emulator
        .accounts(origin)
        .flatMap(({ settings, customerKeys }) =>
          [new URL(origin).host].concat(Object.values(settings).map(String), customerKeys()),
        ),
    )
    .filter(({ length }) => length > 8);
}

async function certify(folder: string, ...args: readonly string[]) {
  writeFileSync(join(folder, 'config.json'), JSON.stringify(sandbox.config));
  return commandHere(['certify', '--config', 'config.json', ...args], { folder });
}

/** Each starts a process or two, which takes its time on a machine that is busy. */
const patience = { timeout: 240_000 };

describe('vaultgraph certify', patience, () => {
  it('prints what holds, and writes a report without a value', async () => {
    const folder = emptyFolder();
    const { status, output, errors } = await certify(folder, '--write', '--report', 'report.md');
    expect(status).toBe(0);
    expect(output).toMatch(/^monri-1 \(Monri Payments, SANDBOX, tenant sandbox\)$/m);
    expect(output).toMatch(/^ {2}holds {10}duplicate-reference$/m);
    expect(errors).toMatch(/^monri-2 {2}17\/17 {2}deleted-reference$/m);
    expect(listsIn(folder)).toEqual(['config.json', 'report.md']);
    const report = readFileSync(join(folder, 'report.md'), 'utf8');
    expect(report).toMatch(
      /^\| `unknown-uuid` \| GET \/v2\/customers\/\{uuid\} \| 404 \| `\{ status: text, message: text \}` \|/m,
    );
    expect(values().filter((value) => report.includes(value))).toEqual([]);
    expect(report).not.toContain('127.0.0.1');
  });

  it('repeats nothing of what a careless provider answers', async () => {
    const folder = emptyFolder();
    for (const way of [
      careless,
      (fetch: Fetch) =>
        withFaults(fetch, (request) => (isTokenRequest(request) ? null : carelessAnswer(400, 'json'))),
      (fetch: Fetch) => withFaults(fetch, () => carelessAnswer(400, 'issues')),
    ]) {
      answerWith = way;
      const { output, errors } = await certify(folder, '--report', 'report.md', '--json');
      const report = readFileSync(join(folder, 'report.md'), 'utf8');
      expect(canariesIn(`${output}\n${errors}\n${report}`, values())).toEqual([]);
      expect(report.length).toBeGreaterThan(1000);
    }
    answerWith = null;
  });

  it('records no value of what a careless provider answers, and no host', async () => {
    for (const way of [
      careless,
      (fetch: Fetch) =>
        withFaults(fetch, (request) => (isTokenRequest(request) ? null : carelessAnswer(400, 'issues'))),
    ]) {
      const folder = emptyFolder();
      answerWith = way;
      const { errors } = await certify(folder, '--write', '--record', 'cassettes');
      answerWith = null;
      const names = readdirSync(join(folder, 'cassettes'));
      expect(names).toHaveLength(6);
      expect(errors).toContain(`Recorded ${names[0]}.\n`);
      const cassettes = names.map((name) => readFileSync(join(folder, 'cassettes', name), 'utf8')).join('\n');
      expect(canariesIn(cassettes, values())).toEqual([]);
      expect(cassettes).not.toMatch(/127\.0\.0\.1|localhost|vaultgraph certify/);
      expect(cassettes.length).toBeGreaterThan(10_000);
    }
  });

  it('prints where the shapes of an account differ from those of cassettes', async () => {
    const folder = emptyFolder();
    const compare = ['--write', '--compare', join(import.meta.dirname, 'cassettes')];
    const { output, status } = await certify(folder, '--account', 'bamboo', ...compare);
    expect(status).toBe(0);
    expect(output).toMatch(/^BAMBOO differs from bamboo-1\.cassette\.jsonl in nothing\.$/m);
    const { output: json, errors } = await certify(folder, '--account', 'monri-1', '--json', ...compare);
    expect(JSON.parse(json)).toHaveProperty('accounts');
    expect(errors).toMatch(/^MONRI differs from monri-1\.cassette\.jsonl in .+\.$/m);
  });

  it('removes with --clean what a list names, and lists without a record', async () => {
    const folder = emptyFolder();
    const line = { id: '1', tenant: 'sandbox', account: 'monri-1', mark: 'vaultgraph certify 100000000000' };
    writeFileSync(join(folder, 'vaultgraph-certify-0.jsonl'), '');
    writeFileSync(join(folder, 'vaultgraph-certify-1.jsonl'), '{"id":"2","ten');
    writeFileSync(join(folder, 'vaultgraph-certify-2.jsonl'), `${JSON.stringify(line)}\n`);
    answerWith = () => () => Promise.resolve(new Response('<html>', { status: 404 }));
    const refused = await certify(folder, '--clean');
    answerWith = null;
    expect([refused.status, refused.output]).toEqual([2, '1 records are left, at monri-1.\n']);
    expect(listsIn(folder)).toEqual(['config.json', 'vaultgraph-certify-2.jsonl']);
    const gone = await certify(folder, '--clean');
    expect([gone.status, gone.output]).toEqual([0, 'Nothing is left of earlier runs.\n']);
    expect(listsIn(folder)).toEqual(['config.json']);
  });

  it('is 1 if something differs that is relied on, and says which setting there is', async () => {
    const { emulator } = sandbox.emulators.find(({ provider }) => provider === 'MONRI') ?? { emulator: null };
    Object.assign(emulator?.switches ?? {}, { notFoundStatus: 400 });
    const { status, output } = await certify(emptyFolder(), '--account', 'monri-1', '--json');
    Object.assign(emulator?.switches ?? {}, { notFoundStatus: 404 });
    expect(status).toBe(1);
    const { accounts } = JSON.parse(output);
    expect(accounts).toHaveLength(1);
    expect(accounts[0].assumptions).toContainEqual(
      expect.objectContaining({
        id: 'unknown-uuid',
        outcome: 'DIFFERS',
        set: 'behaviour.missingStatus: 400',
      }),
    );
  });

  it('writes at no LIVE account unless that is said, and knows its accounts', async () => {
    const folder = emptyFolder();
    const unknown = await certify(folder, '--account', 'unknown');
    expect([unknown.status, unknown.errors]).toEqual([
      2,
      expect.stringContaining('--account must name an account'),
    ]);
    const file = {
      ...sandbox.config,
      idKey: { env: 'ID_KEY' },
      tenants: [{ id: 'sandbox', accounts: [liveAccount] }],
      access: liveAccess,
    };
    writeFileSync(join(folder, 'live.json'), JSON.stringify(file));
    const environment = { KEY: 'a-key', ID_KEY: idKey };
    const refused = await runCommand(['certify', '--config', 'live.json', '--write'], {
      folder,
      environment,
    });
    expect([refused.status, refused.errors]).toEqual([
      2,
      expect.stringMatching(/^--write .* shop is LIVE: add --yes-live/),
    ]);
    expect(listsIn(folder).filter((name) => name.endsWith('.jsonl'))).toEqual([]);
  });

  it('writes at a LIVE account with --yes-live, and leaves nothing there', async () => {
    const config = parseConfig(sandbox.config, {});
    const tenants = config.tenants.map((tenant) => ({
      ...tenant,
      accounts: tenant.accounts.map((account) => ({ ...account, environment: 'LIVE' as const })),
    }));
    const certifyLive = (...args: readonly string[]) => {
      const flags = readCertifyArgs(['--account', 'monri-1', '--write', '--journal', emptyFolder(), ...args]);
      const { signal } = new AbortController();
      const surroundings = {
        version: '',
        print: (line: string) => lines.push(line),
        printProgress: () => undefined,
        signal,
      };
      return runCertify({ ...config, tenants }, flags, surroundings);
    };
    const lines: string[] = [];
    const methods: string[] = [];
    answerWith = (fetch) => (request) => {
      methods.push(request.method);
      return fetch(request);
    };
    const before = values();
    await expect(certifyLive()).rejects.toThrow('monri-1 is LIVE: add --yes-live');
    expect(methods).toEqual([]);
    expect(await certifyLive('--yes-live')).toBe(0);
    answerWith = null;
    expect(lines.join('\n')).toContain('monri-1 (Monri Payments, LIVE, tenant sandbox)');
    expect(methods).toContain('POST');
    expect(methods).toContain('DELETE');
    expect(values()).toEqual(before);
  });
});

const liveAccount = {
  key: 'shop',
  provider: 'MONRI',
  environment: 'LIVE',
  settings: {
    baseUrl: 'https://ipg.monri.com',
    merchantKey: { env: 'KEY' },
    authenticityToken: { env: 'KEY' },
  },
};
const liveAccess = {
  apiKeys: [{ sha256: 'a'.repeat(64), tenant: 'sandbox', scopes: ['vault:customer:read'] }],
};
