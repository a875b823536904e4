import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { pointsPerCall, type ListSize } from '../../builder/builder.ts';
import { argumentReader } from '../execution/arguments.ts';

/** What is known of one request. */
export interface Asked {
  /** Coerced, defaults included. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** How many accounts the caller has: a list over them may ask each. */
  readonly accounts: number;
  /** How many customers a shopper's credential names; 0 for other callers. */
  readonly customers: number;
}

/** A number that depends on what is asked. */
type Figure = (asked: Asked) => number;

/** How many selections are looked at before a document counts as too costly whatever it holds. */
const maximumVisits = 20_000;

/**
 * The points of an operation: ten for each call to a provider it may take in the worst case, and nothing else. What
 * costs nothing whatever is asked is looked at here, once; the function that is given back looks at the rest.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Figure {
  const root = schema.getRootType(operation.operation);
  const { reckon, isTooLarge } = createReckoning(schema, document);
  const cost = root && reckon(operation.selectionSet, root, outside);
  if (isTooLarge()) return () => Infinity;
  return cost ?? (() => 0);
}

/** Gives for selections what they cost; null if that is nothing. */
type Reckon = (selections: SelectionSetNode, type: GraphQLCompositeType, place: Place) => Figure | null;

function createReckoning(schema: GraphQLSchema, document: DocumentNode) {
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  let visits = 0;

  const reckon: Reckon = ({ selections }, type, place) => {
    const figures: Figure[] = [];
    for (const selection of selections) {
      visits += 1;
      if (visits > maximumVisits) return null;
      const figure =
        selection.kind === Kind.FIELD
          ? ofField(selection, type, place)
          : ofFragment(
              selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection,
              type,
              place,
            );
      if (figure) figures.push(figure);
    }
    return sumOf(figures);
  };

  const ofFragment = (
    fragment: FragmentDefinitionNode | InlineFragmentNode | undefined,
    type: GraphQLCompositeType,
    place: Place,
  ): Figure | null => {
    const inner = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
    return fragment && isCompositeType(inner) ? reckon(fragment.selectionSet, inner, place) : null;
  };

  const ofField = (node: FieldNode, parent: GraphQLCompositeType, place: Place): Figure | null => {
    const field = fieldOf(parent, node.name.value);
    if (!field) return null;
    const terms = termsOf(field, node);
    const isFree = terms.freeInside !== undefined && place.inside.includes(terms.freeInside);
    const own = isFree ? null : terms.points;
    const type = getNamedType(field.type);
    const within = { page: terms.page, inside: [...place.inside, field.name] };
    const inside =
      node.selectionSet && isCompositeType(type) ? reckon(node.selectionSet, type, within) : null;
    if (!inside) return own;
    const times = place.page?.fields.includes(field.name) ? place.page.size : terms.times;
    return (asked) => {
      const points = inside(asked);
      // Nothing times too much is nothing.
      return (own?.(asked) ?? 0) + (points === 0 ? 0 : times(asked) * points);
    };
  };

  return { reckon, isTooLarge: () => visits > maximumVisits };
}

function sumOf(figures: readonly Figure[]): Figure | null {
  if (figures.length <= 1) return figures[0] ?? null;
  return (asked) => figures.reduce((sum, figure) => sum + figure(asked), 0);
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | null {
  return 'getFields' in parent ? (parent.getFields()[name] ?? null) : null;
}

/** Where selections stand. */
interface Place {
  /** The page they are taken from: how long it is, and which of its fields are. */
  readonly page: Page | null;
  /** The names of the fields around them. */
  readonly inside: readonly string[];
}

const outside: Place = { page: null, inside: [] };

interface Page {
  readonly size: Figure;
  readonly fields: readonly string[];
}

interface FieldTerms {
  /** Null if it takes no call itself. */
  readonly points: Figure | null;
  readonly freeInside: string | undefined;
  /** How often what is inside is paid for. */
  readonly times: Figure;
  readonly page: Page | null;
}

function termsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): FieldTerms {
  const extensions: FieldExtensions = field.extensions;
  const { callsPerItemOf, callsPerItem = 1, callsPerAccount, callsPerCustomer } = extensions;
  const { directives = {}, freeInside } = extensions;
  const list = directives.listSize;
  const weight = directives.cost?.weight ?? 0;
  const read = argumentReader(field, node);
  const argumentIn = (path: string, { variables }: Asked): unknown =>
    path.split('.').reduce<unknown>((value, name) => Object(value)[name], read(variables));
  // A page whose length is not for its caller to say.
  const preset = (list?.sizedFields && !list.slicingArguments && list.assumedSize) || 0;
  const sliced: Figure = (asked) => {
    const values = list?.slicingArguments?.map((name) => argumentIn(name, asked)) ?? [];
    return values.find((value) => typeof value === 'number') ?? preset;
  };
  const page = list?.sizedFields ? { size: sliced, fields: list.sizedFields } : null;
  if (callsPerItemOf !== undefined) {
    const count: Figure = (asked) => countOf(argumentIn(callsPerItemOf, asked));
    const points: Figure = (asked) => weight + count(asked) * callsPerItem * pointsPerCall;
    return { points, freeInside, times: count, page };
  }
  const points: Figure = (asked) => {
    // A page this large leaves no room for the one more item that shows whether another page follows.
    const callsPerPage = sliced(asked) > 98 ? 2 : 1;
    const calls = callsPerAccount ? asked.accounts : callsPerCustomer ? asked.customers : 1;
    return weight * callsPerPage * calls;
  };
  const times: Figure = callsPerCustomer ? ({ customers }) => customers : listLength(field.type, list);
  return { points: weight === 0 ? null : points, freeInside, times, page };
}

/** The loaders ask once for what is named twice. */
function countOf(items: unknown): number {
  if (!Array.isArray(items)) return 0;
  // In JSON, a quotation mark distinguishes a text from anything else.
  return new Set(items.map((item) => (typeof item === 'string' ? `"${item}` : JSON.stringify(item)))).size;
}

interface FieldExtensions {
  readonly directives?: { readonly cost?: { readonly weight: number }; readonly listSize?: ListSize };
  readonly callsPerItemOf?: string;
  readonly callsPerItem?: number;
  readonly callsPerAccount?: boolean;
  readonly callsPerCustomer?: boolean;
  readonly freeInside?: string;
}

/** Lists of accounts, and of what accounts contributed, are as long as there are accounts. */
function listLength(type: GraphQLOutputType, list: ListSize | undefined): Figure {
  const outer = isNonNullType(type) ? type.ofType : type;
  if (!isListType(outer)) return () => 1;
  const item = getNamedType(outer);
  const isPerAccount =
    isObjectType(item) && ['ProviderAccount', 'ConnectionSource', 'SearchSource'].includes(item.name);
  return isPerAccount ? ({ accounts }) => accounts : () => list?.assumedSize ?? 1;
}
