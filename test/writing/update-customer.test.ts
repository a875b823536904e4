import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerPatchInput } from '../graphql/graphql.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { bankingService, monri, verifone } from '../support/whole-customers.ts';
import { blankAddress, customerBack, successOf, watched, writesOf } from '../support/writing.ts';
import { readFragment } from '../graphql/index.ts';
import { writtenCustomer } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

/** What a patch does to a customer that has everything: values by dotted path, as they are read. */
type Change = readonly [patch: CustomerPatchInput, changes: Readonly<Record<string, unknown>>];

const moved = { lines: ['Rambla Gandhi 3'], countryCode: 'UY' };
const movedTo = { ...blankAddress, ...moved, country: 'UY' };

const names: readonly Change[] = [
  [{ firstName: 'Lucía' }, { firstName: 'Lucía', fullName: 'Lucía Horvat' }],
  [{ firstName: null }, { firstName: null, fullName: 'Horvat' }],
  [{ lastName: "O'Neill" }, { lastName: "O'Neill", fullName: "Ana O'Neill" }],
  [{ lastName: null }, { lastName: null, fullName: 'Ana' }],
];

const common: readonly Change[] = [
  [{ email: 'lucia@example.com' }, { email: 'lucia@example.com' }],
  [{ email: null }, { email: null }],
  [{ phone: '598 2 555' }, { phone: '598 2 555' }],
  [{ phone: null }, { phone: null }],
  [{ billingAddress: moved }, { billingAddress: movedTo }],
  [{ billingAddress: null }, { billingAddress: null }],
  [{ billingAddress: {} }, { billingAddress: null }],
  [{}, {}],
];

const company: readonly Change[] = [
  [{ company: 'Cobalt' }, { company: 'Cobalt' }],
  [{ company: null }, { company: null }],
];

const isVip = { key: 'isVip', value: true };
const plan = { key: 'plan', value: 'gold' };
const visits = { key: 'visits', value: 3 };

const atMonri: readonly Change[] = [
  ...common,
  [{ merchantReference: 'guest/8' }, { merchantReference: 'guest/8' }],
  [{ merchantReference: null }, { merchantReference: null }],
  [{ fullName: 'Lucía' }, { fullName: 'Lucía' }],
  [{ fullName: null }, { fullName: null }],
  [{ description: 'Gone' }, { 'details.description': 'Gone' }],
  [{ description: null }, { 'details.description': null }],
  [
    { metadata: { set: [{ key: 'plan', value: 1 }] } },
    { metadata: [isVip, { key: 'plan', value: 1 }, visits] },
  ],
  [
    { metadata: { set: [{ key: 'a', value: false }] } },
    { metadata: [{ key: 'a', value: false }, isVip, plan, visits] },
  ],
  [{ metadata: { unset: ['plan', 'never there'] } }, { metadata: [isVip, visits] }],
  [
    { metadata: { set: [{ key: 'plan', value: 'none' }], unset: ['isVip'] } },
    { metadata: [{ key: 'plan', value: 'none' }, visits] },
  ],
  [{ metadata: {} }, {}],
  [{ metadata: null }, { metadata: [] }],
  [
    { fullName: 'Lucía', phone: null, metadata: { unset: ['isVip', 'visits'] } },
    { fullName: 'Lucía', phone: null, metadata: [plan] },
  ],
];

