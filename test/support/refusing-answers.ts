/** A way in which a provider refuses a write, and what the caller gets of it. */
export interface RefusingAnswer {
  readonly style: string;
  readonly status: number;
  readonly body: unknown;
  readonly code: string | null;
  /** Dotted paths and codes. */
  readonly issues: readonly string[];
}

const wrongName = 'ana@example.com is no name';

/** Every provider's sentences repeat what was sent; none of that may be passed on. */
export const byMonri: readonly RefusingAnswer[] = [
  {
    style: 'sentences of Rails',
    status: 400,
    body: {
      status: 'invalid-request',
      message: 'Validation failed',
      errors: [
        `Name is too long: ${wrongName}`,
        'City is too short (minimum is 3 characters)',
        "Email can't be blank",
        'Country is invalid',
        'Zip code is not a string',
        'Merchant customer is odd',
        'Metadata is not a dictionary',
        'Something else entirely',
      ],
    },
    code: null,
    issues: [
      'fullName TOO_LONG',
      'billingAddress.city TOO_SHORT',
      'email REQUIRED',
      'billingAddress.countryCode MALFORMED',
      'billingAddress.postalCode MALFORMED',
      'merchantReference MALFORMED',
      'metadata MALFORMED',
    ],
  },
  {
    style: 'a message under 200',
    status: 200,
    body: { status: 'error', message: wrongName },
    code: null,
    issues: [],
  },
  { style: 'a word under 422', status: 422, body: { status: 'invalid-request' }, code: null, issues: [] },
];

export const byVerifone: readonly RefusingAnswer[] = [
  {
    style: '107 with dotted details',
    status: 400,
    body: {
      code: 107,
      message: wrongName,
      details: { body: { 'billing.first_name': wrongName, email_address: wrongName, 'tax.identifier': 'x' } },
      timestamp: 1,
    },
    code: '107',
    issues: ['email MALFORMED', 'firstName MALFORMED', 'taxIdentifier MALFORMED'],
  },
  {
    style: '126 with nested details and a code in text',
    status: 400,
    body: { code: '126', details: { body: { shipping: { address_1: 'x', address_2: 'x', state: 'x' } } } },
    code: '126',
    issues: ['shippingAddress.lines REQUIRED', 'shippingAddress.region REQUIRED'],
  },
  {
    style: '127 for something unknown',
    status: 400,
    body: { code: 127, details: { body: { nickname: 'is not expected' } } },
    code: '127',
    issues: [],
  },
  { style: 'a code without details', status: 422, body: { code: 110 }, code: '110', issues: [] },
];

export const byBankingService: readonly RefusingAnswer[] = [
  {
    style: 'an error with fields',
    status: 400,
    body: {
      error: 'invalid_request',
      message: wrongName,
      fields: { email: wrongName, 'address.locality': 'x', sub_premise: 'x', address: 'x', nickname: 'x' },
    },
    code: 'invalid_request',
    issues: [
      'email MALFORMED',
      'billingAddress.city MALFORMED',
      'billingAddress.subPremise MALFORMED',
      'billingAddress MALFORMED',
    ],
  },
  { style: 'a sentence for a code', status: 400, body: { error: wrongName }, code: null, issues: [] },
];

export const byBamboo: readonly RefusingAnswer[] = [
  {
    style: 'errors as in Payouts',
    status: 400,
    body: {
      statusCode: 400,
      errors: [
        { errorCode: 'CS001', propertyName: 'Customer.Email', message: wrongName },
        {
          errorCode: 'NotEmptyValidator',
          propertyName: 'customer.billingAddress.detail',
          message: wrongName,
        },
        { errorCode: 'CS008', propertyName: null, message: wrongName },
        { errorCode: 'Unheard', propertyName: 'customer.nickname', message: wrongName },
      ],
    },
    code: 'CS001',
    issues: ['email MALFORMED', 'billingAddress.lines MALFORMED', 'documentTypeId MALFORMED'],
  },
  {
    style: 'Errors beside Response under 200',
    status: 200,
    body: { Response: null, Errors: [{ ErrorCode: 'TK017', Message: wrongName, Detail: null }] },
    code: 'TK017',
    issues: ['documentNumber MALFORMED'],
  },
  {
    style: 'one ErrorCode by itself',
    status: 422,
    body: { ErrorCode: 'CS007', Detail: wrongName },
    code: 'CS007',
    issues: ['documentNumber MALFORMED'],
  },
  {
    style: 'isSuccess under 200',
    status: 200,
    body: { isSuccess: false, errors: [] },
    code: null,
    issues: [],
  },
];

/** Bodies that say nothing. */
export const emptyRefusals: readonly RefusingAnswer[] = [
  '',
  '<html>Bad request</html>',
  '{"a":',
  'null',
  '[]',
  '7',
  '"no"',
  '{"errors":null,"details":7,"fields":"x","code":{},"status":3,"message":[]}',
].map((body) => ({ style: `nothing in ${JSON.stringify(body)}`, status: 400, body, code: null, issues: [] }));
