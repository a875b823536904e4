import { expect, it } from 'vitest';
import { createByLabels } from './by-labels.ts';

it('is created once for the same labels, and again for each other', () => {
  const created: unknown[] = [];
  const of = createByLabels(['method', 'status'], (labels) => ({ number: created.push(labels) }));
  const ok = of({ method: 'GET', status: '200' });
  expect(of({ status: '200', method: 'GET' })).toBe(ok);
  const others = [of({ method: '200', status: 'GET' }), of({ method: 'GET', status: '404' })];
  expect(new Set([ok, ...others]).size).toBe(3);
  expect(created).toEqual([
    { method: 'GET', status: '200' },
    { method: '200', status: 'GET' },
    { method: 'GET', status: '404' },
  ]);
});
