import type { CreateRegistrationLinkInput, RecurringTermsInput } from '../graphql/graphql.ts';

/** Terms that fit together. */
export const recurring: RecurringTermsInput = {
  amount: 1995,
  currency: 'EUR',
  frequency: 'MONTHLY',
  dayOfExecution: 28,
  startAt: '2026-12-01T00:00:00.000Z',
  endAt: '2027-12-01T00:00:00.000Z',
};

export const mandate = { kind: 'OPEN_BANKING', recurring } as const;

/** What asks for the registration of a mandate of a customer, or of something else. */
export function registrationOf(
  customerId: string,
  changes: Partial<CreateRegistrationLinkInput> = {},
): CreateRegistrationLinkInput {
  return { provider: 'BANKING_SERVICE', customerId, method: mandate, ...changes };
}
