import type { GraphiQLOptions } from 'graphql-yoga';
import type { Config } from '../config/schema.ts';
import { sandboxIds, type Sandbox } from './index.ts';
import { tabsWith } from './tabs.ts';

const accountsQuery = `query Accounts {
  viewer {
    tenant
    scopes
  }
  providerAccounts {
    key
    provider {
      displayName
    }
  }
}
`;

const howToAsk = `# Put your key under Headers below; it needs the scope
# vault:explore. Then press Re-fetch schema.
`;

/** GraphiQL over somebody's own accounts. The browser keeps no header, since a credential would be kept in clear. */
export function graphiqlFor({ access }: Pick<Config, 'access'>): GraphiQLOptions {
  const graphiql: GraphiQLOptions = { title: 'vaultgraph', shouldPersistHeaders: false };
  if (access.anonymous) return { ...graphiql, defaultQuery: accountsQuery };
  return {
    ...graphiql,
    defaultQuery: howToAsk + accountsQuery,
    // Nothing but ASCII: a browser refuses to send a header with an ellipsis in it.
    defaultHeaders: '{ "authorization": "Bearer YOUR-KEY" }',
    defaultEditorToolsVisibility: 'headers',
  };
}

/** GraphiQL over the sandbox, with a tab for every example. */
export function sandboxGraphiql(sandbox: Sandbox): GraphiQLOptions {
  const customerId = sandboxIds.seal({ type: 'Customer', account: 'monri-1', key: firstMonriKey(sandbox) });
  return { title: 'vaultgraph sandbox', defaultTabs: tabsWith({ customerId }) };
}

function firstMonriKey({ emulators }: Sandbox): string {
  const monri = emulators.find(({ provider }) => provider === 'MONRI');
  return monri?.emulator.accounts(monri.origin)[0]?.customerKeys()[0] ?? '';
}
