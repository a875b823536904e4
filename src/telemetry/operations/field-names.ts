import {
  getOperationAST,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Executed {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
}

/** The fields in the path of an error, by their names in the schema: aliases are the caller's text. */
export type FieldNames = (path: readonly (string | number)[]) => readonly string[];

/** For one execution; errors of many items of a list share a path. */
export function createFieldNames({ document, operationName }: Executed): FieldNames {
  const root = getOperationAST(document, operationName)?.selectionSet;
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const keys = path.filter((step) => typeof step === 'string');
    const place = keys.join(' ');
    const names = known.get(place) ?? follow(keys, root, fragments);
    known.set(place, names);
    return names;
  };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function follow(
  keys: readonly string[],
  root: SelectionSetNode | undefined,
  fragments: Fragments,
): readonly string[] {
  const names: string[] = [];
  let within = root ? [root] : [];
  for (const key of keys) {
    const fields = fieldsCalled(key, within, fragments);
    const name = fields[0]?.name.value;
    if (name === undefined) return names;
    names.push(name);
    within = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return names;
}

/** Looks into each fragment once, however often it is spread. */
function fieldsCalled(
  key: string,
  within: readonly SelectionSetNode[],
  fragments: Fragments,
): readonly FieldNode[] {
  const found: FieldNode[] = [];
  const sets = new Set(within);
  for (const { selections } of sets) {
    const fields = selections.filter((selection) => selection.kind === Kind.FIELD);
    found.push(...fields.filter(({ alias, name }) => (alias ?? name).value === key));
    for (const selection of selections) {
      const spread =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (selection.kind !== Kind.FIELD && spread?.selectionSet) sets.add(spread.selectionSet);
    }
  }
  return found;
}
