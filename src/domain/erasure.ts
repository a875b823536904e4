/** What has become of a record that is to be erased. */
export const stepStates = [
  'PENDING',
  'SENT',
  'DONE',
  'ALREADY_GONE',
  'RETAINED',
  'FAILED',
  'UNKNOWN',
] as const;

export type StepState = (typeof stepStates)[number];
