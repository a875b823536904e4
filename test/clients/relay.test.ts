import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createOperationDescriptor,
  fetchQuery,
  getSingularSelector,
  type ConcreteRequest,
  type Environment,
  type ReaderFragment,
} from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printClientGraph } from '../../src/schema/print.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const root = join(import.meta.dirname, '../..');
const compiler = join(root, 'node_modules/relay-compiler/cli.js');
const folder = mkdtempSync(join(root, 'test/snippet-relay-'));
const page = readFileSync(join(root, 'docs/clients/relay.md'), 'utf8');

/** What the documentation shows in a language, in its order. */
function blocksIn(language: string): readonly string[] {
  const fenced = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms');
  return [...page.matchAll(fenced)].map(([, text = '']) => text);
}

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

function tagged(documents: readonly string[]): string {
  return [`import { graphql } from 'react-relay';`, ...documents.map((text) => `graphql\`${text}\`;`)].join(
    '\n',
  );
}

function compile(): void {
  execFileSync(process.execPath, [compiler, 'relay.config.json', '--noWatchman'], {
    cwd: folder,
    stdio: 'pipe',
  });
}

/** The project of the documentation, with its trusted documents. */
beforeAll(() => {
  mkdirSync(join(folder, 'src/__generated__'), { recursive: true });
  const [config = '', persistence = ''] = blocksIn('json');
  write('relay.config.json', JSON.stringify({ ...JSON.parse(config), ...JSON.parse(persistence) }));
  write('package.json', '{}');
  write('client.graphql', printClientGraph());
  write('trusted-documents.json', '{}');
  write('src/environment.ts', blocksIn('ts').join('\n'));
  write(
    'src/CustomerPage.ts',
    tagged([
      ...blocksIn('graphql'),
      'query CustomerPageQuery($first: Int!) { ...CustomerPage_query @arguments(first: $first) }',
    ]),
  );
  compile();
});
afterAll(() => rmSync(folder, { recursive: true }));

function artifact(name: string): string {
  return readFileSync(join(folder, `src/__generated__/${name}.graphql.ts`), 'utf8');
}

describe('the Relay compiler', () => {
  it('pages a list forwards by its connection, with what became of every account', () => {
    const fragment = artifact('CustomerPage_query');
    expect(fragment).toMatch(
      /"connection": \[\s*\{\s*"count": "first",\s*"cursor": "after",\s*"direction": "forward",\s*"path": /,
    );
    expect(fragment).toContain('readonly sources: ReadonlyArray<{');
    expect(fragment).toContain('readonly retryCursor: string | null | undefined;');
    expect(artifact('CustomerPagePaginationQuery')).toContain('"name": "CustomerPagePaginationQuery"');
  });

  it('refuses a field that is not there', () => {
    write('src/Broken.ts', tagged(['query BrokenQuery { viewer { nickname } }']));
    try {
      expect(compile).toThrow('nickname');
    } finally {
      rmSync(join(folder, 'src/Broken.ts'));
    }
  });
});

interface CustomerPage {
  readonly customers: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly fullName: string } }[];
    readonly sources: readonly { readonly status: string }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

describe("Relay's store", () => {
  let graph: RunningGraph;
  let environment: Environment;
  let deleteCustomer: (mutation: ConcreteRequest, id: string, idempotencyKey: string) => Promise<unknown>;
  beforeAll(async () => {
    // No `vault:explore`: whatever is asked is a trusted document.
    const scopes = ['vault:customer:read', 'vault:customer:pii', 'vault:customer:delete'];
    graph = await startGraph({
      access: { anonymous: { tenant: 'sandbox', scopes } },
      documents: { manifest: join(folder, 'trusted-documents.json') },
    });
    process.env['VAULTGRAPH_URL'] = graph.url;
    ({ environment, deleteCustomer } = await import(join(folder, 'src/environment.ts')));
  });
  afterAll(async () => {
    delete process.env['VAULTGRAPH_URL'];
    await graph.close();
  });

  async function load<Node>(name: string): Promise<Node> {
    return (await import(join(folder, `src/__generated__/${name}.graphql.ts`))).default;
  }

  /** The list that a component would show now. */
  async function shown(): Promise<CustomerPage['customers']> {
    const query = createOperationDescriptor(await load<ConcreteRequest>('CustomerPageQuery'), { first: 3 });
    const reference = environment.lookup(query.fragment).data;
    const selector = getSingularSelector(await load<ReaderFragment>('CustomerPage_query'), reference);
    if (!selector) throw new Error('The query spreads no such fragment.');
    return (environment.lookup(selector).data as unknown as CustomerPage).customers;
  }

  const idsOf = ({ edges }: CustomerPage['customers']) => edges.map(({ node }) => node.id);

  it('adds a page to the one before, and loses a deleted customer at once, for good only if it is', async () => {
    const query = await load<ConcreteRequest>('CustomerPageQuery');
    environment.retain(createOperationDescriptor(query, { first: 3 }));
    await fetchQuery(environment, query, { first: 3 }).toPromise();
    const first = await shown();
    expect(idsOf(first)).toHaveLength(3);
    expect(first.sources.map(({ status }) => status)).toContain('PARTIAL');

    const more = await load<ConcreteRequest>('CustomerPagePaginationQuery');
    await fetchQuery(environment, more, { first: 2, after: first.pageInfo.endCursor }).toPromise();
    const both = await shown();
    expect(idsOf(both)).toEqual([...idsOf(first), expect.any(String), expect.any(String)]);

    const [kept = '', gone = ''] = idsOf(both);
    const provider = 'BANKING_SERVICE';
    graph.fail(provider, ({ method }) =>
      method === 'DELETE' ? { kind: 'answer', status: 409, body: '{}' } : null,
    );
    expect(await remove(kept)).toEqual({ atOnce: idsOf(both).slice(1), after: idsOf(both) });
    graph.fail(provider, null);
    const left = idsOf(both).filter((id) => id !== gone);
    expect(await remove(gone)).toEqual({ atOnce: left, after: left });
  });

  /** Deletes a customer as the documentation does: what is shown at once, and after the answer. */
  async function remove(id: string) {
    const mutation = await load<ConcreteRequest>('CustomerPageDeleteMutation');
    const answered = deleteCustomer(mutation, id, crypto.randomUUID());
    const atOnce = idsOf(await shown());
    await answered;
    return { atOnce, after: idsOf(await shown()) };
  }
});
