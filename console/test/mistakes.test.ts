import { describe, expect, it } from 'vitest';
import { issuesOf } from '../src/failure/issues.ts';
import { mistakesInChange } from '../src/editing/mistakes.ts';
import { emptyDraft, withText } from '../src/editing/model.ts';
import type { FailurePartsFragment } from '../src/graphql/graphql.ts';
import { toPatch } from '../src/editing/patch.ts';

const before = withText(emptyDraft, 'billingAddress.countryCode', 'Hrvatska');
const words = { billingAddress: 'Hrvatska', shippingAddress: null };

describe('a change of an address whose country has no code', () => {
  const moved = withText(before, 'billingAddress.city', 'Split');
  const mistakes = (after: typeof before) => [
    ...mistakesInChange(toPatch(before, after), words, before, after).keys(),
  ];

  it('needs a code', () => {
    expect(mistakes(moved)).toEqual(['billingAddress.countryCode']);
    expect(mistakes(withText(moved, 'billingAddress.countryCode', ''))).toEqual([
      'billingAddress.countryCode',
    ]);
    expect(mistakes(withText(moved, 'billingAddress.countryCode', 'HR'))).toEqual([]);
  });

  it('can be left alone, and cleared whole', () => {
    expect(mistakes(withText(before, 'fullName', 'Ana'))).toEqual([]);
    expect(mistakes(withText(before, 'billingAddress.countryCode', ''))).toEqual([]);
  });
});

describe('an issue', () => {
  it('does not repeat the name of the field it stands beside', () => {
    const message = 'validForMinutes must be 1 to 525600.';
    const failure: FailurePartsFragment = {
      __typename: 'InvalidInputError',
      code: 'INVALID_INPUT',
      message,
      provider: 'BAMBOO',
      retryable: false,
      requestId: 'r-1',
      issues: [{ __typename: 'InputIssue', path: ['validForMinutes'], code: 'MALFORMED', message }],
    };
    expect(issuesOf(failure).get('validForMinutes')).toEqual(['Must be 1 to 525600.']);
  });
});
