import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import type { Scope } from '../access/caller.ts';
import type { Late } from '../domain/late.ts';
import type { Context } from './context.ts';

/** The builder's type parameters; exported so that declarations can name them. */
export interface SchemaTypes {
  Context: Context;
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
    ID: { Input: string; Output: string | Late };
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
  plugins: [DirectivesPlugin],
  directives: { useGraphQLToolsUnorderedDirectives: true },
});

/** What a field demands and costs. */
interface Terms {
  /** Open to every caller that may read the parent. Otherwise a field of a customer or its parts is personal. */
  readonly open?: boolean;
  /** What a mutation refuses callers without, as a value of its result. */
  readonly needs?: Scope;
  /** Refused with `ACCESS_DENIED` to callers without it. */
  readonly scope?: Scope;
  /** A second scope, without which callers are refused in the same way. */
  readonly alsoScope?: Scope;
  /** How many calls to a provider it may take in the worst case. */
  readonly calls?: number;
  /** The list argument, or the list in an argument, such as `input.items`, that may cost one more call per item. */
  readonly callsPerItemOf?: string;
  /** How many more calls each of those items may cost; 1 if absent. */
  readonly callsPerItem?: number;
  /** Whether it may take as many for every account of the caller. */
  readonly callsPerAccount?: boolean;
  /** Whether it may take as many for every customer that a shopper's credential names. */
  readonly callsPerCustomer?: boolean;
  /** The parent field under which it costs no call, because its value is already known there. */
  readonly freeInside?: string;
  readonly list?: ListSize;
  /** Whether a supergraph leaves it out. */
  readonly hidden?: boolean;
  /** Whether shoppers may ask for it. If absent, a root field is closed to them and any other field is open. */
  readonly forShoppers?: boolean;
  /** Whether no other request is given an answer that has it. */
  readonly alone?: boolean;
  /** Whether it looks for card numbers itself, so that one item's does not refuse the others. */
  readonly refusesPerItem?: boolean;
}

/** Points that one call to a provider costs. */
export const pointsPerCall = 10;

/** Options of a field. They are in the SDL and enforced from there; `closingFields` checks the scope. */
export function on({ scope, alsoScope, calls, list, hidden, ...extensions }: Terms) {
  return {
    extensions,
    directives: {
      ...(hidden ? { inaccessible: {} } : {}),
      ...(scope === 'vault:customer:pii' ? { tag: { name: 'pii' } } : {}),
      ...(scope ? { requiresScopes: { scopes: [alsoScope ? [scope, alsoScope] : [scope]] } } : {}),
      ...(calls ? { cost: { weight: calls * pointsPerCall } } : {}),
      ...(list ? { listSize: list } : {}),
    },
  };
}

/** Why a number in an input is not refused although it may be a card's. */
export type CardNumberTerms = 'only looked up' | 'a phone number';

/** Options of an input whose value is compared with what is there and never kept as data. */
export const onlyLookedUp = numberTerms('only looked up');

/** Options of an input that takes a phone number. */
export const phoneNumber = numberTerms('a phone number');

function numberTerms(cardNumbers: CardNumberTerms) {
  return { extensions: { cardNumbers } };
}

/** Options of a field that holds personal data. */
export const personal = on({ scope: 'vault:customer:pii' });

/** Options of a field of a customer, or of its parts, that holds nothing personal. */
export const open = on({ open: true });

/** The size of a page: what its caller asks for. */
export const pageOf: ListSize = {
  slicingArguments: ['first'],
  sizedFields: ['edges', 'nodes'],
  requireOneSlicingArgument: false,
};
