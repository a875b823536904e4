import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIds, digest, type IdTarget } from './ids.ts';

const secret = Buffer.alloc(32, 1);
const ids = createIds([secret], 'acme');

const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 255 });
const links = fc.record({
  customerKey: texts,
  providerCustomerId: fc.option(texts),
  url: fc.webUrl(),
  validForMinutes: fc.integer({ min: 1, max: 100_000 }),
  createdAt: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
});
const targets: fc.Arbitrary<IdTarget> = fc.oneof(
  fc.record({ type: fc.constant('ProviderAccount' as const), account: texts }),
  fc.record({ type: fc.constant('Customer' as const), account: texts, key: texts }),
  fc.record({ type: fc.constant('PaymentMethod' as const), account: texts, customerKey: texts, key: texts }),
  fc.record({ type: fc.constant('RegistrationLink' as const), account: texts, link: links }),
);

describe('an id', () => {
  it('opens to the target it was made of', () => {
    fc.assert(
      fc.property(targets, (target) => {
        expect(ids.open(ids.seal(target))).toEqual(target);
      }),
    );
  });

  it('stays the same', () => {
    fc.assert(
      fc.property(targets, (target) => {
        expect(createIds([secret], 'acme').seal({ ...target })).toBe(ids.seal(target));
      }),
    );
  });

  it('is another for another target, however the keys are cut', () => {
    const keys = [
      ['a', 'b', 'c'],
      ['a', 'b","c', ''],
      ['a","b', 'c', ''],
      ['a', 'c', 'b'],
    ] as const;
    const made = keys.map(([account, customerKey, key]) =>
      ids.seal({ type: 'PaymentMethod', account, customerKey, key }),
    );
    expect(new Set(made).size).toBe(made.length);
  });

  it('reveals nothing to another tenant', () => {
    const others = createIds([secret], 'other');
    fc.assert(
      fc.property(targets, (target) => {
        expect(others.open(ids.seal(target))).toBeNull();
      }),
    );
  });

  it('is no cursor, and a cursor is no id', () => {
    const target = { type: 'Customer', account: 'monri-hr', key: '1' } as const;
    expect(ids.cursors.open(ids.seal(target))).toBeNull();
    expect(ids.open(ids.cursors.seal('["Customer","monri-hr","1"]'))).toBeNull();
  });

  it.each(['', 'x', 'Q3VzdG9tZXI6MQ==', '1', '../..', '1'.repeat(5000)])('is not %j', (text) => {
    expect(ids.open(text)).toBeNull();
  });

  it('holds a key of the longest kind', () => {
    const target = {
      type: 'PaymentMethod',
      account: 'a',
      customerKey: '😀'.repeat(127),
      key: 'ü'.repeat(255),
    } as const;
    expect(ids.open(ids.seal(target))).toEqual(target);
  });
});

describe('a digest', () => {
  it('is 22 characters of base64url that stay the same', () => {
    expect(digest('token')).toBe('PEaenWxYddN6Q_NT1PiOYf');
  });
});
