import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printClientGraph } from '../../src/graph/print.ts';
import { openPage } from '../../test/support/browser.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';
import { buildAndServe, createProject, piecesOf, programOf, root } from '../support/vite-project.ts';

const compiler = join(root, 'interop/node_modules/relay-compiler/cli.js');
/** The address of the graph is known once the compiler has made its manifest. */
const elsewhere = 'http://graph.invalid/graphql';

let folder: string;
beforeAll(() => {
  const [config = '', persistence = ''] = piecesOf('relay.md', 'json');
  folder = createProject({
    'package.json': '{}',
    'relay.config.json': JSON.stringify({ ...JSON.parse(config), ...JSON.parse(persistence) }),
    'vite.config.ts': piecesOf('relay.md', 'ts').join('\n'),
    'client.graphql': printClientGraph(),
    'trusted-documents.json': '{}',
    'src/__generated__/.keep': '',
    'src/main.tsx': main,
    'src/App.tsx': programOf('relay.md', elsewhere),
  });
  compile();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Vite's own, its style left out. */
const main = `import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import App from './App.tsx'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
`;

function compile(): void {
  execFileSync(process.execPath, [compiler, 'relay.config.json', '--noWatchman'], {
    cwd: folder,
    stdio: 'pipe',
  });
}

function artifact(name: string): string {
  return readFileSync(join(folder, `src/__generated__/${name}.graphql.ts`), 'utf8');
}

describe('the Relay compiler', () => {
  it('pages a list forwards by its connection, with what became of every account', () => {
    const fragment = artifact('App_customers');
    expect(fragment).toMatch(
      /"connection": \[\s*\{\s*"count": "first",\s*"cursor": "after",\s*"direction": "forward",\s*"path": /,
    );
    expect(fragment).toContain('readonly sources: ReadonlyArray<{');
    expect(fragment).toContain('readonly retryCursor: string | null | undefined;');
    expect(artifact('AppCustomersQuery')).toContain('"name": "AppCustomersQuery"');
  });

  it('refuses a field that is not there', () => {
    const broken = join(folder, 'src/Broken.ts');
    writeFileSync(
      broken,
      `import { graphql } from 'react-relay';\ngraphql\`query BrokenQuery { viewer { nickname } }\`;`,
    );
    try {
      expect(compile).toThrow('nickname');
    } finally {
      rmSync(broken);
    }
  });
});

describe('docs/clients/relay.md, pasted into a new project', () => {
  let graph: RunningGraph;
  let served: PreviewServer;
  beforeAll(async () => {
    // No `vault:explore`: whatever is asked is a trusted document.
    const scopes = ['vault:customer:read', 'vault:customer:pii', 'vault:customer:delete'];
    graph = await startGraph({
      access: { anonymous: { tenant: 'sandbox', scopes } },
      server: { cors: { origins: ['http://localhost:*'] } },
      documents: { manifest: join(folder, 'trusted-documents.json') },
    });
    writeFileSync(join(folder, 'src/App.tsx'), programOf('relay.md', graph.url));
    served = await buildAndServe(folder);
  }, 120_000);
  afterAll(async () => {
    await served?.close();
    await graph?.close();
  });

  it('adds a page to the one before, and loses a deleted customer at once, for good only if it is', async () => {
    const { page, complaints, close } = await openPage();
    const names = () => page.getByRole('listitem').allInnerTexts();
    const pressDelete = () =>
      page.getByRole('listitem').first().getByRole('button', { name: 'Delete' }).click();
    await page.goto(served.resolvedUrls?.local[0] ?? '');
    await expect.poll(names).toHaveLength(3);
    await page.getByRole('button', { name: 'More' }).click();
    await expect.poll(names).toHaveLength(6);
    const all = await names();

    const answer = Promise.withResolvers<void>();
    await page.route('**/graphql', async (route) => {
      await answer.promise;
      await route.continue();
    });
    graph.fail('MONRI', ({ method }) =>
      method === 'DELETE' ? { kind: 'answer', status: 409, body: '{}' } : null,
    );
    await pressDelete();
    await expect.poll(names).toEqual(all.slice(1));
    answer.resolve();
    await expect.poll(names).toEqual(all);

    graph.fail('MONRI', null);
    const deleted = page.waitForResponse('**/graphql');
    await pressDelete();
    expect(await (await deleted).text()).toContain('"DeleteCustomerSuccess"');
    await expect.poll(names).toEqual(all.slice(1));
    expect(complaints).toEqual([]);
    await close();
  });
});
