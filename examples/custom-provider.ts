/** A provider of your own, from outside the package: in the graph like the others, before the first server is created. */
import { z } from 'zod';
import {
  builder,
  connectAccounts,
  createClient,
  createMemoryStore,
  createServer,
  createTenant,
  defineProvider,
  orNull,
  path,
  registerProvider,
  route,
  secret,
  upstreamUrl,
  withAuthorization,
  type Capabilities,
  type Customer,
  type EmulatorOptions,
  type Refusal,
} from '../src/index.ts';

interface AcmeDetails {
  readonly provider: 'ACME';
  readonly tier: string | null;
}

const wireCustomer = z.object({ id: z.string(), name: z.string().nullish(), tier: z.string().nullish() });

function toCustomer({ id, name, tier }: z.output<typeof wireCustomer>): Customer<AcmeDetails> {
  return {
    key: id,
    reference: null,
    firstName: null,
    lastName: null,
    fullName: name ?? null,
    company: null,
    email: null,
    phone: null,
    billingAddress: null,
    shippingAddress: null,
    metadata: {},
    createdAt: null,
    updatedAt: null,
    deleted: false,
    unread: [],
    details: { provider: 'ACME', tier: tier ?? null },
  };
}

const refusal: Refusal = { support: 'UNSUPPORTED', because: "Acme's API reads customers and nothing else." };

const abilities: Capabilities = {
  READ_CUSTOMER: { support: 'NATIVE' },
  READ_CUSTOMER_BY_REFERENCE: refusal,
  LIST_CUSTOMERS: refusal,
  CREATE_CUSTOMER: refusal,
  UPDATE_CUSTOMER: refusal,
  UNSET_METADATA: refusal,
  DELETE_CUSTOMER: refusal,
  LIST_PAYMENT_METHODS: refusal,
  DELETE_PAYMENT_METHOD: refusal,
  CREATE_REGISTRATION_LINK: refusal,
  ATTACH_CUSTOMER_TO_PAYMENT: refusal,
};

/** Acme's stand-in: one account, one customer, one key. */
function emulate(_options?: EmulatorOptions) {
  const answer = route({
    'GET /customers/:id': ({ request, params }) => {
      if (request.headers.get('authorization') !== 'Key open-sesame')
        return new Response(null, { status: 401 });
      if (params['id'] !== 'c-1') return new Response(null, { status: 404 });
      return Response.json({ id: 'c-1', name: 'Wile E. Coyote', tier: 'gold' });
    },
  });
  return {
    fetch: answer,
    accounts: (origin: string) => [
      { settings: { baseUrl: origin, key: 'open-sesame' }, customerKeys: () => ['c-1'] },
    ],
    switches: {},
  };
}

export const acme = defineProvider({
  code: 'ACME',
  title: 'Acme',
  docs: 'https://acme.example.com/docs',
  abilities,
  rules: { customer: null, registration: null },
  settings: z.strictObject({ baseUrl: upstreamUrl, key: secret }),
  details: builder.objectRef<AcmeDetails>('AcmeCustomerDetails').implement({
    description: 'What only Acme keeps.',
    fields: (t) => ({
      tier: t.exposeString('tier', { nullable: true, description: 'The tier. Null where there is none.' }),
    }),
  }),
  connect({ baseUrl, key }, { exchange, now, origin }) {
    const http = createClient({
      exchange: withAuthorization(exchange, () => `Key ${key.reveal()}`),
      origin,
      baseUrl,
      explain: () => null,
      now,
    });
    return {
      getCustomer: async (id, call) => {
        const request = { operation: 'getCustomer', path: path`customers/${{ id }}`, schema: wireCustomer };
        const wire = await orNull(http(request, call));
        return wire && toCustomer(wire);
      },
    };
  },
  emulate,
});

registerProvider(acme);

const emulator = emulate();
const [emulated] = emulator.accounts('http://127.0.0.1:4199');
const accounts = connectAccounts(
  [
    {
      key: 'acme-1',
      displayName: 'Acme',
      environment: 'SANDBOX',
      definition: acme,
      settings: acme.settings.parse(emulated?.settings),
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
  tenants: new Map([['acme', createTenant({ id: 'acme', accounts, secrets, store, requestTimeoutMs })]]),
  authenticate: () => Promise.resolve({ tenant: 'acme', scopes: ['*'], subject: 'example' }),
  requestTimeoutMs,
  graphiql: false,
  report: console.error,
});

const query = `{
  customer(by: { providerCustomerId: { provider: ACME, customerId: "c-1" } }) {
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
