import type { ObjectRef } from '@pothos/core';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Edge as ListedEdge } from '../../gateway/list/edge.ts';
import type { Listed } from '../../gateway/list/listed.ts';
import type { ListSource } from '../../gateway/list/sources.ts';
import { builder, type GraphTypes } from '../../builder/builder.ts';
import { VaultError } from '../shared/errors.ts';
import { ProviderAccount } from '../provider/provider-account.ts';

/** What `PageInfo` is made from. */
interface Paged extends Pick<Listed<unknown>, 'hasNextPage' | 'endCursor'> {
  readonly edges: readonly { readonly cursor: string }[];
}

export const PageInfo = builder.objectRef<Paged>('PageInfo').implement({
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
      description: 'The cursor of the first item. Null if the page is empty.',
      resolve: ({ edges }) => edges[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      nullable: true,
      description: 'The cursor of the last item. Null if the page is empty and the last.',
      resolve: ({ endCursor }) => endCursor,
    }),
  }),
});

export const ConnectionSourceStatus = builder.enumType('ConnectionSourceStatus', {
  description: "The state of an account's part in a page.",
  values: {
    COMPLETE: { description: 'Asked, and everything it has is in the pages so far.' },
    PARTIAL: {
      description:
        'Asked, and not everything it has is in the pages so far. With a problem: some of it may have been left out, because the list changed while it was read, holds items that cannot be read, or the provider contradicts itself. Without one: more follows.',
    },
    PENDING: { description: 'Not its turn yet.' },
    UNSUPPORTED: { description: 'It cannot list, or cannot honour the filter.' },
    FAILED: { description: 'It could not be reached or refused.' },
  } as const satisfies Record<ListSource['status'], object>,
});

const ConnectionSource = builder.objectRef<ListSource>('ConnectionSource').implement({
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
      description: 'How the request to the account went.',
    }),
    problem: t.field({
      type: VaultError,
      nullable: true,
      description:
        'Why, if the status is FAILED or UNSUPPORTED, or if it is PARTIAL because something may have been left out. Null otherwise.',
      resolve: ({ problem }) => problem && { failure: problem },
    }),
    unreadable: t.exposeInt('unreadable', {
      nullable: false,
      description:
        'How many items of the account this page leaves out because the provider wrote them in a way that cannot be read. The status is PARTIAL then, and `problem` says so; what lies behind them is listed all the same.',
    }),
    retryCursor: t.exposeString('retryCursor', {
      nullable: true,
      description:
        'If there is a problem that asking again may solve: pass it as `after` to ask this account again without repeating the others. Null otherwise.',
    }),
  }),
});

/** What a list is called in descriptions. */
interface Words {
  /** One of what is listed, such as `customer`. */
  readonly one: string;
  readonly several: string;
  /** What a page is a page of. */
  readonly page: string;
  readonly sources: string;
}

/**
 * The types of a page, `XConnection` and `XEdge`, with the outcome of each account. The edge wants its `node` yet: Pothos
 * takes one of a known type only.
 */
export function createConnectionTypes<Held extends object>(
  node: ObjectRef<GraphTypes, Held>,
  { one, several, page, sources }: Words,
) {
  const Edge = builder.objectRef<ListedEdge<Held>>(`${node.name}Edge`).implement({
    description: `A ${one} in a page.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { nullable: false, description: 'Where to go on from here.' }),
    }),
  });
  const Connection = builder.objectRef<Listed<Held>>(`${node.name}Connection`).implement({
    description: `A page of ${page}.`,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        nullable: false,
        description: `The ${several} of this page with their cursors.`,
        resolve: ({ edges }) => [...edges],
      }),
      nodes: t.field({
        type: [node],
        nullable: false,
        description: `The ${several} of this page.`,
        resolve: ({ edges }) => edges.map((edge) => edge.node),
      }),
      pageInfo: t.field({
        type: PageInfo,
        nullable: false,
        description: 'How to go on.',
        resolve: (listed) => listed,
      }),
      sources: t.field({
        type: [ConnectionSource],
        nullable: false,
        description: sources,
        resolve: (listed) => [...listed.sources],
      }),
    }),
  });
  return { Connection, Edge };
}

/** The page size, or an `InvalidInputError` for one that is refused rather than clamped. */
export function pageSize(first: number): number {
  if (first >= 1 && first <= 100) return first;
  throw new InvalidInputError([{ path: ['first'], code: 'MALFORMED', message: 'first must be 1 to 100.' }]);
}
