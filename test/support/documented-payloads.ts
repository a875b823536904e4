/** What the graph does with a value: shows it, reflects it in another form, does not answer without it, or leaves it out. */
export type Fate = 'shown' | 'reflected' | 'decides' | 'left out';

type Fates = Readonly<Record<string, readonly [Exclude<Fate, 'shown'>, because: string]>>;

/** A provider's documented payloads, and how its vendor serves them. */
export interface Documented {
  readonly folder: string;
  readonly provider: string;
  readonly account: string;
  /** What answers which path; a function stands for what the vendor puts around the payload. */
  readonly routes: readonly (readonly [
    path: RegExp,
    payload: string,
    around?: (payload: unknown) => unknown,
  ])[];
  /** Payloads of the same shape as one of those. */
  readonly alike?: Readonly<Record<string, string>>;
  /** The values that are not shown as they are, by payload. */
  readonly fates: Readonly<Record<string, Fates>>;
}

const outcome = 'It says how the call went, which shows in an error or in none.';
const browser = 'It is the browser and the address of the payer.';
const inId = 'It is sealed in the id.';

const monriRecord: Fates = {
  status: ['left out', outcome],
  deleted: ['reflected', 'A deleted customer is shown with includeDeleted alone, and cannot be changed.'],
};

export const documented: readonly Documented[] = [
  {
    folder: 'bamboo',
    provider: 'BAMBOO',
    account: 'bamboo',
    routes: [[/\/customers\/[^/]+$/, 'retrieve-customer']],
    fates: { 'retrieve-customer': { isSuccess: ['decides', outcome] } },
  },
  {
    folder: 'monri',
    provider: 'MONRI',
    account: 'monri-1',
    routes: [
      [/\/payment-methods$/, 'list-payment-methods'],
      [/\/v2\/customers$/, 'list-customers'],
      [/\/customers\/[^/]+$/, 'create-customer'],
    ],
    fates: {
      'create-customer': monriRecord,
      'list-customers': {
        status: ['left out', outcome],
        'data.0.status': ['left out', outcome],
        'data.0.deleted': ['decides', 'A deleted customer is left out of lists.'],
      },
      'list-payment-methods': {
        status: ['left out', outcome],
        'data.0.status': ['left out', outcome],
        'data.0.id': ['reflected', 'It charges the card: a digest of it is sealed in the id.'],
        'data.0.customer_uuid': ['reflected', inId],
        'data.0.expiration_date': ['reflected', 'Its month and year are.'],
        'data.0.expired': ['reflected', 'It makes the status.'],
      },
    },
  },
  {
    folder: 'verifone',
    provider: 'VERIFONE',
    account: 'verifone-1',
    routes: [[/\/v2\/customer\/[^/]+$/, 'customer-response']],
    fates: {},
  },
  {
    folder: 'bankingservice',
    provider: 'BANKING_SERVICE',
    account: 'banking-service',
    routes: [
      [/\/payment-methods$/, 'payment-method', (payload) => [payload]],
      [/\/customers$/, 'list-customers'],
      [/\/customers\/[^/]+$/, 'retrieve-customer'],
    ],
    alike: {
      'create-customer': 'retrieve-customer',
      'update-customer': 'retrieve-customer',
      'delete-customer': 'retrieve-customer',
    },
    fates: {
      'list-customers': {
        page: ['decides', 'A page that was not asked for is no answer.'],
        pages: ['left out', 'Cursors say whether more follows, and totalCount how many there are.'],
        size: ['left out', 'The caller said how many it wants.'],
      },
      'payment-method': {
        id: ['reflected', inId],
        state: ['reflected', 'It makes the status.'],
        'user.user_agent': ['left out', browser],
        'user.accept': ['left out', browser],
        'user.accept_encoding': ['left out', browser],
        'user.accept_language': ['left out', browser],
        'user.accept_charset': ['left out', browser],
        'user.ip_address': ['left out', browser],
        'user.language': ['left out', browser],
      },
    },
  },
];

/** Payloads that are no customer's and no payment method's. */
export const others: Readonly<Record<string, string>> = {
  'bamboo/create-registration-link-request': 'a request',
  'bamboo/create-registration-link-response': 'a registration link',
  'bamboo/delete-customer': 'the outcome of a deletion',
  'bamboo/inject-customer-response': 'a payment',
  'bamboo/payouts-validation-error': 'a refusal',
  'bamboo/purchase-error': 'a refusal',
  'bankingservice/create-customer-request': 'a request',
  'bankingservice/update-customer-request': 'a request',
  'monri/delete-customer': 'the outcome of a deletion',
  'monri/digests': 'requests and their signatures',
  'verifone/basic-credentials': 'credentials',
  'verifone/missing-entity-id': 'a refusal',
};
