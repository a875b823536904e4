import type { GraphQLFieldResolver } from 'graphql';
import { hasScope, type Scope } from '../access/caller.ts';
import { AccessDeniedError } from '../domain/errors.ts';
import type { Context } from './context.ts';

type Resolve = GraphQLFieldResolver<unknown, Context>;

/** A field that is refused to callers who lack a scope: which scope, and what resolves it for those who have it. */
export interface Closed {
  readonly scope: Scope;
  readonly resolve: Resolve;
}

const closed = new WeakMap<Resolve, Closed>();

/** A resolver that asks for the scope before the given one is called. */
export function closing(scope: Scope, resolve: Resolve): Resolve {
  const guarded: Resolve = (root, args, context, info) => {
    if (!hasScope(context.caller, scope)) throw new AccessDeniedError([scope]);
    return resolve(root, args, context, info);
  };
  closed.set(guarded, { scope, resolve });
  return guarded;
}

/**
 * What `closing` was given, for who has compared the caller's scopes already; null for any other resolver, such as one
 * that was put around a closed one: it asks for the scope inside.
 */
export function closedBy(resolve: Resolve): Closed | null {
  return closed.get(resolve) ?? null;
}
