/** A provider from outside the package, as the only one of a server, over a stand-in for its API. */
import { connectAccounts, createMemoryStore, createServer, createTenant } from '../src/index.ts';
import { provider as acme } from './acme.ts';
import { emulate } from './acme-emulator.ts';

const emulator = emulate({ customers: 1 });
const [account] = emulator.accounts('http://127.0.0.1:4199');
const accounts = connectAccounts(
  [
    {
      key: 'acme-1',
      displayName: 'Acme',
      environment: 'SANDBOX',
      definition: acme,
      settings: acme.settings.parse(account?.settings),
      limits: { concurrency: 8, queue: 32 },
    },
  ],
  { fetch: emulator.fetch, now: () => new Date() },
);

const requestTimeoutMs = 5_000;
const secrets: [Buffer] = [Buffer.from(crypto.getRandomValues(new Uint8Array(32)))];
const store = createMemoryStore();

/** The graph with Acme in it, as one function from request to response. */
export const graph = await createServer({
  providers: [acme],
  tenants: new Map([['acme', createTenant({ id: 'acme', accounts, secrets, store, requestTimeoutMs })]]),
  authenticate: () => Promise.resolve({ tenant: 'acme', scopes: ['*'], subject: 'example' }),
  requestTimeoutMs,
  graphiql: false,
  report: console.error,
});

const query = `{
  customer(by: { providerCustomerId: { provider: ACME, customerId: "c-1-1" } }) {
    fullName
    details { ... on AcmeCustomerDetails { tier } }
  }
}`;
const response = await graph(
  new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  }),
);
const { data } = await response.json();
console.log(JSON.stringify(data));
