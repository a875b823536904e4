import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printClientGraph } from '../../src/schema/print.ts';

const root = join(import.meta.dirname, '../..');
const compiler = join(root, 'node_modules/relay-compiler/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-relay-'));

/** A list as a component asks for it: page by page, with what became of every account. */
const list = `
fragment CustomerList_query on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" })
  @refetchable(queryName: "CustomerListPaginationQuery") {
  customers(first: $first, after: $after) @connection(key: "CustomerList_customers") {
    edges {
      node {
        id
        fullName
      }
    }
    sources {
      status
      retryCursor
      account {
        key
      }
      problem {
        code
        message
      }
    }
  }
}`;
const query = `query CustomerListQuery { ...CustomerList_query }`;
const removal = `
mutation CustomerListDeleteMutation($input: DeleteCustomerInput!, $connections: [ID!]!) {
  deleteCustomer(input: $input) {
    ... on DeleteCustomerSuccess {
      deletedCustomerId @deleteEdge(connections: $connections) @deleteRecord
    }
    ... on VaultError {
      code
      message
    }
  }
}`;

/** The fragment that the documentation shows. */
const [, documented = ''] =
  /```graphql\n(.*?)```/s.exec(readFileSync(join(root, 'docs/clients/relay.md'), 'utf8')) ?? [];

beforeAll(() => {
  const tagged = [list, query, removal].map((document) => `graphql\`${document}\`;`).join('\n');
  mkdirSync(join(folder, 'src/__generated__'), { recursive: true });
  writeFileSync(join(folder, 'src/CustomerList.ts'), `import { graphql } from 'react-relay';\n${tagged}\n`);
  writeFileSync(
    join(folder, 'src/CustomerPage.ts'),
    `import { graphql } from 'react-relay';\ngraphql\`${documented}\`;\ngraphql\`query CustomerPageQuery { ...CustomerPage_query }\`;\n`,
  );
  writeFileSync(join(folder, 'schema.graphql'), printClientGraph());
  writeFileSync(
    join(folder, 'relay.config.json'),
    JSON.stringify({
      src: './src',
      schema: './schema.graphql',
      language: 'typescript',
      artifactDirectory: './src/__generated__',
      eagerEsModules: true,
      customScalarTypes: {
        CountryCode: 'string',
        DateTime: 'string',
        MetadataValue: 'string',
        URL: 'string',
      },
    }),
  );
  writeFileSync(join(folder, 'package.json'), '{}');
  execFileSync(process.execPath, [compiler, 'relay.config.json', '--noWatchman'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

function artifact(name: string): string {
  return readFileSync(join(folder, `src/__generated__/${name}.graphql.ts`), 'utf8');
}

describe('the Relay compiler', () => {
  it('pages a list forwards by its connection, with what became of every account', () => {
    const fragment = artifact('CustomerList_query');
    expect(fragment).toMatch(
      /"connection": \[\s*\{\s*"count": "first",\s*"cursor": "after",\s*"direction": "forward",\s*"path": /,
    );
    expect(fragment).toContain('readonly sources: ReadonlyArray<{');
    expect(artifact('CustomerListPaginationQuery')).toContain(
      '"text": "query CustomerListPaginationQuery(\\n  $after: String\\n  $first: Int = 20\\n)',
    );
  });

  it('accepts the fragment of the documentation', () => {
    expect(artifact('CustomerPage_query')).toContain('readonly retryCursor: string | null | undefined;');
    expect(artifact('CustomerPagePaginationQuery')).toContain('query CustomerPagePaginationQuery');
  });

  it('takes a deleted customer out of a connection by its id', () => {
    expect(artifact('CustomerListDeleteMutation')).toMatch(
      /"handle": "deleteEdge",\s*"key": "",\s*"kind": "ScalarHandle",\s*"name": "deletedCustomerId"/,
    );
  });

  it('refuses a field that is not there', () => {
    const broken = `import { graphql } from 'react-relay';\ngraphql\`query BrokenQuery { viewer { nickname } }\`;\n`;
    writeFileSync(join(folder, 'src/Broken.ts'), broken);
    expect(() =>
      execFileSync(process.execPath, [compiler, 'relay.config.json', '--noWatchman'], {
        cwd: folder,
        stdio: 'pipe',
      }),
    ).toThrow('nickname');
  });
});
