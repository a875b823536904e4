import { describe, expect, it } from 'vitest';
import { accountWith, customerWith } from '../../test/support/account.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import { requestScopeOf } from '../testing/support/request-scope.ts';
import { createCall } from '../testing/support/vault.ts';
import { createRecordIds } from './page-ids.ts';
import { listPaymentMethods } from './payment-methods.ts';
import { targetOfPaymentMethod } from './reading.ts';
import { createBarrier } from './sharing/barrier.ts';

const customer = customerWith('ana');

function methodWith(key: string): PaymentMethod {
  return {
    key,
    customerKey: customer.key,
    reference: null,
    description: null,
    status: 'ACTIVE',
    instrument: { kind: 'other', providerKind: 'VOUCHER' },
    token: null,
    metadata: {},
    createdAt: null,
    updatedAt: null,
    retainedUntil: null,
  };
}

type Methods = Page<PaymentMethod | null>;

function pageOf(key: string, hasMore: boolean): Methods {
  return { items: [{ item: methodWith(key), cursor: key }], hasMore, total: null };
}

/** An account whose vault gives the very same pages to all requests, as one does whose reads are shared. */
function accountSharing(first: Methods, second: Methods = first) {
  const asked: PageRequest[] = [];
  const alone = accountWith('monri-hr', {
    listPaymentMethods: async (_customerKey, page) => {
      asked.push(page);
      return page.from === null ? first : second;
    },
  });
  const account = { ...alone, barrier: createBarrier() };
  const list = (tenant = 'acme') => {
    const scope = requestScopeOf([account], createCall(), tenant);
    return listPaymentMethods({ account, customerKey: customer.key, customer, first: 2, after: null }, scope);
  };
  return { account, list, asked };
}

describe('a page of payment methods that requests share', () => {
  it('is made into nodes once for a tenant, whichever comes first', async () => {
    const { list } = accountSharing(pageOf('card', false));
    const [one, other] = await Promise.all([list(), list()]);
    expect(one.edges.map(({ node }) => node.method.key)).toEqual(['card']);
    expect(other).toBe(one);
    expect(await list()).toBe(one);
  });

  it('has separate ids for each tenant', async () => {
    const { account, list } = accountSharing(pageOf('card', false));
    const ids = ['acme', 'other'].map((tenant) => requestScopeOf([account], createCall(), tenant).ids);
    const listed = [await list('acme'), await list('other')];
    const sealed = listed.map(({ edges: [edge] }, index) => {
      const own = ids[index];
      return edge && own && String(createRecordIds(own).of(edge.node, targetOfPaymentMethod));
    });
    expect(new Set(sealed).size).toBe(2);
    expect(ids.map((own, index) => own.open(sealed[index] ?? ''))).toMatchObject([
      { type: 'PaymentMethod', customerKey: 'ana' },
      { type: 'PaymentMethod', customerKey: 'ana' },
    ]);
  });

  it('is continued by each request itself if more is needed', async () => {
    const { list, asked } = accountSharing(pageOf('card', true), pageOf('mandate', false));
    const both = await Promise.all([list(), list()]);
    for (const { edges } of both) {
      expect(edges.map(({ node }) => node.method.key)).toEqual(['card', 'mandate']);
    }
    expect(asked.filter(({ from }) => from === null)).toHaveLength(2);
    expect(asked.filter(({ from }) => from !== null)).toHaveLength(2);
  });
});
