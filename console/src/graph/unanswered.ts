import { mapExchange, type OperationResult } from '@urql/core';

/**
 * Gives the cache every write, also one that was never answered: as nulls, beside the error. Without it the cache would
 * not learn that a write may have happened.
 */
export const unansweredExchange = mapExchange({
  onResult: (result) =>
    result.operation.kind === 'mutation' && result.error && !result.data
      ? { ...result, data: nothingOf(result.operation.query) }
      : result,
});

/** What a document asks for, none of it there. */
function nothingOf({ definitions }: OperationResult['operation']['query']): Record<string, null> {
  const fields = definitions.flatMap((definition) =>
    'operation' in definition ? definition.selectionSet.selections : [],
  );
  return Object.fromEntries(fields.flatMap((field) => ('name' in field ? [[field.name.value, null]] : [])));
}
