import type { Config } from '../config/schema.ts';
import type { GraphiqlPage } from '../server/request/index.ts';

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

/** GraphiQL for the configured accounts. The browser does not store headers: a credential would be stored in clear. */
export function graphiqlFor({ access }: Pick<Config, 'access'>): GraphiqlPage {
  const graphiql: GraphiqlPage = { shouldPersistHeaders: false };
  if (access.anonymous) return { ...graphiql, defaultQuery: accountsQuery };
  return {
    ...graphiql,
    defaultQuery: howToAsk + accountsQuery,
    // Nothing but ASCII: a browser refuses to send a header with an ellipsis in it.
    defaultHeaders: '{ "authorization": "Bearer YOUR-KEY" }',
    defaultEditorToolsVisibility: 'headers',
  };
}
