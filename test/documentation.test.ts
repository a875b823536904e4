import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../src/schema/index.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];
const run = promisify(execFile);

interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const blocks: readonly Block[] = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language = '', text = '']) => ({
      page,
      language,
      text,
    }),
  ),
);

function blocksIn(language: string): readonly Block[] {
  return blocks.filter((block) => block.language === language);
}

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

describe('a query in the documentation', () => {
  // The supergraph's is run by test/federation/example.test.ts, Relay's documents by test/clients/relay.test.ts.
  const queries = blocksIn('graphql').filter(
    ({ page }) => page !== 'docs/federation.md' && page !== 'docs/clients/relay.md',
  );

  it.each(queries)('is valid: $page', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  it.each(queries.filter(({ text }) => /^(query|\{)/.test(text)))(
    'runs without an error: $page',
    async ({ text }) => {
      const { errors } = await (await graph.send({ query: text })).json();
      expect(errors).toBeUndefined();
    },
  );

  it('of the README has the answer that stands below it', async () => {
    const query = queries.find(({ page }) => page === 'README.md');
    const answer = blocksIn('json').find(({ page }) => page === 'README.md');
    const { data } = await (await graph.send({ query: query?.text })).json();
    expect({ data }).toEqual(JSON.parse(answer?.text ?? ''));
  });
});

/** Commands that other tests run, or that are the tests. */
const elsewhere: Readonly<Record<string, string>> = {
  'npm ci && npm start': 'test/cli.test.ts starts the sandbox',
  'npm ci && npm test': 'this',
  'npm run vaultgraph -- serve --config FILE': 'test/cli.test.ts serves a file',
  'npm run vaultgraph -- doctor --config FILE': 'test/cli.test.ts examines a file',
  'npm run federation': 'test/federation/example.test.ts starts it',
};

describe('a command in the documentation', () => {
  const commands = blocksIn('sh').flatMap(({ page, text }) =>
    text
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter((line) => line !== '')
      .map((command) => ({ page, command })),
  );
  const own = commands.filter(({ command }) => !Object.hasOwn(elsewhere, command));

  it.each(own)('succeeds: $command ($page)', { timeout: 60_000 }, async ({ command }) => {
    const folder = mkdtempSync('test/snippet-');
    try {
      const redirected = command.replace(/> (\S+)$/, `> ${folder}/$1`);
      await expect(run('sh', ['-c', redirected])).resolves.toBeDefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is known', () => {
    expect(commands.length).toBeGreaterThan(4);
  });
});
