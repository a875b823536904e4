import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveCommand } from '../support/command-line.ts';
import { fileWith, monriAccount } from '../support/configuration.ts';
import { linesOf, openGraphiql, run } from '../support/graphiql.ts';
import { accessFor } from '../support/keys.ts';

const key = 'a-key-that-may-explore';
const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-graphiql-'));
let served: Awaited<ReturnType<typeof serveCommand>>;
beforeAll(async () => {
  const config = fileWith([monriAccount()], {
    ...accessFor({ [key]: ['vault:explore'] }, 'acme'),
    server: { port: 0 },
    store: { type: 'memory' },
    shutdown: { delayMs: 0 },
  });
  const path = join(folder, 'config.json');
  writeFileSync(path, JSON.stringify(config));
  served = await serveCommand(['serve', '--config', path], { folder });
});
afterAll(async () => {
  await served.stop('SIGTERM');
  rmSync(folder, { recursive: true });
});

it('GraphiQL says where a key goes, asks with it, and lets the browser keep nothing of it', async () => {
  const { page, complaints, close } = await openGraphiql(served.url);
  await linesOf(page, 'query-editor', '# Put your key under Headers below').waitFor();
  await linesOf(page, 'response', '"message": "The credential').waitFor();
  // A browser reports every refused request, and must report nothing else.
  expect(complaints.filter((message) => !message.includes('status of 401'))).toEqual([]);

  await page
    .locator('.graphiql-editor-tool .view-line', { hasText: '{ "authorization": "Bearer YOUR-KEY" }' })
    .click();
  await page.keyboard.press('End');
  for (const _ of '" }') await page.keyboard.press('ArrowLeft');
  for (const _ of 'YOUR-KEY') await page.keyboard.press('Backspace');
  await page.keyboard.type(key);
  const schema = page.waitForResponse((response) =>
    Boolean(response.request().postData()?.includes('IntrospectionQuery')),
  );
  await page.getByRole('button', { name: 'Re-fetch GraphQL schema' }).click();
  expect((await schema).status()).toBe(200);
  expect((await run(page)).data).toEqual({
    viewer: { tenant: 'acme', scopes: ['vault:explore'] },
    providerAccounts: [{ key: 'monri-hr', provider: { displayName: 'Monri Payments' } }],
  });

  // What is typed is kept after a while: once this is, so is what was typed before.
  await page.locator('.graphiql-query-editor .view-line').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# kept');
  const kept = async () => JSON.stringify(await page.context().storageState());
  await expect.poll(kept).toContain('# kept');
  await expect.poll(() => kept()).not.toContain(key);
  expect(page.url()).not.toContain(key);
  await close();
});
