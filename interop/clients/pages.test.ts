import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrustedDocuments } from '../../src/server/documents/trusted.ts';
import { openPage, type WatchedPage } from '../../test/support/browser.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';
import { buildAndServe, createProject, piecesOf, programOf, root } from '../support/vite-project.ts';

const run = promisify(execFile);

let graph: RunningGraph;
beforeAll(async () => {
  const cors = { origins: ['http://localhost:*'] };
  graph = await startGraph({ server: { cors } });
});
afterAll(async () => {
  await graph.close();
});

const items = ({ page }: WatchedPage) => page.getByRole('listitem');

/** What a person does with the page. */
const visits: Readonly<Record<string, (watched: WatchedPage) => Promise<void>>> = {
  'urql.md': async (watched) => {
    const { page } = watched;
    await page.getByText('Missing: bamboo').waitFor();
    await expect.poll(() => items(watched).count()).toBe(20);
    await page.getByRole('button', { name: 'Create a customer' }).click();
    await page.getByText('Ana Horvat is there.').waitFor();
    const first = await items(watched).first().innerText();
    await items(watched).first().getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => items(watched).first().innerText()).not.toBe(first);
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(() => items(watched).count()).toBe(20);
  },
  'apollo.md': async (watched) => {
    await expect.poll(() => items(watched).count()).toBe(3);
    await watched.page.getByRole('button', { name: 'More' }).click();
    await expect.poll(() => items(watched).count()).toBe(6);
    await items(watched).first().getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => items(watched).count()).toBe(5);
  },
};

describe.each(Object.entries(visits))('docs/clients/%s, pasted into a new project', (name, visit) => {
  let folder: string;
  let served: PreviewServer;
  beforeAll(() => {
    folder = createProject({
      'codegen.ts': piecesOf('typed-operations.md', 'ts').join('\n'),
      'src/main.tsx': programOf(name, graph.url),
    });
  });
  afterAll(async () => {
    await served?.close();
    rmSync(folder, { recursive: true });
  });

  it('is typed by the documented code generation, and works in a browser', async () => {
    await run(join(root, 'node_modules/.bin/graphql-codegen'), ['--errors-only'], { cwd: folder });
    served = await buildAndServe(folder);
    const watched = await openPage();
    await watched.page.goto(served.resolvedUrls?.local[0] ?? '');
    await visit(watched);
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('comes with a manifest that can be served', () => {
    const trusted = [...readTrustedDocuments(join(folder, 'src/graphql/persisted-documents.json')).values()];
    expect(trusted.filter((document) => document.includes('deleteCustomer'))).toHaveLength(1);
  });
});
