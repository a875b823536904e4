import type { Route } from '../route.ts';
import type { Scope } from './use-scopes.ts';

/** What it takes to use a page. A page that can do several things needs what it cannot do without. */
export const scopesOfPage: Readonly<Record<Route['page'], readonly Scope[]>> = {
  customers: ['vault:customer:read'],
  find: ['vault:customer:find', 'vault:customer:pii'],
  people: ['vault:customer:read', 'vault:customer:pii'],
  'new customer': ['vault:customer:write'],
  customer: ['vault:customer:read'],
  'edit customer': ['vault:customer:read'],
  'register payment method': ['vault:customer:read', 'vault:link:create'],
  'new registration': ['vault:link:create'],
  payment: ['vault:link:create'],
  registration: ['vault:link:create'],
  erasure: ['vault:erase'],
  unknown: [],
};
