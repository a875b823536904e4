import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeQuiet, openPage, type WatchedPage } from '../../test/support/browser.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';
import { accessFor } from '../../test/support/keys.ts';
import { projectTsconfig, root } from '../support/vite-project.ts';

const run = promisify(execFile);

let folder: string;
let graph: RunningGraph;
let backend: ChildProcess;
/** What each provider has only after a person has been at its page. */
const switches = {
  BAMBOO: { visibleOnlyAfterRegistration: true, hostsRegistrationPage: true },
  BANKING_SERVICE: { hostsPayerPage: true },
};
/** Where the backend serves the page. */
let shop: string;

beforeAll(async () => {
  folder = mkdtempSync(join(root, 'interop/snippet-shopper-'));
  cpSync(join(root, 'examples/shopper'), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/vaultgraph'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(projectTsconfig));
  const { NODE_ENV: _, ...env } = process.env;
  await run(join(root, 'node_modules/.bin/graphql-codegen'), ['--errors-only'], { cwd: folder });
  await run(join(root, 'node_modules/.bin/tsc'), [], { cwd: folder });
  await run(join(root, 'interop/node_modules/.bin/vite'), ['build', '--logLevel', 'error'], {
    cwd: folder,
    env,
  });

  const manifest = join(folder, 'src/graphql/persisted-documents.json');
  const { access } = accessFor({ shop: ['*'] });
  const config = {
    access: { ...access, shopperTokens: true },
    documents: { manifest },
    server: { cors: { shopperOrigins: ['http://localhost:*'] } },
  };
  graph = await startGraph(config, { switches });
  const settings = { GRAPH_URL: graph.url, API_KEY: 'shop', PORT: '0', REFERENCE: 'customer-new' };
  backend = spawn(process.execPath, ['backend.ts'], {
    cwd: folder,
    env: { ...env, ...settings, CUSTOMER_ID: await idOfCustomer() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(backend.stdout ?? backend, 'data');
  shop = /http:\S+/.exec(String(line))?.[0] ?? '';
});
afterAll(async () => {
  backend.kill();
  await graph.close();
  rmSync(folder, { recursive: true });
});

/** The id of a customer at bankingservice.ai that has a payment method. */
async function idOfCustomer(): Promise<string> {
  const query = `{ customers(accounts: ["banking-service"], first: 5) { nodes { id paymentMethods { nodes { id } } } } }`;
  const { data } = await (await graph.send({ query }, { 'x-api-key': 'shop' })).json();
  const { nodes }: { nodes: { id: string; paymentMethods: { nodes: object[] } }[] } = data.customers;
  return nodes.find((one) => one.paymentMethods.nodes.length > 0)?.id ?? '';
}

/** Adds a payment method as a person does: at the provider's page, which the page of the shop leads to. */
async function add(page: WatchedPage['page'], provider: string, button: string): Promise<void> {
  await page.getByRole('button', { name: `Add at ${provider}` }).click();
  await page.getByRole('img', { name: `QR code for ${provider}` }).waitFor();
  const address = await page.getByRole('link', { name: `open the page of ${provider}` }).getAttribute('href');
  const hosted = await openPage();
  await hosted.page.goto(address ?? '');
  await hosted.page.getByRole('button', { name: button }).click();
  await page.getByText(`Added at ${provider}.`).waitFor();
  await closeQuiet(hosted);
}

it('shows what is a person’s own, adds a payment method at two providers without a reload, and removes one', async () => {
  const visit = await openPage();
  const { page } = visit;
  await page.goto(shop);
  const methods = page.getByRole('region', { name: 'BANKING_SERVICE' }).getByRole('listitem');
  await methods.first().waitFor();
  const before = await methods.count();

  await add(page, 'BANKING_SERVICE', 'Authorise');
  await expect.poll(() => methods.count()).toBe(before + 1);
  await add(page, 'BAMBOO', 'Register a card');
  await page.getByRole('region', { name: 'BAMBOO' }).waitFor();
  await methods.last().getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => methods.count()).toBe(before);
  await visit.shoot('shopper');

  const texts = visit.sent.map(({ query }) => query);
  expect(new Set(texts)).toEqual(new Set([undefined]));
  await closeQuiet(visit);
});
