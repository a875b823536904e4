/** The shop's backend: it knows who is signed in, asks for a token for this person, and serves the page. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const {
  GRAPH_URL: graphUrl = 'http://localhost:4000/graphql',
  API_KEY = '',
  PORT = '5173',
  DIST = 'dist',
} = process.env;

/** Who is signed in. Yours comes from your session; here everyone is the same person. */
const person = {
  customers: [process.env['CUSTOMER_ID'] ?? ''],
  references: [{ provider: 'BAMBOO', reference: process.env['REFERENCE'] ?? 'customer-17' }],
};

const createToken = `mutation TokenForShopper($input: CreateShopperTokenInput!) {
  createShopperToken(input: $input) { ... on CreateShopperTokenSuccess { token } ... on VaultError { code } }
}`;

const scopes = [
  'CUSTOMER_READ',
  'CUSTOMER_PII',
  'PAYMENT_METHOD_READ',
  'PAYMENT_METHOD_DELETE',
  'LINK_CREATE',
];

/** What the page needs; the API key stays here. */
async function openSession(): Promise<object> {
  const response = await fetch(graphUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': API_KEY },
    body: JSON.stringify({
      query: createToken,
      variables: { input: { ...person, scopes, validForSeconds: 900 } },
    }),
  });
  const { data } = await response.json();
  const { token, code = 'UNKNOWN' } = data?.createShopperToken ?? {};
  if (token === undefined) throw new Error(`No token was issued: ${code}.`);
  const [customerId] = person.customers;
  const [{ provider, reference: merchantReference } = {}] = person.references;
  const ways = [
    { provider: 'BANKING_SERVICE', customerId, method: { kind: 'CARD' }, description: 'For later orders' },
    { provider, customer: { merchantReference } },
  ];
  return { graphUrl, token, ways };
}

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };
const files = new Map(
  readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(DIST, name)).isFile())
    .map((name) => [`/${name}`, readFileSync(join(DIST, name))]),
);

const server = createServer(async (request, response) => {
  const path = request.url === '/' ? '/index.html' : (request.url ?? '');
  if (path === '/session' && request.method === 'POST') {
    const session = await openSession().catch((error: unknown) => console.error(error));
    response.writeHead(session ? 200 : 502, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(session ?? null));
    return;
  }
  const file = files.get(path);
  response.writeHead(file ? 200 : 404, {
    'content-type': types[path.split('.').at(-1) ?? ''] ?? 'text/plain',
  });
  response.end(file);
});

server.listen(Number(PORT), 'localhost', () => {
  console.log(`The shop is at http://localhost:${Object(server.address()).port}/`);
});
