import { describe, expect, it } from 'vitest';
import { explainWith } from './api.ts';
import missingEntityId from '../../emulators/verifone/fixtures/missing-entity-id.json' with { type: 'json' };

function explained(status: number, json: unknown) {
  return explainWith({ missingStatus: 404 })({ status, json, headers: {}, readable: true });
}

describe('a failure', () => {
  it('is a refusal without issues if no input field is named', () => {
    expect(explained(400, missingEntityId)).toEqual({
      kind: 'REJECTED',
      providerErrorCode: '126',
      issues: [],
    });
  });

  it.each([
    ['nested', { body: { billing: { first_name: 'x', address_1: 'x', address_2: 'x' }, tax: 'x' } }],
    ['with dots', { body: { 'billing.first_name': 'x', 'billing.address_2': ['x'] } }],
    ['with dots throughout', { 'body.billing.first_name': 'x', 'body.billing.address_3': 'x' }],
  ])('names the input fields that Verifone names, %s', (_style, details) => {
    expect(explained(400, { code: 107, message: 'secret', details })).toEqual({
      kind: 'REJECTED',
      providerErrorCode: '107',
      issues: [
        { path: ['firstName'], code: 'MALFORMED', message: 'Verifone refused firstName.' },
        {
          path: ['billingAddress', 'lines'],
          code: 'MALFORMED',
          message: 'Verifone refused billingAddress.lines.',
        },
      ],
    });
  });

  it.each([
    [107, 'MALFORMED'],
    [126, 'REQUIRED'],
    ['127', 'UNSUPPORTED_BY_PROVIDER'],
  ])('of code %s says %s', (code, issueCode) => {
    const details = { body: { shipping: { state: 'x' } } };
    expect(explained(400, { code, details })).toMatchObject({
      issues: [{ path: ['shippingAddress', 'region'], code: issueCode }],
    });
  });

  it.each([
    [404, { code: 109 }],
    [404, { code: '404', message: 'x' }],
    [400, { code: '109' }],
  ])('with %i and %j means that there is no such customer', (status, json) => {
    expect(explained(status, json)).toEqual({ kind: 'NOT_FOUND' });
  });

  it.each([
    [400, { code: 110, details: 'x' }, '110'],
    [400, { code: {}, details: [] }, null],
    [400, { details: { body: { title: 'x' } } }, null],
    [400, [], null],
    [400, undefined, null],
    [404, undefined, null],
    [404, { message: 'no Route matched' }, null],
    [404, { timestamp: 1, error: 'Not Found', path: '/v2' }, null],
    [404, { code: 'ResourceNotFound' }, 'ResourceNotFound'],
    [401, { code: 116 }, '116'],
    [403, { code: 113 }, '113'],
    [429, { code: 107 }, '107'],
    [500, { code: 109 }, '109'],
    [504, { code: 170 }, '170'],
  ])('with %i and %j is left to the status', (status, json, providerErrorCode) => {
    expect(explained(status, json)).toEqual({ kind: 'UNEXPLAINED', providerErrorCode });
  });

  it('is none below 400', () => {
    expect(explained(200, missingEntityId)).toBeNull();
  });
});
