/** One tenant with one account, at an emulator in memory: enough to embed the graph somewhere. */
import {
  connectAccounts,
  createMemoryStore,
  createTenant,
  definitions,
  type ServerOptions,
  type Tenant,
} from '../src/index.ts';
import { emulators } from '../src/testing/index.ts';

const monri = definitions.get('MONRI');
const emulator = emulators['MONRI']?.({ customers: 3 });
if (!monri || !emulator) throw new Error('Monri is not registered.');

const accounts = emulator.accounts('http://127.0.0.1:4199').map(({ settings }) => ({
  key: 'monri-hr',
  displayName: 'Monri',
  environment: 'SANDBOX' as const,
  definition: monri,
  settings: monri.settings.parse(settings),
  limits: { concurrency: 8, queue: 32 },
}));

const requestTimeoutMs = 5_000;

const tenant: Tenant = createTenant({
  id: 'acme',
  accounts: connectAccounts(accounts, { fetch: emulator.fetch, now: () => new Date() }),
  secrets: [Buffer.from(crypto.getRandomValues(new Uint8Array(32)))],
  store: createMemoryStore(),
  requestTimeoutMs,
});

export const options: ServerOptions = {
  tenants: new Map([['acme', tenant]]),
  authenticate: () => Promise.resolve({ tenant: 'acme', scopes: ['*'], subject: 'example' }),
  requestTimeoutMs,
  graphiql: false,
  report: console.error,
};
