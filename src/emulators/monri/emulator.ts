import { randomBytes } from 'node:crypto';
import type { EmulatedAccount, Emulator, EmulatorOptions } from '../kit/emulator.ts';
import type { RecordedAccount } from '../kit/recorded-account.ts';
import { asRecorded, recordedRoutes } from '../kit/recorded.ts';
import { rememberMaps } from '../kit/remember.ts';
import { route } from '../kit/route.ts';
import type { Handler } from '../kit/route.ts';
import { refused, unauthorized, unknownRoute } from './answers.ts';
import { isSignedWith, isTimely, readAuthorization, recordedDigestOver } from './authorization.ts';
import type { MonriCredentials } from './authorization.ts';
import { hasExpired, keptCard } from './cards.ts';
import {
  createCustomer,
  deleteCustomer,
  forCustomer,
  forReading,
  list,
  listItem,
  listedCustomers,
  updateCustomer,
  uuidFor,
} from './customers.ts';
import { newestFirst } from './records.ts';
import type { PaymentMethodRecord } from './records.ts';
import { seededMerchant } from './seed.ts';
import { defaultSwitches, type MonriSwitches } from './switches.ts';
import type { World } from './world.ts';

export type { MonriSwitches } from './switches.ts';

export interface MonriEmulatorOptions extends EmulatorOptions<MonriSwitches> {
  /** The credentials of the first accounts, in order; the others get invented ones. */
  readonly credentials?: readonly MonriCredentials[];
}

export interface MonriEmulator extends Emulator<MonriSwitches> {
  /**
   * Keeps a card for a customer, as a payment would, and returns it as the lists show it. A Visa card, valid for
   * more than a year, if `card` does not say otherwise; its `token` is also its id.
   * The API itself cannot: cards come from payments alone.
   */
  readonly addPaymentMethod: (
    customerUuid: string,
    card?: Partial<Omit<PaymentMethodRecord, 'id' | 'customer_uuid'>>,
  ) => PaymentMethodRecord;
}

/** Monri's Customers API, written from its documentation. */
export function emulate(options: MonriEmulatorOptions = {}): MonriEmulator {
  const { customers = 0, credentials = [], lists = {}, recorded = [], now = () => new Date() } = options;
  const switches = { ...defaultSwitches, ...options.switches };
  const count = Math.max(options.accounts ?? 1, credentials.length);
  const worlds = Array.from({ length: count }, (_, account) => {
    const openedAt = now();
    const seeding = { customers, credentials: credentials[account], now: openedAt };
    return { merchant: seededMerchant(account, seeding), switches, lists, openedAt, now };
  });

  return {
    fetch: authenticated(worlds, recorded),
    accounts: (origin) => worlds.map((world, index) => asRecorded(emulated(world, origin), recorded[index])),
    switches,
    remember: () =>
      rememberMaps(
        worlds.flatMap(({ merchant: { customers: kept, paymentMethods } }) => [kept, paymentMethods]),
      ),
    addPaymentMethod: (customerUuid, card = {}) => addPaymentMethod(worlds, customerUuid, card),
  };
}

function emulated(world: World, origin: string): EmulatedAccount {
  return {
    settings: { baseUrl: origin, ...world.merchant.credentials },
    customerKeys: () => listedCustomers(world).map(({ uuid }) => uuid),
  };
}

function routes(world: World): Record<string, Handler> {
  const { merchant } = world;
  return {
    'POST /v2/customers': ({ body }) => createCustomer(world, body),
    'GET /v2/customers': ({ url }) =>
      list(
        world,
        url,
        listedCustomers(world)
          .values()
          .map((customer) => listItem(customer, world)),
      ),
    'GET /v2/customers/:uuid': ({ params }) => forReading(world, params['uuid']),
    'POST /v2/customers/:uuid': ({ params, body }) =>
      forCustomer(world, params['uuid'], (customer) => updateCustomer(world, customer, body)),
    'DELETE /v2/customers/:uuid': ({ params }) =>
      forCustomer(world, params['uuid'], (customer) => deleteCustomer(world, customer)),
    'GET /v2/customers/:uuid/payment-methods': ({ params, url }) =>
      forCustomer(world, params['uuid'], ({ uuid }) =>
        list(world, url, listedCards(world, merchant.paymentMethods.get(uuid) ?? [])),
      ),
    'GET /v2/merchants/customers/:merchantCustomerId': ({ params }) =>
      forReading(world, uuidFor(world, params['merchantCustomerId'])),
    'GET /v2/payment-methods': ({ url }) =>
      list(world, url, listedCards(world, [...merchant.paymentMethods.values()].flat())),
  };
}

/** The cards that a list pages through, newest first. Cards that have run out since the emulator started are expired. */
function listedCards({ openedAt, now }: World, cards: readonly PaymentMethodRecord[]) {
  const ranOut = (card: PaymentMethodRecord) => !hasExpired(card, openedAt) && hasExpired(card, now());
  return newestFirst(cards)
    .values()
    .map((card) => Object.assign({}, card, { expired: card.expired || ranOut(card) }));
}

/** Lets a call through to the merchant whose signature it carries, and nothing else anywhere. */
function authenticated(worlds: readonly World[], recorded: readonly RecordedAccount[]): Emulator['fetch'] {
  const apis = worlds.map((world, index) => ({
    ...world,
    digestOver: recorded[index] && recordedDigestOver(recorded[index]),
    answer: route(recordedRoutes(routes(world), { accountOf: () => recorded[index] }), unknownRoute),
  }));
  return async (request) => {
    const authorization = readAuthorization(request);
    const account = apis.find(
      ({ merchant }) => merchant.credentials.authenticityToken === authorization?.authenticityToken,
    );
    if (!authorization || !account) return unauthorized(worlds[0]?.switches.unauthorizedStatus);
    const { merchant, switches, now, digestOver = switches.digestOver, answer } = account;
    const tolerance = switches.timestampToleranceSeconds;
    const isInTime = tolerance === null || isTimely(authorization.timestamp, now(), tolerance);
    const isSigned = await isSignedWith(merchant.credentials.merchantKey, authorization, request, digestOver);
    const isOfUnit = switches.timestampUnit === 'either' || authorization.timestamp.length > 11;
    if (!isInTime || !isSigned || !isOfUnit) return unauthorized(switches.unauthorizedStatus);
    if (switches.jsonHeadersRequired && !hasJsonHeaders(request)) {
      return refused('Content-Type and Accept must be application/json');
    }
    return answer(request);
  };
}

function hasJsonHeaders({ headers }: Request): boolean {
  return ['content-type', 'accept'].every((name) => /\bapplication\/json\b/i.test(headers.get(name) ?? ''));
}

function addPaymentMethod(
  worlds: readonly World[],
  customerUuid: string,
  { token = randomBytes(32).toString('hex'), ...card }: Partial<PaymentMethodRecord>,
): PaymentMethodRecord {
  const world = worlds.find(({ merchant }) => merchant.customers.has(customerUuid));
  if (!world) throw new Error('No account has this customer.');
  const { paymentMethods } = world.merchant;
  const now = world.now();
  const kept = keptCard({ token, customerUuid, createdAt: now, variety: 0 }, now);
  const method = { ...kept, ...card };
  paymentMethods.set(customerUuid, [...(paymentMethods.get(customerUuid) ?? []), method]);
  return method;
}
