import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { brokenAt } from '../src/telemetry/audit/audit.ts';
import { commandHere } from './support/command-here.ts';
import { runCommand, serveCommand } from './support/command-line.ts';
import { fileWith, monriAccount } from './support/configuration.ts';

describe('what a command leaves behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-'));

  /** Writes a configuration file and gives its path. */
  function written(changes: Record<string, unknown>): string {
    const path = join(folder, 'config.json');
    const shutdown = { delayMs: 0 };
    const config = { server: { port: 0 }, store: { type: 'memory' }, shutdown, ...changes };
    writeFileSync(path, JSON.stringify(fileWith([monriAccount()], config)));
    return path;
  }

  function ask(url: string, query: string): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  }

  const refused = 'mutation Gone { deleteCustomer(input: { id: "1" }) { __typename } }';

  it('`serve` writes JSON lines to standard output, log and audit, and nothing else', async () => {
    const { url, output, errors, stop } = await serveCommand(['serve', '--config', written({})], { folder });
    await (await ask(url, refused)).text();
    expect(await stop('SIGTERM')).toBe(0);
    const [audited = '', request = '', ...more] = output().trimEnd().split('\n');
    expect(more).toEqual([]);
    expect(JSON.parse(audited)).toMatchObject({
      audit: 1,
      tenant: 'acme',
      outcome: 'NOT_FOUND',
      previous: null,
    });
    expect(JSON.parse(request)).toMatchObject({ level: 'info', tenant: 'acme', operationName: 'Gone' });
    expect(await errors()).toBe('');
  });

  it('`serve` keeps the audit in a file, goes on in it, and shares it with no other process', async () => {
    const path = join(folder, 'audit.jsonl');
    const config = written({ audit: { type: 'file', path } });
    const beside: unknown[] = [];
    // A process that was killed leaves nothing that would keep the next one from starting.
    for (const [signal, ended] of [
      ['SIGTERM', 0],
      ['SIGKILL', null],
      ['SIGTERM', 0],
    ] as const) {
      const { url, stop } = await serveCommand(['serve', '--config', config], { folder });
      await (await ask(url, refused)).text();
      if (signal === 'SIGKILL') beside.push(await runCommand(['serve', '--config', config], { folder }));
      expect(await stop(signal)).toBe(ended);
    }
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect([lines.length, brokenAt(lines)]).toEqual([3, null]);
    expect(beside).toEqual([
      {
        status: 2,
        output: '',
        errors:
          'The configuration cannot be used:\n  audit.path: is already in use by another process; give each process its own file.\n',
      },
    ]);
  });

  it('`serve` writes less to standard output if configured, at the configured path', async () => {
    const config = written({
      log: { level: 'warn' },
      audit: { type: 'none' },
      server: { port: 0, path: '/api/graphql' },
    });
    const { url, output, stop } = await serveCommand(['serve', '--config', config], { folder });
    expect(new URL(url).pathname).toBe('/api/graphql');
    await (await ask(url, '{ customers(first: 200) { nodes { id } } }')).text();
    expect(await stop('SIGTERM')).toBe(0);
    const levels = output()
      .trimEnd()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).level);
    expect(levels).not.toContain('info');
  });

  it('`serve` does not start if the audit has no place', async () => {
    const config = written({ audit: { type: 'file', path: join(folder, 'nowhere', 'audit.jsonl') } });
    const { status, output, errors } = await commandHere(['serve', '--config', config], { folder });
    expect([status, output]).toEqual([2, '']);
    expect(errors).toBe(
      'The configuration cannot be used:\n  audit.path: cannot be opened for writing (ENOENT); name a file in a folder that is there and may be written to.\n',
    );
  });

  it('`sandbox` says nothing of requests', async () => {
    const { url, output, errors, stop } = await serveCommand(['sandbox', '--port', '0'], { folder });
    await vi.waitFor(() => expect(output()).toContain('Try this'));
    const before = output();
    await (await ask(url, refused)).text();
    expect(await stop('SIGTERM')).toBe(0);
    expect([output(), await errors()]).toEqual([before, '']);
  });
});
