import { createHash, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askedFor, customerKey, type Workload } from './workloads.ts';

export const apiKey = 'a-key-of-the-benchmark';

export interface Given {
  readonly port: number;
  readonly folder: string;
  readonly upstream: string;
  /** What a run changes about the limits, the server, the log, or about every account. */
  readonly limits?: Readonly<Record<string, unknown>>;
  readonly server?: Readonly<Record<string, unknown>>;
  readonly log?: Readonly<Record<string, unknown>>;
  readonly account?: Readonly<Record<string, unknown>>;
}

/** Writes a configuration as a merchant would have it, an account at each provider, and gives back the file's path. */
export function writeConfiguration({ port, folder, upstream, limits, account, server, log }: Given): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const at = (key: string, provider: string, settings: object) => ({
    key,
    provider,
    environment: 'SANDBOX',
    settings: { baseUrl: upstream, ...settings },
    ...account,
  });
  const configuration = {
    // Metrics are counted only if there is a port to read them from.
    server: { host: '127.0.0.1', port, adminPort: 0, ...server },
    log,
    idKey: Buffer.alloc(32, 7).toString('base64url'),
    access: {
      apiKeys: [{ sha256: createHash('sha256').update(apiKey).digest('hex'), tenant: 'acme', scopes: ['*'] }],
    },
    store: { type: 'sqlite', path: join(folder, `vaultgraph-${port}.db`) },
    // Points enough for a day of load; every other limit is the default.
    limits: { budget: { points: 2_000_000_000, perSeconds: 86_400 }, ...limits },
    tenants: [
      {
        id: 'acme',
        accounts: [
          at('monri', 'MONRI', { merchantKey: 'merchant-key', authenticityToken: 'authenticity-token' }),
          at('verifone', 'VERIFONE', {
            entityId: '9f1c2d3e-0000-4000-8000-000000000000',
            userId: 'user',
            apiKey: 'api-key',
          }),
          at('banking', 'BANKING_SERVICE', {
            profileId: 'p',
            tokenUrl: `${upstream}/token`,
            clientId: 'client',
            privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
          }),
          at('bamboo', 'BAMBOO', { privateKey: 'private-key' }),
        ],
      },
    ],
  };
  const file = join(folder, `vaultgraph-${port}.json`);
  writeFileSync(file, JSON.stringify(configuration));
  return file;
}

const customerFields =
  'id company email phone details { ... on VerifoneCustomerDetails { entityId } } createdAt updatedAt';

export const vaultgraphDocuments: Readonly<Record<Workload, string>> = {
  A: `{ customers(accounts: ["monri"], first: 50) { nodes { id fullName email createdAt
      billingAddress { country postalCode }
      paymentMethods { nodes { id status instrument { ... on CardInstrument { maskedNumber expiryMonth expiryYear } } } } } } }`,
  B: `query Customer($id: ID!) { customer(by: { id: $id }) { ${customerFields} firstName lastName
      billingAddress { city country } } }`,
  C: `query Customers($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { ${customerFields} } } }`,
  D: '{ viewer { tenant } }',
  E: `{ monri: customers(accounts: ["monri"], first: 10) { nodes { id email fullName } }
      verifone: customers(accounts: ["verifone"], first: 10) { nodes { id email company } }
      banking: customers(accounts: ["banking"], first: 10) { nodes { id email company } }
      bamboo: customer(by: { reference: { provider: BAMBOO, reference: "person-1" } }) { id email phone } }`,
};

/** The ids that vaultgraph gives to the customers that are asked for, by the vendor's key, and back. */
export interface KnownIds {
  readonly toId: (key: string) => string;
  readonly toKey: (id: string) => string;
}

type Ask = (body: string) => Promise<string>;

/** Asks vaultgraph itself, so that nothing is known here of how an id is made. */
export async function learnIds(ask: Ask): Promise<KnownIds> {
  const ids = new Map<string, string>();
  const numbers = [...new Set([...askedFor.B, ...askedFor.C].flat())];
  for (let start = 0; start < numbers.length; start += 20) {
    const fields = numbers.slice(start, start + 20).map(
      (number) => `c${number}: customer(by: { providerCustomerId:
          { provider: VERIFONE, customerId: "${customerKey(number)}" } }) { id providerCustomerId }`,
    );
    const { data } = JSON.parse(await ask(JSON.stringify({ query: `{ ${fields.join(' ')} }` })));
    for (const { id, providerCustomerId } of Object.values<Found>(data)) ids.set(providerCustomerId, id);
  }
  for (const accounts of ['monri', 'verifone', 'banking']) {
    const query = `{ customers(accounts: ["${accounts}"], first: 50) { nodes { id providerCustomerId } } }`;
    const { data } = JSON.parse(await ask(JSON.stringify({ query })));
    for (const { id, providerCustomerId } of data.customers.nodes as readonly Found[]) {
      ids.set(`${accounts} ${providerCustomerId}`, id);
    }
  }
  const keys = new Map([...ids].map(([key, id]) => [id, key.split(' ').at(-1) ?? key]));
  return { toId: (key) => ids.get(key) ?? '', toKey: (id) => keys.get(id) ?? `unknown id ${id}` };
}

interface Found {
  readonly id: string;
  readonly providerCustomerId: string;
}
