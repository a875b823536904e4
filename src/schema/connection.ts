import type { Listed, ListSource } from '../gateway/listing.ts';
import { builder } from './builder.ts';
import { VaultError } from './errors.ts';
import { ProviderAccount } from './provider-account.ts';
import { InvalidInputError } from '../domain/errors.ts';

export const PageInfo = builder.objectRef<Listed<unknown>>('PageInfo').implement({
  description:
    'How to go on from a page. Only forwards: the providers page by number and none can page back stably.',
  directives: { shareable: {} },
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', {
      nullable: false,
      description: 'Whether another page follows.',
    }),
    hasPreviousPage: t.boolean({ nullable: false, description: 'Always false.', resolve: () => false }),
    startCursor: t.string({
      nullable: true,
      description: 'The cursor of the first item. Null where the page is empty.',
      resolve: ({ edges }) => edges[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      nullable: true,
      description: 'The cursor of the last item. Null where the page is empty and the last.',
      resolve: ({ endCursor }) => endCursor,
    }),
  }),
});

const ConnectionSourceStatus = builder.enumType('ConnectionSourceStatus', {
  description: "What became of an account's part in a page.",
  values: {
    COMPLETE: { description: 'Asked, and everything it has is in the pages so far.' },
    PARTIAL: { description: 'Asked; more follows.' },
    PENDING: { description: 'Not its turn yet.' },
    UNSUPPORTED: { description: 'It cannot list, or cannot honour the filter.' },
    FAILED: { description: 'It could not be reached or refused.' },
  } as const satisfies Record<ListSource['status'], object>,
});

export const ConnectionSource = builder.objectRef<ListSource>('ConnectionSource').implement({
  description: 'What one account contributed to a page.',
  fields: (t) => ({
    account: t.expose('account', {
      type: ProviderAccount,
      nullable: false,
      description: 'The account that was asked.',
    }),
    status: t.expose('status', {
      type: ConnectionSourceStatus,
      nullable: false,
      description: 'What became of the question.',
    }),
    problem: t.field({
      type: VaultError,
      nullable: true,
      description: 'Where the status is FAILED or UNSUPPORTED: why. Null otherwise.',
      resolve: ({ problem }) => problem && { failure: problem },
    }),
    retryCursor: t.exposeString('retryCursor', {
      nullable: true,
      description:
        'Where the status is FAILED: pass it as `after` to ask this account again without repeating the others. Null otherwise.',
    }),
  }),
});

/** The page size, or an `InvalidInputError` for one that is refused rather than clamped. */
export function pageSize(first: number): number {
  if (first >= 1 && first <= 100) return first;
  throw new InvalidInputError([{ path: ['first'], code: 'MALFORMED', message: 'first must be 1 to 100.' }]);
}
