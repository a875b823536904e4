import { BREAK, visit, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { hasScope, type Caller } from '../access/caller.ts';
import { AccessDeniedError } from '../domain/errors.ts';

/** Tells of the schema only those who may explore, whatever document asks. `__typename` is for everybody. */
export function useIntrospectionScope(): Plugin<{ readonly caller: Caller }> {
  return {
    onValidate({ params, context }) {
      if (hasScope(context.caller, 'vault:explore') || !introspects(params.documentAST)) return;
      throw new AccessDeniedError(['vault:explore']);
    },
  };
}

const known = new WeakMap<DocumentNode, boolean>();

function introspects(document: DocumentNode): boolean {
  const before = known.get(document);
  if (before !== undefined) return before;
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found = name.value === '__schema' || name.value === '__type';
      return found ? BREAK : undefined;
    },
  });
  known.set(document, found);
  return found;
}
