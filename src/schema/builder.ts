import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { hasScope, type Scope } from '../access/caller.ts';
import type { Context } from '../context.ts';
import { AccessDeniedError } from '../domain/errors.ts';

/** The builder's type parameters; exported so that declarations can name them. */
export interface SchemaTypes {
  Context: Context;
  AuthScopes: { scope: Scope };
  Directives: {
    key: { locations: 'OBJECT'; args: { fields: string } };
    shareable: { locations: 'OBJECT'; args: Record<string, unknown> };
    inaccessible: { locations: 'FIELD_DEFINITION'; args: Record<string, unknown> };
    authenticated: { locations: 'OBJECT'; args: Record<string, unknown> };
    requiresScopes: { locations: 'FIELD_DEFINITION'; args: { scopes: string[][] } };
    tag: { locations: 'FIELD_DEFINITION'; args: { name: string } };
    cost: { locations: 'FIELD_DEFINITION'; args: { weight: number } };
    listSize: { locations: 'FIELD_DEFINITION'; args: ListSize };
  };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    URL: { Input: never; Output: string };
    CountryCode: { Input: string; Output: string };
    MetadataValue: { Input: string | number | boolean; Output: string | number | boolean };
    _Any: { Input: unknown; Output: never };
  };
}

/** How long a list may get, as the `@listSize` directive says it. */
export type ListSize = {
  readonly assumedSize?: number;
  readonly slicingArguments?: readonly string[];
  readonly sizedFields?: readonly string[];
  readonly requireOneSlicingArgument?: boolean;
};

/** The same with Pothos's defaults filled in, as its refs name them. */
export type GraphTypes = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ScopeAuthPlugin, DirectivesPlugin],
  directives: { useGraphQLToolsUnorderedDirectives: true },
  scopeAuth: { authScopes: ({ caller }) => ({ scope: (scope) => hasScope(caller, scope) }) },
});

/** What a field demands and costs. */
interface Terms {
  /** Refused with `ACCESS_DENIED` to callers without it. */
  readonly scope?: Scope;
  /** How many calls to a provider it may take in the worst case. */
  readonly calls?: number;
  /** The argument for each item of which it may take one call more. */
  readonly callsPerItemOf?: string;
  /** Whether it may take as many for every account of the caller. */
  readonly callsPerAccount?: boolean;
  /** The field inside of which it takes none, because the answer is known there. */
  readonly freeInside?: string;
  readonly list?: ListSize;
  /** Whether a supergraph leaves it out. */
  readonly hidden?: boolean;
  /** Whether it looks for card numbers itself, so that one item's does not refuse the others. */
  readonly refusesPerItem?: boolean;
}

/** Points that one call to a provider costs. */
export const pointsPerCall = 10;

/** Options of a field: enforced here and told in the SDL, from the same terms. */
export function on({ scope, calls, list, hidden, ...extensions }: Terms) {
  return {
    extensions,
    ...(scope ? { authScopes: { scope }, unauthorizedError: () => new AccessDeniedError([scope]) } : {}),
    directives: {
      ...(hidden ? { inaccessible: {} } : {}),
      ...(scope === 'vault:customer:pii' ? { tag: { name: 'pii' } } : {}),
      ...(scope ? { requiresScopes: { scopes: [[scope]] } } : {}),
      ...(calls ? { cost: { weight: calls * pointsPerCall } } : {}),
      ...(list ? { listSize: list } : {}),
    },
  };
}

/** Options of a field that holds personal data. */
export const personal = on({ scope: 'vault:customer:pii' });

/** The size of a page: what its caller asks for. */
export const pageOf: ListSize = {
  slicingArguments: ['first'],
  sizedFields: ['edges', 'nodes'],
  requireOneSlicingArgument: false,
};
