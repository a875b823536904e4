import type { Fetch } from '../../http/fetch.ts';
import type { EmulatedAccount, Emulator, EmulatorOptions } from '../kit/emulator.ts';
import type { RecordedAccount } from '../kit/recorded-account.ts';
import { asRecorded, recordedRoutes } from '../kit/recorded.ts';
import { rememberMaps } from '../kit/remember.ts';
import { route } from '../kit/route.ts';
import type { Handler } from '../kit/route.ts';
import { isVisible } from './account.ts';
import type { Account, BambooSwitches, Customer } from './account.ts';
import { createLink, deleteCustomer, registerCard, retrieveCustomer } from './customers.ts';
import { createPayment, injectCustomer, openPayment } from './payments.ts';
import { Refusal, refuse } from './refusal.ts';
import { withRegistrationPage } from './registration-page.ts';
import { openAccount } from './seed.ts';

export type { BambooSwitches } from './account.ts';

/** What happens at Bamboo without an API call. */
interface BambooControl {
  /** Registers a card through a link, as the person who was sent it would; false if the link is unknown or expired. */
  readonly registerCard: (customerId: string) => boolean;
  /** Opens a payment in an account, the first if none is named, for 15 minutes if no time is, and returns its `paymentId`. */
  readonly seedPayment: (payment?: SeededPayment) => string;
  /** The customer injected into a payment; null if none was. */
  readonly injectedCustomer: (paymentId: string) => Customer | null;
}

/** Whether an emulator is Bamboo's. */
export function isBamboo(emulator: Emulator): emulator is BambooEmulator {
  return 'seedPayment' in emulator;
}

export interface SeededPayment {
  /** The account's place in `accounts`. */
  readonly account?: number;
  readonly paymentId?: string;
  readonly validForMinutes?: number;
}

export type BambooEmulator = Emulator<BambooSwitches> & BambooControl;

const documented: BambooSwitches = {
  visibleOnlyAfterRegistration: false,
  hostsRegistrationPage: false,
  unknownCustomerStatus: 404,
  refusesKnownIdentifiers: false,
  renewsCustomerIds: false,
  identifiersIgnoreCase: false,
  unauthorizedStatus: 401,
  errorItems: 'objects',
  unknownPaymentCode: 'PR008',
  otherLinkTypesAccepted: false,
  longestText: null,
};

/** Bamboo Payment's h2h API v1, customers and payment links. The first account holds the documentation's examples. */
export function emulate(options: EmulatorOptions<BambooSwitches> = {}): BambooEmulator {
  const { accounts: count = 1, customers = 0, recorded = [], now = () => new Date() } = options;
  const switches = { ...documented, ...options.switches };
  const accounts = Array.from({ length: count }, (_, index) =>
    openAccount(index, { customers, switches, now }),
  );
  const controls = control(accounts);

  return {
    fetch: withRegistrationPage(serve(accounts, switches, recorded), { switches, ...controls }),
    accounts: (origin) =>
      emulated(accounts, origin).map((account, index) => asRecorded(account, recorded[index])),
    switches,
    remember: () =>
      rememberMaps(accounts.flatMap(({ registrations, payments }) => [registrations, payments])),
    ...controls,
  };
}

function routes(account: Account): Record<string, Handler> {
  return {
    'POST /api/v1/customers/account-link': (routed) => createLink(account, routed),
    'GET /api/v1/customers/:identifier': (routed) => retrieveCustomer(account, routed),
    'DELETE /api/v1/customers/:identifier': (routed) => deleteCustomer(account, routed),
    'POST /api/v1/payments': (routed) => createPayment(account, routed),
    'PATCH /api/v1/payments/:paymentId': (routed) => injectCustomer(account, routed),
  };
}

/** Authenticates before anything else: only the word Basic and a key exactly as issued will do. */
function serve(
  accounts: readonly Account[],
  switches: BambooSwitches,
  recorded: readonly RecordedAccount[],
): Fetch {
  const apiByCredential = new Map(
    accounts.map((account, index) => {
      const table = recordedRoutes(routes(account), { accountOf: () => recorded[index], base: '/api/v1' });
      return [`Basic ${account.privateKey}`, route(table, misdirected(Object.keys(table)))];
    }),
  );

  return async (request) => {
    const api = apiByCredential.get(request.headers.get('authorization') ?? '');
    try {
      if (!api) throw new Refusal(switches.unauthorizedStatus, { code: 'UNAUTHORIZED' });
      return await api(request);
    } catch (error) {
      if (error instanceof Refusal) return refuse(error, request, switches);
      throw error;
    }
  };
}

/** 405 if the path is served by another method, else 404, as the documentation's HTTP table has it. */
function misdirected(keys: readonly string[]): Handler {
  const patterns = keys.map((key) => new URLPattern({ pathname: key.split(' ')[1] ?? '' }));
  return ({ url }) => {
    const isServed = patterns.some((pattern) => pattern.test({ pathname: url.pathname }));
    throw isServed
      ? new Refusal(405, { code: 'METHOD_NOT_ALLOWED' })
      : new Refusal(404, { code: 'NOT_FOUND' });
  };
}

function control(accounts: readonly Account[]): BambooControl {
  return {
    registerCard: (customerId) => accounts.some((account) => registerCard(account, customerId)),
    seedPayment: ({ account: index = 0, ...payment } = {}) => {
      const account = accounts[index];
      if (!account) throw new RangeError(`There is no account ${index}.`);
      return openPayment(account, payment);
    },
    injectedCustomer: (paymentId) =>
      accounts.map(({ payments }) => payments.get(paymentId)).find(Boolean)?.customer ?? null,
  };
}

function emulated(accounts: readonly Account[], origin: string): EmulatedAccount[] {
  return accounts.map((account) => ({
    settings: { baseUrl: `${origin}/api/v1`, privateKey: account.privateKey },
    customerKeys: () =>
      [...account.registrations]
        .filter(([, registration]) => isVisible(registration, account))
        .map(([identifier]) => identifier),
  }));
}
