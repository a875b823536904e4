import { createHash } from 'node:crypto';
import type { Customer } from '../../src/domain/customer.ts';
import type { Page, PageRequest } from '../../src/domain/page.ts';
import type { Account } from '../../src/gateway/account.ts';
import { monri } from '../../src/providers/monri/index.ts';

/** So many different names there are. */
const [given, family] = [400, 2_000];

export function emailOf(number: number): string {
  return `given${number % given}.family${number}@example.com`;
}

export function phoneOf(number: number): string {
  return `+38591${String(1_000_000 + number).padStart(7, '0')}`;
}

export function nameOf(number: number): string {
  return `Given${number % given} Family${Math.floor(number / given) % family}`;
}

function keyOf(number: number): string {
  return createHash('sha256').update(String(number)).digest('hex');
}

function customerOf(number: number): Customer {
  return {
    key: `${String(number).padStart(9, '0')}${keyOf(number).slice(0, 27)}`,
    reference: `reference-${number}`,
    firstName: null,
    lastName: null,
    fullName: nameOf(number),
    company: null,
    email: emailOf(number),
    phone: phoneOf(number),
    billingAddress: null,
    shippingAddress: null,
    metadata: {},
    createdAt: new Date(2_000_000_000_000 - number * 1_000),
    updatedAt: null,
    deleted: false,
    unread: [],
    details: { provider: 'MONRI' },
  };
}

/** An account with so many customers, which are invented when they are asked for. */
export function accountOf(customers: number): Account {
  const list = ({ from, back = 0, limit }: PageRequest): Page<Customer> => {
    const before = Math.max(Number(from ?? 0) - back, 0);
    const count = Math.max(Math.min(limit, customers - before), 0);
    return {
      items: Array.from({ length: count }, (_, index) => ({
        item: customerOf(before + index),
        cursor: String(before + index),
      })),
      hasMore: before + count < customers,
      before,
      isNewestFirst: true,
      total: customers,
    };
  };
  return {
    key: 'measured',
    displayName: 'Measured',
    provider: monri.code,
    environment: 'SANDBOX',
    country: 'HR',
    abilities: monri.abilities,
    searches: monri.searches,
    documentNumbers: [],
    rules: monri.rules,
    vault: {
      getCustomer: async (key) => customerOf(Number(key.slice(0, 9))),
      listCustomers: async (page) => list(page),
    },
    examine: async () => undefined,
    health: () => ({ status: 'UP', lastSuccessAt: null, retryAt: null }),
  };
}
