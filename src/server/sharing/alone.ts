import {
  BREAK,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { introspects } from '../documents/introspection.ts';

/** Whether each request of an operation is executed by itself: it changes something, or a field of its document is alone. */
export function isAlone(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation }: OperationDefinitionNode,
): boolean {
  if (operation !== OperationTypeNode.QUERY || introspects(document)) return true;
  let found = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        found = types.getFieldDef()?.extensions['alone'] === true;
        return found ? BREAK : undefined;
      },
    }),
  );
  return found;
}
