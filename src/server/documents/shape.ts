import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

export interface ShapeLimits {
  readonly depth: number;
  readonly aliases: number;
}

const maximumDirectives = 20;
const maximumRootQueries = 40;
const maximumRootMutations = 10;

/** What one operation amounts to when its fragments are written out. */
interface Shape {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
}

const nothing: Shape = { depth: 0, aliases: 0, directives: 0, rootFields: 0 };

/** Refuses documents that are deeper or wider than a client needs. Introspection does not count. */
export function limitShape(limits: ShapeLimits): ValidationRule {
  return (context) => ({
    OperationDefinition: (operation) => {
      const shape = measure(operation, context.getDocument());
      for (const complaint of complaints(shape, operation, limits)) {
        context.reportError(
          new GraphQLError(complaint, { nodes: operation, extensions: { code: 'INVALID_INPUT' } }),
        );
      }
    },
  });
}

function complaints(shape: Shape, { operation }: OperationDefinitionNode, limits: ShapeLimits): string[] {
  const maximumRoots = operation === OperationTypeNode.MUTATION ? maximumRootMutations : maximumRootQueries;
  const bounds: readonly (readonly [name: string, found: number, maximum: number])[] = [
    ['levels', shape.depth, limits.depth],
    ['aliases', shape.aliases, limits.aliases],
    ['directives', shape.directives, maximumDirectives],
    ['fields at its root', shape.rootFields, maximumRoots],
  ];
  return bounds
    .filter(([, found, maximum]) => found > maximum)
    .map(([name, , maximum]) => `The operation has more than ${maximum} ${name}.`);
}

function measure(operation: OperationDefinitionNode, { definitions }: DocumentNode): Shape {
  const fragments = new Map(
    definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const measured = new Map<string, Shape>();

  const ofSelections = ({ selections }: SelectionSetNode): Shape =>
    selections.map(ofSelection).reduce(beside, nothing);

  const ofSelection = (node: SelectionSetNode['selections'][number]): Shape => {
    const directives = node.directives?.length ?? 0;
    if (node.kind === Kind.FIELD) {
      if (node.name.value.startsWith('__')) return nothing;
      const inside = node.selectionSet ? ofSelections(node.selectionSet) : nothing;
      return {
        depth: inside.depth + 1,
        aliases: inside.aliases + (node.alias ? 1 : 0),
        directives: inside.directives + directives,
        rootFields: 1,
      };
    }
    const inside =
      node.kind === Kind.INLINE_FRAGMENT ? ofSelections(node.selectionSet) : ofFragment(node.name.value);
    return { ...inside, directives: inside.directives + directives };
  };

  // Each fragment is measured once; one inside itself counts for nothing, another rule refuses it.
  const ofFragment = (name: string): Shape => {
    const known = measured.get(name);
    const fragment = fragments.get(name);
    if (known || !fragment) return known ?? nothing;
    measured.set(name, nothing);
    const shape = ofSelections(fragment.selectionSet);
    measured.set(name, shape);
    return shape;
  };

  return ofSelections(operation.selectionSet);
}

function beside(a: Shape, b: Shape): Shape {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    rootFields: a.rootFields + b.rootFields,
  };
}
