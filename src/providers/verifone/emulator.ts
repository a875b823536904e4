import { randomUUID } from 'node:crypto';
import type { EmulatedAccount, Emulator, EmulatorOptions } from '../../sandbox/emulator.ts';
import { route, type Handler, type Routed } from '../../sandbox/route.ts';
import { authenticating, credentialsOf, type Credentials } from './emulator/authentication.ts';
import { listed, newestFirst } from './emulator/list.ts';
import { refused, Refusal } from './emulator/refusal.ts';
import { seeded } from './emulator/seed.ts';
import { readCustomer, type CustomerRequest, type CustomerResponse } from './emulator/validation.ts';

/** What Verifone's documentation leaves open about its customer service. */
export interface VerifoneSwitches {
  /** The most customers one page holds; a larger `page_size` is cut down to it without a word. 100 by default. */
  maximumPageSize: number;
  /** The longest URL answered, in bytes; a longer one gets a bare 414. 8192 by default. */
  maximumUrlBytes: number;
  /** How long a token is good for, in seconds, counted from when it is issued. 3600 by default. */
  expiresIn: number;
}

export interface VerifoneEmulatorOptions extends EmulatorOptions<VerifoneSwitches> {
  /**
   * The kind of credentials in every account's settings. By default even accounts (0, 2, …) get `basic` and odd ones
   * `oauth`. Every account has both kinds and may use either.
   */
  readonly authentication?: 'basic' | 'oauth';
}

export interface VerifoneEmulator extends Emulator<VerifoneSwitches> {
  /** Ends every token issued so far, before its time. */
  readonly revokeTokens: () => void;
}

interface Account {
  readonly credentials: Credentials;
  /** Which of its credentials its settings hold. */
  readonly configured: 'basic' | 'oauth';
  /** By id, oldest first. */
  readonly customers: Map<string, CustomerResponse>;
}

/** A call that has been let in. */
interface Call extends Routed {
  readonly account: Account;
  readonly now: Date;
  readonly switches: Readonly<VerifoneSwitches>;
}

type Action = (call: Call) => Response;
type SignedIn = (action: Action) => Handler;

const tokenPath = '/oauth2/realms/root/realms/VerifoneServices/access_token';
const basePath = '/oidc/customer-service';
const customersPath = `${basePath}/v2/customer`;

/** Verifone's customer service and its token endpoint, in memory. */
export function emulate(options: VerifoneEmulatorOptions = {}): VerifoneEmulator {
  const now = options.now ?? (() => new Date());
  const switches = { maximumPageSize: 100, maximumUrlBytes: 8192, expiresIn: 3600, ...options.switches };
  const accounts = openAccounts(options, now());
  const authentication = authenticating(accounts, { now, expiresIn: () => switches.expiresIn });
  const signedIn: SignedIn = (action) => (routed) => {
    const account = authentication.accountOf(routed.request.headers.get('authorization'));
    return answer({ ...routed, now: now(), switches }, account, action);
  };
  return {
    fetch: route(
      { [`POST ${tokenPath}`]: authentication.issueToken, ...customerRoutes(signedIn) },
      signedIn(nowhere),
    ),
    accounts: (origin) => accounts.map((account) => emulated(account, origin)),
    switches,
    revokeTokens: authentication.revokeTokens,
  };
}

function customerRoutes(signedIn: SignedIn): Record<string, Handler> {
  return {
    [`GET ${customersPath}`]: signedIn(list),
    [`POST ${customersPath}`]: signedIn(create),
    [`GET ${customersPath}/:customerId`]: signedIn(read),
    [`POST ${customersPath}/:customerId`]: signedIn(update),
    [`DELETE ${customersPath}/:customerId`]: signedIn(remove),
  };
}

function list({ account, url, switches }: Call): Response {
  return Response.json(listed(account.customers.values(), url.searchParams, switches.maximumPageSize));
}

function create(call: Call): Response {
  const { account, now } = call;
  const [id, time] = [randomUUID(), now.toISOString()];
  const customer = { id, ...requestIn(call), created_at: time, updated_at: time };
  account.customers.set(id, customer);
  return Response.json(customer);
}

function read(call: Call): Response {
  return Response.json(customerOf(call));
}

/** A full replacement: what the body leaves out is gone. */
function update(call: Call): Response {
  const { id, created_at } = customerOf(call);
  const customer = { id, ...requestIn(call), created_at, updated_at: call.now.toISOString() };
  call.account.customers.set(id, customer);
  return Response.json(customer);
}

function remove(call: Call): Response {
  call.account.customers.delete(customerOf(call).id);
  return new Response(null, { status: 204 });
}

/** A path or a method that is not documented; that it is a 404 is assumed. */
function nowhere(): Response {
  throw new Refusal(109);
}

function answer(call: Omit<Call, 'account'>, account: Account | undefined, action: Action): Response {
  try {
    if (!account) throw new Refusal(116);
    // Assumed: the web server in front refuses such a URL, so there is no error body. A serialised URL is ASCII.
    if (call.request.url.length > call.switches.maximumUrlBytes) return new Response(null, { status: 414 });
    return action({ ...call, account });
  } catch (error) {
    if (error instanceof Refusal) return refused(error, call.now);
    throw error;
  }
}

function customerOf({ account, params }: Call): CustomerResponse {
  const id = params['customerId'] ?? '';
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(id)) {
    throw new Refusal(107, { params: { customerId: 'must be a uuid' } });
  }
  const customer = account.customers.get(id.toLowerCase());
  if (!customer) throw new Refusal(109);
  return customer;
}

function requestIn({ account, request, body }: Call): CustomerRequest {
  // JSON is the only documented content type; that another is refused, and like this, is assumed.
  if (!request.headers.get('content-type')?.startsWith('application/json')) throw new Refusal(110);
  const customer = readCustomer(body);
  if (customer.entity_id !== account.credentials.entityId) throw new Refusal(113);
  return customer;
}

function openAccounts(options: VerifoneEmulatorOptions, now: Date): Account[] {
  const { accounts = 1, customers = 0, authentication } = options;
  return Array.from({ length: accounts }, (_, index) => {
    const credentials = credentialsOf(index);
    const records = seeded({ account: index, entityId: credentials.entityId, customers, now });
    return {
      credentials,
      configured: authentication ?? (index % 2 === 0 ? 'basic' : 'oauth'),
      customers: new Map(records.map((record) => [record.id, record])),
    };
  });
}

function emulated(account: Account, origin: string): EmulatedAccount {
  return {
    settings: settingsOf(account, origin),
    customerKeys: () => newestFirst(account.customers.values()).map(({ id }) => id),
  };
}

function settingsOf({ credentials, configured }: Account, origin: string): EmulatedAccount['settings'] {
  const { entityId, userId, apiKey, clientId, clientSecret, scope } = credentials;
  const baseUrl = `${origin}${basePath}`;
  return configured === 'basic'
    ? { baseUrl, entityId, userId, apiKey }
    : { baseUrl, entityId, tokenUrl: `${origin}${tokenPath}`, clientId, clientSecret, scope };
}
