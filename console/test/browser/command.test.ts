import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveCommand } from '../../../test/support/command-line.ts';
import { fileWith, monriAccount } from '../../../test/support/configuration.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-console-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function fileNamed(name: string, settings: object = {}): string {
  const file = join(folder, name);
  const changes = { server: { port: 0 }, store: { type: 'memory' }, shutdown: { delayMs: 0 }, ...settings };
  writeFileSync(file, JSON.stringify(fileWith([monriAccount()], changes)));
  return file;
}

/** The status of the console's page at a command that serves. */
async function statusAt(url: string): Promise<number> {
  return (await fetch(new URL('/console', url))).status;
}

describe('vaultgraph sandbox', () => {
  it('serves the console beside the graph and says where', async () => {
    const { url, output, stop } = await serveCommand(['sandbox', '--port', '0'], { folder });
    await expect.poll(() => statusAt(url)).toBe(200);
    expect(output()).toContain(`Console            ${new URL('/console', url).href}\n`);
    await expect.poll(() => stop('SIGTERM')).toBe(0);
  });
});

describe('vaultgraph serve', () => {
  it('has no console unless its file says so', async () => {
    const file = fileNamed('without.json');
    const { url, errors, stop } = await serveCommand(['serve', '--config', file], { folder });
    expect(await statusAt(url)).toBe(404);
    expect(await stop('SIGTERM')).toBe(0);
    expect(await errors()).not.toContain('Console');
  });

  it('has it if its file says so, and says where', async () => {
    const file = fileNamed('with.json', { console: true });
    const { url, errors, stop } = await serveCommand(['serve', '--config', file], { folder });
    expect(await statusAt(url)).toBe(200);
    expect(await stop('SIGTERM')).toBe(0);
    expect(await errors()).toContain(`Console            ${new URL('/console', url).href}\n`);
  });
});
