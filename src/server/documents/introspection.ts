import { BREAK, visit, type DocumentNode } from 'graphql';

/** Whether a document asks about the schema. `__typename` does not. */
export function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found = name.value === '__schema' || name.value === '__type';
      return found ? BREAK : undefined;
    },
  });
  return found;
}
