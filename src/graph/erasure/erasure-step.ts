import { builder } from '../../builder/builder.ts';
import type { stepStates } from '../../domain/erasure.ts';
import type { Step } from '../../gateway/erasure/step.ts';
import type { IdTarget } from '../../gateway/ids.ts';
import { VaultErrorCode } from '../shared/errors.ts';

const ErasureStepState = builder.enumType('ErasureStepState', {
  description: 'How far the erasing of one record has come.',
  values: {
    PENDING: { description: 'Nothing was sent yet.' },
    SENT: { description: 'The deletion was sent; it is not yet confirmed by reading.' },
    DONE: { description: 'It is deleted: a read shows that it is gone.' },
    ALREADY_GONE: { description: 'It had been gone, or marked as deleted, before anything was sent.' },
    RETAINED: {
      description:
        'The provider marked it as deleted and keeps it, or it cannot be deleted through this API; `because` says which of the two, and who can erase it.',
    },
    FAILED: { description: 'It is not deleted, and is not tried again; `because` says why.' },
    UNKNOWN: {
      description: 'The deletion was sent and got no answer; reading the record will show the outcome.',
    },
  } as const satisfies Record<(typeof stepStates)[number], object>,
});

const ErasureStepSubject = builder.enumType('ErasureStepSubject', {
  description: 'What kind of record a step erases.',
  values: {
    CUSTOMER: { description: 'The customer.' },
    PAYMENT_METHOD: { description: 'A payment method of the customer.' },
  } as const satisfies Record<Step['of'], object>,
});

interface NamedStep {
  readonly step: Step;
  readonly target: IdTarget;
}

export const ErasureStep = builder.objectRef<NamedStep>('ErasureStep').implement({
  description: 'The erasing of one record.',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The id of the record.',
      resolve: ({ target }, _args, { ids }) => ids.seal(target),
    }),
    subject: t.field({
      type: ErasureStepSubject,
      nullable: false,
      description: 'What kind of record it is.',
      resolve: ({ step }) => step.of,
    }),
    state: t.field({
      type: ErasureStepState,
      nullable: false,
      description: 'How far it has come.',
      resolve: ({ step }) => step.state,
    }),
    at: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When that was last decided.',
      resolve: ({ step }) => new Date(step.at),
    }),
    attempts: t.int({
      nullable: false,
      description: 'How often a deletion was sent.',
      resolve: ({ step }) => step.attempts,
    }),
    cameBack: t.boolean({
      nullable: false,
      description: 'Whether a record of the same key was there again after the deletion.',
      resolve: ({ step }) => step.isBack,
    }),
    because: t.string({
      nullable: true,
      description: 'Why it is as it is, a sentence for people. Null if there is nothing to say.',
      resolve: ({ step }) => step.because,
    }),
    code: t.field({
      type: VaultErrorCode,
      nullable: true,
      description: 'The kind of the failure that stopped or delays it. Null if there is none.',
      resolve: ({ step }) => step.code,
    }),
    providerRequestId: t.string({
      nullable: true,
      description: "The provider's id of the request that failed. Null if there is none.",
      resolve: ({ step }) => step.providerRequestId,
    }),
  }),
});