const atVerifone: readonly Change[] = [
  ...common,
  ...names,
  ...company,
  [{ shippingAddress: moved }, { shippingAddress: movedTo }],
  [{ shippingAddress: null }, { shippingAddress: null }],
  [{ title: 'Dr.' }, { 'details.title': 'Dr.' }],
  [{ title: null }, { 'details.title': null }],
  [{ language: 'es' }, { 'details.verifoneLanguage': 'es' }],
  [{ language: null }, { 'details.verifoneLanguage': null }],
  [{ companyRegistrationNumber: '7' }, { 'details.companyRegistrationNumber': '7' }],
  [{ companyRegistrationNumber: null }, { 'details.companyRegistrationNumber': null }],
  [{ workPhone: '598' }, { 'details.workPhone': '598' }],
  [{ workPhone: null }, { 'details.workPhone': null }],
  [{ taxIdentifier: '7' }, { 'details.taxIdentifier': '7' }],
  [{ taxIdentifier: null }, { 'details.taxIdentifier': null }],
  [{ middleName: '598' }, { 'details.middleName': '598' }],
  [{ middleName: null }, { 'details.middleName': null }],
  [{ billingPhone: '598' }, { 'details.billingPhone': '598' }],
  [{ billingPhone: null }, { 'details.billingPhone': null }],
  [{ shippingFirstName: '598' }, { 'details.shippingFirstName': '598' }],
  [{ shippingFirstName: null }, { 'details.shippingFirstName': null }],
  [{ shippingMiddleName: '598' }, { 'details.shippingMiddleName': '598' }],
  [{ shippingMiddleName: null }, { 'details.shippingMiddleName': null }],
  [{ shippingLastName: '598' }, { 'details.shippingLastName': '598' }],
  [{ shippingLastName: null }, { 'details.shippingLastName': null }],
  [{ shippingPhone: '598' }, { 'details.shippingPhone': '598' }],
  [{ shippingPhone: null }, { 'details.shippingPhone': null }],
  [
    { firstName: null, lastName: null, billingAddress: moved },
    { firstName: null, lastName: null, fullName: null, billingAddress: movedTo },
  ],
];

const atBankingService: readonly Change[] = [...common, ...names, ...company];

const id = '/v2/customer/<id>';
const profile = '/v1/profiles/<id>/customers/<id>';

describe.each([
  { ...monri, changes: atMonri, calls: ['POST /v2/customers/<id>'] },
  {
    ...verifone,
    changes: atVerifone,
    calls: [`GET /oidc/customer-service${id}`, `POST /oidc/customer-service${id}`],
  },
  { ...bankingService, changes: atBankingService, calls: [`GET ${profile}`, `PUT ${profile}`] },
])('a patch at $place.provider', ({ place: { provider, account }, customer, changes, calls }) => {
  it.each(changes)('%j changes what it names and nothing else', async (patch, changed) => {
    const { createCustomer, updateCustomer, deleteCustomer } = writesOf(graph);
    const created = successOf(await createCustomer({ provider, account, customer }));
    const before = readFragment(writtenCustomer, created.customer);
    const updated = await watched(graph, () => updateCustomer({ id: before.id, patch }));
    const expected = withChanges(before, { ...changed, updatedAt: laterThan(before.updatedAt) });
    expect(updated.result).toEqual({
      __typename: 'UpdateCustomerSuccess',
      replayed: false,
      customer: expected,
    });
    const looked = patch.metadata === null ? ['GET /v2/customers/<id>'] : [];
    expect(updated.sent.map(withoutIds)).toEqual([...looked, ...calls]);
    expect(await customerBack(graph, before.id)).toEqual(successOf(updated.result).customer);
    // The reference is free for the next one.
    successOf(await deleteCustomer({ id: before.id }));
  });
});

function withChanges(before: object, changes: Readonly<Record<string, unknown>>): object {
  const after: Record<string, unknown> = { ...before };
  for (const [path, value] of Object.entries(changes)) {
    const [name = '', part] = path.split('.');
    after[name] = part === undefined ? value : { ...(after[name] as object), [part]: value };
  }
  return after;
}

/** Null if the provider keeps no time of change. */
function laterThan(instant: string | null): unknown {
  const isLater = (later: string | null): boolean => later === instant || (later ?? '') >= (instant ?? '-');
  return expect.toSatisfy(isLater);
}

function withoutIds(request: string): string {
  return request.replaceAll(/[0-9a-f-]{36}|(customer|profile)_[0-9a-f]+/g, '<id>');
}
