import type { Fetch } from '../../http/fetch.ts';
import type { EmulatedAccount, Emulator, EmulatorOptions } from '../../sandbox/emulator.ts';
import { route } from '../../sandbox/route.ts';
import type { Handler } from '../../sandbox/route.ts';
import { isVisible } from './emulator/account.ts';
import type { Account, BambooSwitches, Customer } from './emulator/account.ts';
import { createLink, deleteCustomer, registerCard, retrieveCustomer } from './emulator/customers.ts';
import { createPayment, injectCustomer, openPayment } from './emulator/payments.ts';
import { Refusal, refuse } from './emulator/refusal.ts';
import { withRegistrationPage } from './emulator/registration-page.ts';
import { openAccount } from './emulator/seed.ts';

export type { BambooSwitches } from './emulator/account.ts';

/** What happens at Bamboo without an API call. */
export interface BambooControl {
  /** Registers a card through a link, as the person who was sent it would; false where the link is unknown or expired. */
  readonly registerCard: (customerId: string) => boolean;
  /** Opens a payment in an account, the first where none is named, for 15 minutes where no time is, and returns its `paymentId`. */
  readonly seedPayment: (payment?: SeededPayment) => string;
  /** The customer injected into a payment; null where there is none. */
  readonly injectedCustomer: (paymentId: string) => Customer | null;
}

export interface SeededPayment {
  /** The account's place in `accounts`. */
  readonly account?: number;
  readonly paymentId?: string;
  readonly validForMinutes?: number;
}

const documented: BambooSwitches = {
  visibleOnlyAfterRegistration: false,
  hostsRegistrationPage: false,
  unknownCustomerStatus: 404,
  refusesKnownIdentifiers: false,
};

/** Bamboo Payment's h2h API v1, customers and payment links. The first account holds the documentation's examples. */
export function emulate(
  options: EmulatorOptions<BambooSwitches> = {},
): Emulator<BambooSwitches> & BambooControl {
  const { accounts: count = 1, customers = 0, now = () => new Date() } = options;
  const switches = { ...documented, ...options.switches };
  const accounts = Array.from({ length: count }, (_, index) =>
    openAccount(index, { customers, switches, now }),
  );
  const controls = control(accounts);

  return {
    fetch: withRegistrationPage(serve(accounts), { switches, ...controls }),
    accounts: (origin) => emulated(accounts, origin),
    switches,
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
function serve(accounts: readonly Account[]): Fetch {
  const doors = new Map(
    accounts.map((account) => {
      const table = routes(account);
      return [`Basic ${account.privateKey}`, route(table, misdirected(Object.keys(table)))];
    }),
  );

  return async (request) => {
    const door = doors.get(request.headers.get('authorization') ?? '');
    try {
      if (!door) throw new Refusal(401, { code: 'UNAUTHORIZED' });
      return await door(request);
    } catch (error) {
      if (error instanceof Refusal) return refuse(error, request);
      throw error;
    }
  };
}

/** 405 where the path is served by another method, else 404, as the documentation's HTTP table has it. */
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
