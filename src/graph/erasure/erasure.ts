import { builder } from '../../builder/builder.ts';
import type { DueTask, Erasure as ErasureShape, erasureStatuses } from '../../gateway/erasure/erasure.ts';
import { targetOf } from '../../gateway/erasure/record.ts';
import type { SignedReceipt } from '../../gateway/erasure/receipts.ts';
import { stepOf } from '../../gateway/erasure/task.ts';
import { ProviderAccount } from '../provider/provider-account.ts';
import { Node } from '../shared/node.ts';
import { ErasureStep } from './erasure-step.ts';

const ErasureStatus = builder.enumType('ErasureStatus', {
  description: 'How far an erasure has come.',
  values: {
    RUNNING: { description: 'Something is still to be done.' },
    COMPLETE: { description: 'Every record is gone.' },
    INCOMPLETE: {
      description: 'It is over, and something was retained, failed, or came back: its steps say what.',
    },
  } as const satisfies Record<(typeof erasureStatuses)[number], object>,
});

const ErasedRecord = builder.objectRef<DueTask>('ErasedRecord').implement({
  description: 'A customer of an erasure.',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The id of the customer.',
      resolve: ({ account, key }, _args, { ids }) => ids.seal({ type: 'Customer', account, key }),
    }),
    account: t.field({
      type: ProviderAccount,
      nullable: true,
      description: 'The account that holds, or held, the record. Null if it is not configured any more.',
      resolve: ({ account }, _args, { accounts }) => accounts.find(({ key }) => key === account) ?? null,
    }),
    steps: t.field({
      type: [ErasureStep],
      nullable: false,
      description:
        'Its steps in their order: one for each payment method that the provider lists, then one for the customer. Until they are listed, that one alone.',
      resolve: (task) => task.steps.map((step) => ({ step, target: targetOf(task, step) })),
    }),
    nextTryAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When its next step is taken, at the latest if one is being taken now. Null if it is over.',
      resolve: (task) => (task.due === null || !stepOf(task) ? null : new Date(task.due)),
    }),
    notes: t.stringList({
      nullable: false,
      description:
        'What is not erased although no step names it, who can erase it, and what could not be read: one sentence each.',
      resolve: ({ notes }) => notes,
    }),
  }),
});

const ErasureReceipt = builder.objectRef<SignedReceipt>('ErasureReceipt').implement({
  description:
    'Proof of an erasure: the outcome for each record, signed, which anyone can verify with the public keys.',
  fields: (t) => ({
    jws: t.exposeString('jws', {
      nullable: false,
      description:
        'The receipt as a JWS, a JWT of type `vaultgraph-erasure+jwt`. It names records by their ids, and holds nothing personal. The keys are at `/.well-known/jwks.json`; `vaultgraph verify-receipt` verifies it.',
    }),
    html: t.exposeString('html', {
      nullable: false,
      description: 'The same as one HTML file that loads nothing, to read and to print.',
    }),
  }),
});

export const Erasure = builder.objectRef<ErasureShape>('Erasure').implement({
  description:
    'The erasing of a person at one or several accounts. It goes on by itself; a provider that is down delays it. It is kept for 90 days.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'Opaque. `node` reads the erasure again, with `vault:erase`.',
      resolve: ({ name }, _args, { ids }) => ids.seal({ type: 'Erasure', account: null, name }),
    }),
    status: t.field({
      type: ErasureStatus,
      nullable: false,
      description: 'How far it has come.',
      resolve: ({ status }) => status,
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why, in the words of who began it. Null if that was not said.',
    }),
    startedAt: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When it was begun.',
      resolve: ({ startedAt }) => new Date(startedAt),
    }),
    finishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its last step was over. Null while it runs.',
      resolve: ({ finishedAt }) => (finishedAt === null ? null : new Date(finishedAt)),
    }),
    records: t.field({
      type: [ErasedRecord],
      nullable: false,
      description: 'One for each customer, in the order of the ids.',
      resolve: ({ tasks }) => tasks,
    }),
    receipt: t.field({
      type: ErasureReceipt,
      nullable: true,
      description: 'The receipt, signed. Null while the erasure runs.',
      resolve: (erasure, _args, { receipts }) => receipts.of(erasure),
    }),
  }),
});
