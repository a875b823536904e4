import type { ErasureFate, ErasureStatus, ErasureStepState, ErasureStepSubject } from '../graphql/graphql.ts';

/** What an erasure would do with a record, in words. */
export const fates: Readonly<Record<ErasureFate, string>> = {
  ERASED: 'is deleted, and the provider removes it',
  RETAINED: 'is marked as deleted, and the provider keeps it',
  UNKNOWN: 'is deleted, and the provider does not say whether it keeps it',
  NOT_HERE: 'cannot be erased from here',
  ALREADY_GONE: 'is gone already',
};

/** How far the erasing of a record has come, in words. */
export const states: Readonly<Record<ErasureStepState, string>> = {
  PENDING: 'waits',
  SENT: 'sent, not yet confirmed',
  UNKNOWN: 'sent, no answer came: it is looked at again',
  DONE: 'deleted, and shown to be gone',
  ALREADY_GONE: 'was gone already',
  RETAINED: 'retained',
  FAILED: 'not deleted',
};

export const subjects: Readonly<Record<ErasureStepSubject, string>> = {
  CUSTOMER: 'Customer',
  PAYMENT_METHOD: 'Payment method',
};

/** Each with the tone of its notice. */
export const statuses: Readonly<Record<ErasureStatus, { readonly words: string; readonly tone: string }>> = {
  RUNNING: {
    words: 'The erasure runs. It goes on by itself, also if you leave this page.',
    tone: 'notice-quiet',
  },
  COMPLETE: { words: 'Everything is gone.', tone: 'notice-success' },
  INCOMPLETE: {
    words: 'The erasure is over. Something is left: the steps say what, and who can erase it.',
    tone: 'notice-warning',
  },
};
