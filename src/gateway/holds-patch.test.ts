import { describe, expect, it } from 'vitest';
import { customerWith } from '../../test/support/account.ts';
import type { CustomerPatch } from '../domain/customer-input.ts';
import { holdsPatch } from './holds-patch.ts';

const address = {
  lines: ['Ilica 1', 'Kat 2'],
  city: 'Zagreb',
  region: null,
  postalCode: '10000',
  premise: null,
  subPremise: null,
  building: null,
  country: 'HRV',
  countryCode: 'HR',
};

const ana = customerWith('c-1', {
  reference: 'guest-1',
  email: 'ana@example.com',
  phone: '+385 1 234',
  billingAddress: address,
  metadata: { plan: 'gold' },
});
const held = { ...ana, details: { provider: 'MONRI', description: 'A guest' } };

describe('a patch', () => {
  it.each<CustomerPatch>([
    {},
    { email: 'Ana@Example.com ' },
    { phone: '+385 (1) 234', merchantReference: 'guest-1' },
    { company: null, shippingAddress: null },
    { description: 'A guest' },
    {
      billingAddress: { lines: ['Ilica 1', 'Kat 2'], city: 'Zagreb', postalCode: '10000', countryCode: 'HR' },
    },
    { metadata: { set: { plan: 'gold' }, unset: ['floor'] } },
  ])('is held: %j', (patch) => {
    expect(holdsPatch(held, patch)).toBe(true);
  });

  it.each<CustomerPatch>([
    { email: 'lucia@example.com' },
    { email: null },
    { email: 'ana@example.com', phone: '+385 1 235' },
    { merchantReference: 'guest-2' },
    { description: 'Gone' },
    { workPhone: '1' },
    { billingAddress: null },
    { billingAddress: { city: 'Zagreb' } },
    { shippingAddress: { city: 'Zagreb' } },
    { metadata: null },
    { metadata: { set: { plan: 'silver' }, unset: [] } },
    { metadata: { set: {}, unset: ['plan'] } },
  ])('is not held: %j', (patch) => {
    expect(holdsPatch(held, patch)).toBe(false);
  });
});
