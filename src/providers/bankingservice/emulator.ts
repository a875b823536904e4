import type { EmulatedAccount, Emulator, EmulatorOptions } from '../../sandbox/emulator.ts';
import { type Handler, route } from '../../sandbox/route.ts';
import { type Account, createAccount, keyPair } from './emulator/account.ts';
import { notFound, unauthorized } from './emulator/answers.ts';
import { type Asked, type AskedOfCustomer, type BankingserviceSwitches, unknown } from './emulator/asked.ts';
import {
  createCustomer,
  customersOf,
  deleteCustomer,
  getCustomer,
  listCustomers,
  replaceCustomer,
} from './emulator/customers.ts';
import {
  createPaymentMethod,
  deletePaymentMethod,
  getPaymentMethod,
  listPaymentMethods,
} from './emulator/payment-methods.ts';
import { seededCustomers } from './emulator/seed.ts';
import { createTokens } from './emulator/tokens.ts';

export type { BankingserviceSwitches };

/** What reaches one account. */
export type BankingserviceSettings = Readonly<
  Record<'baseUrl' | 'profileId' | 'tokenUrl' | 'clientId' | 'privateKey', string>
>;

export interface BankingserviceAccount extends EmulatedAccount {
  /** The private key is text in PEM, and a new one in each process. */
  readonly settings: BankingserviceSettings;
}

export interface BankingserviceEmulator extends Emulator<BankingserviceSwitches> {
  readonly accounts: (origin: string) => readonly BankingserviceAccount[];
  /** Ends every access token issued so far, as a vendor may at any time. */
  readonly revokeTokens: () => void;
}

/**
 * The customers and payment methods of bankingservice.ai's Enterprise API v1 and the token endpoint before it, written
 * from its documentation.
 */
export function emulate(options: EmulatorOptions<BankingserviceSwitches> = {}): BankingserviceEmulator {
  const now = options.now ?? (() => new Date());
  const switches = switchesWith(options.switches);
  const accounts = accountsWith(options, now());
  const tokens = createTokens({ accounts, switches, now });

  const profile =
    (answer: (asked: Asked) => Response): Handler =>
    (routed) => {
      const account = tokens.holder(routed.request);
      if (!account) return unauthorized();
      if (routed.params['profileId'] !== account.profileId) return notFound();
      return answer({ ...routed, account, switches, now: now() });
    };

  return {
    fetch: route(
      { 'POST /oauth2/token': tokens.grant, ...routes(profile) },
      profile(() => notFound()),
    ),
    accounts: (origin) => accounts.map((account) => reachedAt(origin, account)),
    switches,
    revokeTokens: tokens.revoke,
  };
}

function routes(profile: (answer: (asked: Asked) => Response) => Handler): Record<string, Handler> {
  const customer = (answer: (asked: AskedOfCustomer) => Response): Handler =>
    profile((asked) => {
      const vaulted = asked.account.customers.get(asked.params['customerId'] ?? '');
      return vaulted ? answer({ ...asked, vaulted }) : unknown(asked);
    });

  const customers = '/v1/profiles/:profileId/customers';
  const methods = `${customers}/:customerId/payment-methods`;
  return {
    [`GET ${customers}`]: profile(listCustomers),
    [`POST ${customers}`]: profile(createCustomer),
    [`GET ${customers}/:customerId`]: customer(getCustomer),
    [`PUT ${customers}/:customerId`]: customer(replaceCustomer),
    [`DELETE ${customers}/:customerId`]: customer(deleteCustomer),
    [`GET ${methods}`]: customer(listPaymentMethods),
    [`POST ${methods}`]: customer(createPaymentMethod),
    [`GET ${methods}/:paymentMethodId`]: customer(getPaymentMethod),
    [`DELETE ${methods}/:paymentMethodId`]: customer(deletePaymentMethod),
  };
}

function switchesWith(chosen: Partial<BankingserviceSwitches> = {}): BankingserviceSwitches {
  return {
    assertionIn: 'header',
    expiresIn: 3600,
    unknownCustomerStatus: 400,
    paymentMethodsAsPage: false,
    paymentMethodsDeletable: true,
    maximumPageSize: 100,
    ...chosen,
  };
}

function accountsWith(options: EmulatorOptions, now: Date): readonly Account[] {
  return Array.from({ length: options.accounts ?? 1 }, (_, index) =>
    createAccount(index, seededCustomers({ account: index, count: options.customers ?? 0, now })),
  );
}

function reachedAt(origin: string, account: Account): BankingserviceAccount {
  return {
    get settings() {
      return {
        baseUrl: origin,
        profileId: account.profileId,
        tokenUrl: `${origin}/oauth2/token`,
        clientId: account.clientId,
        privateKey: keyPair(account.index).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
    customerKeys: () => customersOf(account).map(({ id }) => id),
  };
}
