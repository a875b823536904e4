import type { Example } from '../../server/request/index.ts';
import type { Seeds } from '../seeds.ts';
import { clockHeader } from '../request-clock.ts';
import { fourVaultsQuery, onePersonQuery } from './across-vaults.ts';
import { eraseMutation, planQuery } from './erasure.ts';
import { findQuery, waysOfSearching } from './finding.ts';
import * as failures from './failures.ts';
import * as reads from './reads.ts';
import { tokenMutation } from './shoppers.ts';
import * as writes from './writes.ts';

/** Examples of every feature, in the order in which you would try them. */
export function examplesWith(seeds: Seeds): readonly Example[] {
  return [
    ...reading,
    ...finding,
    ...oneProvider,
    ...changing(seeds),
    ...erasing(seeds),
    ...failingReads,
    ...failingWrites(seeds),
  ].map(([name, group, says, query, more = {}]) => Object.assign({ name, group, says, query }, more));
}

type Row = readonly [
  name: string,
  group: string,
  says: string,
  query: string,
  more?: Pick<Example, 'variables' | 'headers'>,
];

const reading: readonly Row[] = [
  ['Customers', 'Read', 'The first customers of every account', reads.firstQuery],
  ['FourVaults', 'Read', 'Customers and payment methods of all providers', fourVaultsQuery],
  [
    'OnePerson',
    'Read',
    'The same person in several vaults',
    onePersonQuery,
    { variables: '{ "email": "tomas.perez+28@example.com", "reference": "customer-1-28" }' },
  ],
  ['Paging', 'Read', 'A list, page by page', reads.pagingQuery, { variables: '{ "after": null }' }],
  [
    'Trace',
    'Read',
    'The calls made to a provider',
    reads.traceQuery,
    { headers: '{ "x-vaultgraph-trace": "1" }' },
  ],
  [
    'AnotherTime',
    'Read',
    'Cards as they will be in four years',
    reads.clockQuery,
    { headers: JSON.stringify({ [clockHeader]: '+1500d' }) },
  ],
];

const finding: readonly Row[] = [
  [
    'Find',
    'Find',
    'A person by e-mail address, in every vault',
    findQuery,
    { variables: '{ "email": "tomas.perez+28@example.com" }' },
  ],
  ...waysOfSearching.map(({ name, says, query }): Row => [name, 'Find', says, query]),
];

const oneProvider: readonly Row[] = [
  ['Bamboo', 'One provider', 'A customer by the merchant’s reference', reads.bambooQuery],
  ['Monri', 'One provider', 'Cards with brand and expiry', reads.monriQuery],
  [
    'Verifone',
    'One provider',
    'Customers since a time',
    reads.verifoneQuery,
    { variables: '{ "since": "2020-01-01T00:00:00Z" }' },
  ],
  ['BankingService', 'One provider', 'Bank accounts, and how many customers', reads.bankingServiceQuery],
];

function changing({ changed, deleted, paymentMethod, payer, payment }: Seeds): readonly Row[] {
  const group = 'Change';
  return [
    ['Create', group, 'A customer, once for each key', writes.createMutation],
    ['Patch', group, 'Only what the patch names', writes.patchMutation, withId(changed)],
    ['Delete', group, 'A customer, and what becomes of the record', writes.deleteMutation, withId(deleted)],
    ['DeletePaymentMethod', group, 'One card of a customer', writes.detachMutation, withId(paymentMethod)],
    ['Register', group, 'A page on which a person registers a card', writes.registerMutation],
    [
      'RegisterMandate',
      group,
      'A page on which a customer authorises a mandate',
      writes.registerMandateMutation,
      { variables: JSON.stringify({ customerId: payer }) },
    ],
    [
      'AttachToPayment',
      group,
      'A person on a payment that waits',
      writes.attachMutation,
      { variables: JSON.stringify({ paymentId: payment }) },
    ],
    ['TokenForShopper', group, 'A credential for one shopper’s browser', tokenMutation, withId(changed)],
  ];
}

function erasing({ erased: customers }: Seeds): readonly Row[] {
  const variables = JSON.stringify({ customers });
  return [
    ['PlanErasure', 'Erase', 'What would become of a person', planQuery, { variables }],
    ['Erase', 'Erase', 'A person in two vaults, with every step', eraseMutation, { variables }],
  ];
}

const failingReads: readonly Row[] = [
  ['ProviderDown', 'When a read fails', 'PROVIDER_UNAVAILABLE', failures.downQuery, withFault('down')],
  ['RateLimited', 'When a read fails', 'RATE_LIMITED', failures.throttledQuery, withFault('throttled')],
  [
    'Unauthorized',
    'When a read fails',
    'PROVIDER_UNAUTHORIZED',
    failures.unauthorizedQuery,
    withFault('unauthorized'),
  ],
  ['BadResponse', 'When a read fails', 'PROVIDER_BAD_RESPONSE', failures.garbledQuery, withFault('garbled')],
];

function failingWrites({ changed, unchangeable }: Seeds): readonly Row[] {
  const group = 'When a write fails';
  return [
    ['InvalidInput', group, 'INVALID_INPUT', failures.invalidMutation],
    ['NotFound', group, 'NOT_FOUND', failures.missingMutation],
    ['AlreadyExists', group, 'ALREADY_EXISTS', failures.duplicateMutation],
    ['Unsupported', group, 'UNSUPPORTED_OPERATION', failures.unsupportedMutation, withId(unchangeable)],
    ['StaleWrite', group, 'STALE_WRITE', failures.staleMutation, withId(changed)],
    [
      'IdempotencyConflict',
      group,
      'IDEMPOTENCY_CONFLICT',
      failures.conflictMutation,
      { variables: '{ "reference": "conflict-1" }' },
    ],
    ['Rejected', group, 'PROVIDER_REJECTED', failures.rejectedMutation, withFault('rejected', 'monri-1')],
    ['OutcomeUnknown', group, 'OUTCOME_UNKNOWN', failures.unknownMutation, withFault('cut', 'monri-1')],
  ];
}

function withId(id: string): Pick<Example, 'variables'> {
  return { variables: JSON.stringify({ id }) };
}

function withFault(fault: string, account = 'verifone-1'): Pick<Example, 'headers'> {
  return { headers: JSON.stringify({ 'x-sandbox-fault': `${account}=${fault}` }) };
}
