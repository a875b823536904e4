import {
  getArgumentValues,
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
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { pointsPerCall, type ListSize } from '../schema/builder.ts';

export interface CostQuestion {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced, defaults included. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** How many accounts the caller has: a list over them may ask each. */
  readonly accounts: number;
}

/** How many selections are looked at before a document counts as too costly whatever it holds. */
const maximumVisits = 20_000;

/** The points of an operation: ten for each call to a provider it may take in the worst case, and nothing else. */
export function costOf(question: CostQuestion): number {
  const { schema, operation } = question;
  const root = schema.getRootType(operation.operation);
  return root ? createReckoning(question).of(operation.selectionSet, root, outside) : 0;
}

function createReckoning({ document, schema, variables, accounts }: CostQuestion) {
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  let visits = 0;

  const of = ({ selections }: SelectionSetNode, type: GraphQLCompositeType, place: Place): number => {
    let points = 0;
    for (const selection of selections) {
      visits += 1;
      if (visits > maximumVisits) return Infinity;
      if (selection.kind === Kind.FIELD) points += ofField(selection, type, place);
      else {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        const inner = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
        if (fragment && isCompositeType(inner)) points += of(fragment.selectionSet, inner, place);
      }
    }
    return points;
  };

  const ofField = (node: FieldNode, parent: GraphQLCompositeType, place: Place): number => {
    const field = fieldOf(parent, node.name.value);
    if (!field) return 0;
    const terms = termsOf(field, getArgumentValues(field, node, variables), accounts);
    const points =
      terms.freeInside !== undefined && place.inside.includes(terms.freeInside) ? 0 : terms.points;
    const inner = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(inner)) return points;
    const inside = of(node.selectionSet, inner, { page: terms.page, inside: [...place.inside, field.name] });
    const times = place.page?.fields.includes(field.name) ? place.page.size : terms.times;
    return points + (inside === 0 ? 0 : times * inside);
  };

  return { of };
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
  readonly size: number;
  readonly fields: readonly string[];
}

interface FieldTerms {
  readonly points: number;
  readonly freeInside: string | undefined;
  /** How often what is inside is paid for. */
  readonly times: number;
  readonly page: Page | null;
}

function termsOf(
  field: GraphQLField<unknown, unknown>,
  args: Readonly<Record<string, unknown>>,
  accounts: number,
): FieldTerms {
  const {
    directives = {},
    callsPerItemOf,
    callsPerAccount,
    freeInside,
  } = field.extensions as FieldExtensions;
  const list = directives.listSize;
  const sliced = list?.slicingArguments?.map((name) => args[name]).find((value) => typeof value === 'number');
  const items = callsPerItemOf === undefined ? null : args[callsPerItemOf];
  // The loaders ask once for what is named twice.
  const count = Array.isArray(items) ? new Set(items.map((item) => JSON.stringify(item))).size : 0;
  // A page so large leaves no room for the one item more that tells whether another follows.
  const callsPerPage = typeof sliced === 'number' && sliced > 98 ? 2 : 1;
  const asked = callsPerPage * (callsPerAccount ? accounts : 1);
  return {
    points: (directives.cost?.weight ?? 0) * asked + count * pointsPerCall,
    freeInside,
    times: items === null ? listLength(field.type, list, accounts) : count,
    page: list?.sizedFields
      ? { size: typeof sliced === 'number' ? sliced : 0, fields: list.sizedFields }
      : null,
  };
}

interface FieldExtensions {
  readonly directives?: { readonly cost?: { readonly weight: number }; readonly listSize?: ListSize };
  readonly callsPerItemOf?: string;
  readonly callsPerAccount?: boolean;
  readonly freeInside?: string;
}

/** Lists of accounts, and of what accounts contributed, are as long as there are accounts. */
function listLength(type: GraphQLOutputType, list: ListSize | undefined, accounts: number): number {
  const outer = isNonNullType(type) ? type.ofType : type;
  if (!isListType(outer)) return 1;
  const item = getNamedType(outer);
  const isPerAccount = isObjectType(item) && ['ProviderAccount', 'ConnectionSource'].includes(item.name);
  return isPerAccount ? accounts : (list?.assumedSize ?? 1);
}
