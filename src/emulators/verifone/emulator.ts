import { randomUUID } from 'node:crypto';
import type { EmulatedAccount, Emulator, EmulatorOptions, ListFaults } from '../kit/emulator.ts';
import { asRecorded, recordedRoutes } from '../kit/recorded.ts';
import { rememberMaps } from '../kit/remember.ts';
import { route, type Handler, type Routed } from '../kit/route.ts';
import { authenticating, credentialsOf, type Credentials } from './authentication.ts';
import { listed, newestFirst } from './list.ts';
import { refused, Refusal } from './refusal.ts';
import { seeded } from './seed.ts';
import { merged } from './merge.ts';
import { defaultSwitches, type VerifoneSwitches } from './switches.ts';
import { readCustomer, type CustomerRequest, type CustomerResponse } from './validation.ts';

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

/** An authenticated call. */
interface Call extends Routed {
  readonly account: Account;
  readonly now: Date;
  readonly switches: Readonly<VerifoneSwitches>;
  readonly lists: ListFaults;
}

type Action = (call: Call) => Response;
type SignedIn = (action: Action) => Handler;

const tokenPath = '/oauth2/realms/root/realms/VerifoneServices/access_token';
const basePath = '/oidc/customer-service';
const customersPath = `${basePath}/v2/customer`;

/** Verifone's customer service and its token endpoint, in memory. */
export function emulate(options: VerifoneEmulatorOptions = {}): VerifoneEmulator {
  const now = options.now ?? (() => new Date());
  const switches = { ...defaultSwitches, ...options.switches };
  const accounts = openAccounts(options, now());
  const authentication = authenticating(accounts, { now, expiresIn: () => switches.expiresIn });
  const signedIn: SignedIn = (action) => (routed) => {
    const account = authentication.accountOf(routed.request.headers.get('authorization'));
    const { lists = {} } = options;
    return answer({ ...routed, now: now(), switches, lists }, account, action);
  };
  const { recorded = [] } = options;
  const customers = recordedRoutes(customerRoutes(signedIn), {
    accountOf: ({ request }) => {
      const account = authentication.accountOf(request.headers.get('authorization'));
      return account && recorded[accounts.indexOf(account)];
    },
    base: basePath,
  });
  return {
    fetch: route({ [`POST ${tokenPath}`]: authentication.issueToken, ...customers }, signedIn(nowhere)),
    accounts: (origin) =>
      accounts.map((account, index) => asRecorded(emulated(account, origin), recorded[index], 'entityId')),
    switches,
    remember: () => rememberMaps(accounts.map((account) => account.customers)),
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

function list({ account, url, switches, lists }: Call): Response {
  const query = lists.placeIgnored ? withoutPlace(url.searchParams) : url.searchParams;
  const size = Math.min(switches.maximumPageSize, lists.pageCap ?? Infinity);
  return Response.json(listed(account.customers.values(), query, { ...switches, maximumPageSize: size }));
}

/** The search as of the list's beginning: neither a page number nor a time of creation counts. */
function withoutPlace(query: URLSearchParams): URLSearchParams {
  const search = (query.get('search') ?? '').replaceAll(/;created_at=l[te]=[^;]*/g, '');
  return new URLSearchParams({ ...Object.fromEntries(query), search, page_number: '1' });
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

/** A full replacement: what the body leaves out is removed, unless the service is switched to merging. */
function update(call: Call): Response {
  const before = customerOf(call);
  const { id, created_at } = before;
  const request = requestIn(call.switches.updateMerges ? { ...call, body: merged(before, call.body) } : call);
  const customer = { id, ...request, created_at, updated_at: call.now.toISOString() };
  call.account.customers.set(id, customer);
  return Response.json(customer);
}

function remove(call: Call): Response {
  const isMissing = !call.account.customers.has((call.params['customerId'] ?? '').toLowerCase());
  if (isMissing && call.switches.missingDeletionStatus === 204) return new Response(null, { status: 204 });
  const customer = customerOf(call);
  call.account.customers.delete(customer.id);
  if (call.switches.deletionStatus === 200) return Response.json(customer);
  return new Response(null, { status: 204 });
}

/**
 * A method or a path that is not documented. Assumed: the service refuses a method, and the web server in front of it
 * answers for a path of none, without an error body.
 */
function nowhere({ url }: Call): Response {
  if (url.pathname.startsWith(customersPath)) throw new Refusal(109);
  return new Response(null, { status: 404 });
}

function answer(call: Omit<Call, 'account'>, account: Account | undefined, action: Action): Response {
  try {
    if (!account) throw new Refusal(116, {}, call.switches.unauthorizedStatus);
    // Assumed: the web server in front refuses such a URL, so there is no error body. A serialised URL is ASCII.
    if (call.request.url.length > call.switches.maximumUrlBytes) return new Response(null, { status: 414 });
    return action({ ...call, account });
  } catch (error) {
    if (error instanceof Refusal) return refused(error, call.now, call.switches);
    throw error;
  }
}

function customerOf({ account, params, switches }: Call): CustomerResponse {
  const id = params['customerId'] ?? '';
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(id)) {
    throw new Refusal(107, { params: { customerId: 'must be a uuid' } }, switches.malformedIdStatus);
  }
  const customer = account.customers.get(id.toLowerCase());
  if (!customer) throw new Refusal(109, {}, switches.unknownIdStatus);
  return customer;
}

function requestIn({ account, request, body, switches }: Call): CustomerRequest {
  // JSON is the only documented content type; that another is refused, and like this, is assumed.
  if (!request.headers.get('content-type')?.startsWith('application/json')) throw new Refusal(110);
  const customer = readCustomer(body, switches.unknownKeysAccepted);
  if (customer.entity_id.toLowerCase() !== account.credentials.entityId) throw new Refusal(113);
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
