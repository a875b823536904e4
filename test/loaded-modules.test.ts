import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCommand, serveCommand } from './support/command-line.ts';
import { fileWith, monriAccount } from './support/configuration.ts';

const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-modules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const record = join(folder, 'modules');
const hook = new URL('support/record-modules.ts', import.meta.url).href;
const onlyIfUsed =
  /\/dist\/(?:emulators|sandbox|testing|server\/console)\/|\/graphiql\/(?:files|page)\.js|render-graphiql/;

function loaded(): readonly string[] {
  return readFileSync(record, 'utf8').trimEnd().split('\n');
}

it('serve loads no emulator, no sandbox, nothing that draws, and no GraphiQL until a browser asks for the page', async () => {
  const server = { port: 0, host: '127.0.0.1' };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(fileWith([monriAccount()], { server })));
  const environment = { NODE_OPTIONS: `--import ${hook}`, LOADED_MODULES: record };
  const { url, stop } = await serveCommand(['serve', '--config', 'config.json'], { folder, environment });

  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ providerAccounts { key } }' }),
  });
  expect(await answer.json()).toMatchObject({ data: { providerAccounts: [{ key: 'monri-hr' }] } });
  expect(loaded().filter((module) => onlyIfUsed.test(module))).toEqual([]);
  // The record is one of modules: those of the graph and of packages are in it.
  expect(loaded()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/\/dist\/graph\/index\.js$/),
      expect.stringContaining('/@pothos/'),
    ]),
  );

  const page = await fetch(url, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('<script src="?graphiql=');
  expect(loaded().some((module) => module.includes('render-graphiql'))).toBe(true);
  expect(await stop('SIGTERM')).toBe(0);
});

it.each(['keygen', '--version', '--help'])('%s loads no package and no graph', async (command) => {
  const own = join(folder, `modules-of-${command}`);
  const environment = { NODE_OPTIONS: `--import ${hook}`, LOADED_MODULES: own };
  const { status } = await runCommand([command], { folder, environment });
  expect(status).toBe(0);
  const modules = readFileSync(own, 'utf8').trimEnd().split('\n');
  expect(modules).toContainEqual(expect.stringMatching(/\/dist\/cli\/cli\.js$/));
  expect(modules.filter((module) => /node_modules|\/dist\/(?!cli\/)/.test(module))).toEqual([]);
});
