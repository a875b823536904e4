import { expect, it } from 'vitest';
import { holds } from './holds.ts';

const record = {
  name: 'Ana',
  phone: null,
  visits: 3,
  vip: false,
  address: { city: 'Zagreb', state: '' },
  tags: ['a', 'b'],
};

it.each([
  {},
  { name: 'Ana', vip: false },
  { phone: null, fax: null, address: { state: null } },
  { visits: '3' },
  { tags: ['a', 'b'] },
])('a record holds %j', (sent) => {
  expect(holds(record, sent)).toBe(true);
});

it.each([
  { name: 'Eva' },
  { name: null },
  { phone: '1' },
  { vip: true },
  { address: { city: 'Split' } },
  { address: null },
  { name: { first: 'Ana' } },
  { tags: 'a,b' },
])('a record does not hold %j', (sent) => {
  expect(holds(record, sent)).toBe(false);
});
