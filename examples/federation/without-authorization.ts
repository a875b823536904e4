import { Kind, parse, print, visit } from 'graphql';

const enforced = new Set(['authenticated', 'requiresScopes']);

/**
 * A subgraph's SDL for Apollo's gateway for Node, which refuses any supergraph whose authorization directives it
 * would have to enforce. Nothing is lost: vaultgraph enforces them itself for every request.
 */
export function withoutAuthorization(sdl: string): string {
  const document = visit(parse(sdl), {
    Directive: ({ name }) => (enforced.has(name.value) ? null : undefined),
    ListValue: ({ values, ...list }) => ({
      ...list,
      values: values.filter(
        (value) => value.kind !== Kind.STRING || !enforced.has(value.value.replace('@', '')),
      ),
    }),
  });
  return print(document);
}
