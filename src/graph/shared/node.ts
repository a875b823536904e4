import { hasScope, type Scope } from '../../access/caller.ts';
import { AccessDeniedError, InvalidInputError } from '../../domain/errors.ts';
import type { IdTarget } from '../../gateway/ids.ts';
import type { Account } from '../../gateway/account.ts';
import type { Erasure } from '../../gateway/erasure/erasure.ts';
import { readPaymentMethod, type HeldCustomer, type HeldPaymentMethod } from '../../gateway/reading.ts';
import type { HeldRegistrationLink } from '../../gateway/registration-writes.ts';
import type { Context } from '../../builder/context.ts';
import { builder, on } from '../../builder/builder.ts';
import { openAnyNodes, type Opened, type OpenedErasure, type Opening } from './open-id.ts';
import { readOpened } from './read-opened.ts';

/** What an id may name. */
export type NodeShape = Account | HeldCustomer | HeldPaymentMethod | HeldRegistrationLink | Erasure;

export const Node = builder.interfaceRef<NodeShape>('Node').implement({
  description: 'An object that can be refetched by its globally unique, opaque identifier.',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description:
        'Opaque. Stable for the life of the record, safe to log and to put in a URL, never to be parsed.',
      resolve: () => {
        throw new Error('Every type resolves its own id.');
      },
    }),
  }),
  resolveType: typeOfNode,
});

/** The type of what an id named. */
export function typeOfNode(node: NodeShape): IdTarget['type'] {
  if ('method' in node) return 'PaymentMethod';
  if ('link' in node) return 'RegistrationLink';
  if ('tasks' in node) return 'Erasure';
  return 'customer' in node ? 'Customer' : 'ProviderAccount';
}

/** What is at one account. */
export type RecordShape = Exclude<NodeShape, Erasure>;

/** Refetches what an id named; null if that is nothing of this caller, or nothing of the type that is wanted. */
export async function readNode(
  open: () => Opening,
  context: Context,
  wanted: IdTarget['type'] | null = null,
): Promise<RecordShape | null> {
  const opened = await open();
  if (!opened || (wanted !== null && opened.target.type !== wanted)) return null;
  return readOpenedNode(opened, context);
}

function readOpenedNode(
  { account, target, id }: Opened,
  context: Context,
): RecordShape | Promise<RecordShape | null> {
  requireScopeOf(target.type, context);
  switch (target.type) {
    case 'ProviderAccount':
      return account;
    case 'Customer':
      return readOpened({ account, target, id }, context);
    case 'PaymentMethod':
      return readPaymentMethod(context, account, target.customerKey, target.key);
    case 'RegistrationLink':
      return { account, link: target.link };
  }
}

async function readAnyNode(open: () => Opening | OpenedErasure, context: Context): Promise<NodeShape | null> {
  const opened = await open();
  if (!opened) return null;
  if (!('erasure' in opened)) return readOpenedNode(opened, context);
  requireScopeOf('Erasure', context);
  // It goes on by itself, without a write that raises a barrier.
  context.answerAlone();
  return context.erasures.read(opened.erasure);
}

const scopeOf: Readonly<Record<IdTarget['type'], Scope | null>> = {
  ProviderAccount: null,
  Customer: 'vault:customer:read',
  PaymentMethod: 'vault:payment-method:read',
  RegistrationLink: 'vault:link:create',
  Erasure: 'vault:erase',
};

/** What an id names is read like anything else of its type. */
function requireScopeOf(type: IdTarget['type'], { caller }: Context): void {
  const scope = scopeOf[type];
  if (scope !== null && !hasScope(caller, scope)) throw new AccessDeniedError([scope]);
}

const maximumNodes = 200;

builder.queryFields((t) => ({
  node: t.field({
    ...on({ forShoppers: true, calls: 1, hidden: true }),
    type: Node,
    nullable: true,
    description:
      'Refetches any object by id. Null if the id names nothing of the caller; an error if the key that sealed it is not configured. Hidden from a supergraph, where entity resolution does this job.',
    args: { id: t.arg.id({ required: true, description: 'The id of the object.' }) },
    resolve: (_root, { id }, context) =>
      openAnyNodes([id], context).map((open) => readAnyNode(open, context))[0],
  }),
  nodes: t.field({
    ...on({ forShoppers: true, callsPerItemOf: 'ids', list: { assumedSize: maximumNodes }, hidden: true }),
    type: [Node],
    nullable: { list: false, items: true },
    description:
      'Refetches several objects by id, keeping order; an id that names nothing of the caller yields null, one whose key is not configured an error in its place.',
    args: { ids: t.arg.idList({ required: true, description: 'At most 200 ids.' }) },
    resolve: (_root, { ids }, context) => {
      if (ids.length > maximumNodes) {
        const message = `ids must name ${maximumNodes} objects at most.`;
        throw new InvalidInputError([{ path: ['ids'], code: 'TOO_LONG', message }]);
      }
      return openAnyNodes(ids, context).map((open) => readAnyNode(open, context));
    },
  }),
}));
