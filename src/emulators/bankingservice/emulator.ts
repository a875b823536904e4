import type { EmulatedAccount, Emulator, EmulatorOptions } from '../kit/emulator.ts';
import { asRecorded, recordedRoutes } from '../kit/recorded.ts';
import { type Handler, route } from '../kit/route.ts';
import { type Account, createAccount, keyPair, type PaymentMethodState, type Vaulted } from './account.ts';
import { forbidden, notFound, unauthorized } from './answers.ts';
import { type Asked, type AskedOfCustomer, type BankingserviceSwitches, unknown } from './asked.ts';
import {
  createCustomer,
  customersOf,
  deleteCustomer,
  getCustomer,
  listCustomers,
  replaceCustomer,
} from './customers.ts';
import {
  createPaymentMethod,
  deletePaymentMethod,
  getPaymentMethod,
  listPaymentMethods,
} from './payment-methods.ts';
import { withPayerPage } from './payer-page.ts';
import { seededCustomers } from './seed.ts';
import { moveMethod } from './states.ts';
import { createTokens } from './tokens.ts';
import { callWebhook } from './webhook.ts';

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
  /** Moves a payment method on, as a payer or a bank does; false if it does not exist or cannot get to that state. */
  readonly moveMethod: (id: string, state: PaymentMethodState) => boolean;
}

/** Whether an emulator is bankingservice.ai's. */
export function isBankingservice(emulator: Emulator): emulator is BankingserviceEmulator {
  return 'moveMethod' in emulator;
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
      if (!account) return unauthorized(switches.unauthorizedStatus);
      if (routed.params['profileId'] !== account.profileId) {
        return switches.unknownProfileStatus === 403 ? forbidden() : notFound();
      }
      return answer({ ...routed, account, switches, lists: options.lists ?? {}, now: now() });
    };

  const move = (id: string, state: PaymentMethodState): boolean => {
    const isMoved = moveMethod(accounts, id, state);
    if (isMoved && switches.webhookUrl !== null) void callWebhook(switches.webhookUrl, id);
    return isMoved;
  };
  const { recorded = [] } = options;
  const records = recordedRoutes(routes(profile), {
    accountOf: ({ request }) => recorded[tokens.holder(request)?.index ?? -1],
  });
  const api = route(
    { 'POST /oauth2/token': tokens.grant, ...records },
    profile(() => notFound()),
  );

  return {
    fetch: withPayerPage(api, { switches, move }),
    accounts: (origin) =>
      accounts.map((account, index) => asRecorded(reachedAt(origin, account), recorded[index], 'profileId')),
    switches,
    remember: () => {
      const steps = accounts.map(rememberAccount);
      return () => {
        for (const goBack of steps) goBack();
      };
    },
    revokeTokens: tokens.revoke,
    moveMethod: move,
  };
}

function routes(profile: (answer: (asked: Asked) => Response) => Handler): Record<string, Handler> {
  const customer = (answer: (asked: AskedOfCustomer) => Response): Handler =>
    profile((asked) => {
      const { customers, deleted } = asked.account;
      const id = asked.params['customerId'] ?? '';
      const vaulted = customers.get(id) ?? (asked.request.method === 'GET' ? deleted.get(id) : undefined);
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
    assertionAlgorithm: 'RS256',
    assertionAudience: 'token URL',
    assertionIssuer: 'client',
    assertionSubject: 'client',
    longestAssertionSeconds: 300,
    refusedClaim: 'none',
    pageParameter: 'page',
    sizeParameter: 'size',
    pastTheEndStatus: 200,
    order: 'newest first',
    missingSaid: true,
    unknownProfileStatus: 404,
    unauthorizedStatus: 401,
    putMerges: false,
    premiseAs: 'sent',
    deletionAnswer: 'record',
    deletionSoft: false,
    hostsPayerPage: false,
    webhookUrl: null,
    cardPages: true,
    browserDemanded: false,
    referencesRepeatable: false,
    emailsRepeatable: true,
    ...chosen,
  };
}

function accountsWith(options: EmulatorOptions, now: Date): readonly Account[] {
  return Array.from({ length: options.accounts ?? 1 }, (_, index) =>
    createAccount(index, seededCustomers({ account: index, count: options.customers ?? 0, now })),
  );
}

/** Its records are changed in place, so each is remembered by a copy. */
function rememberAccount({ customers }: Account): () => void {
  const before = [...customers].map(([id, vaulted]) => [id, copyOf(vaulted)] as const);
  return () => {
    customers.clear();
    for (const [id, vaulted] of before) customers.set(id, copyOf(vaulted));
  };
}

function copyOf({ customer, paymentMethods }: Vaulted): Vaulted {
  return { customer, paymentMethods: new Map(paymentMethods) };
}

function reachedAt(origin: string, account: Account): BankingserviceAccount {
  return {
    get settings() {
      return {
        baseUrl: origin,
        profileId: account.profileId,
        tokenUrl: `${origin}/oauth2/token`,
        clientId: account.clientId,
        privateKey: keyPair(account.index).privateKey,
      };
    },
    customerKeys: () => customersOf(account).map(({ id }) => id),
  };
}
