import {
  getOperationAST,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { hashOf } from '../telemetry/operations/document-hash.ts';
import { createFieldNames } from '../telemetry/operations/field-names.ts';
import type { Ran } from '../telemetry/operations/trace-result.ts';
import { costOf, type Asked } from './documents/cost.ts';
import { introspects } from './documents/introspection.ts';
import { listLengthsOf } from './documents/list-lengths.ts';
import type { DocumentRules } from './documents/rules.ts';
import { coercionOf, type Coerced } from './errors/variables.ts';
import type { Variables } from './execution/arguments.ts';
import { createPlan } from './execution/create-plan.ts';
import type { Plan } from './execution/plan.ts';
import { createReader, type Read } from './read-document.ts';
import { isAlone } from './sharing/alone.ts';

/** All that is decided about a document once. */
export interface Prepared {
  readonly introspects: boolean;
  /** Why it cannot be run; none if it can. */
  readonly errors: readonly GraphQLError[];
  /** The operation with that name, or without a name the only one. Null if the document has no such operation. */
  readonly operation: (name: string | undefined) => PreparedOperation | null;
}

/** An operation, and what a request needs to know of it. */
export interface PreparedOperation {
  readonly node: OperationDefinitionNode;
  readonly coerce: (values: Variables) => Coerced;
  /** Refuses lists that are too long. */
  readonly checkLengths: (values: Variables) => void;
  readonly costOf: (asked: Asked) => number;
  readonly planFor: (coerced: Variables) => Plan;
  /** Whether each of its requests is executed by itself. */
  readonly isAlone: boolean;
  /** What is recorded when it runs. */
  readonly ran: Ran;
}

/** Prepared documents by their text. */
export interface PreparedDocuments {
  readonly isTrusted: (text: string) => boolean;
  /** Throws what the parser complains about. */
  readonly of: (text: string) => Prepared;
}

/** How many documents that are not trusted are kept. */
const mostDocuments = 500;

export function createPreparedDocuments(
  schema: GraphQLSchema,
  { trusted, limits }: DocumentRules,
): PreparedDocuments {
  const read = createReader(schema, limits);
  const trustedTexts = new Set(trusted.values());
  const trustedOnes = new Map<string, Prepared>();
  const others = new Map<string, Prepared>();
  let latest = '';

  const keepRecent = (text: string, prepared: Prepared): void => {
    if (text === latest) return;
    latest = text;
    // A map is in the order in which its keys came: the one that was not asked for longest is first.
    others.delete(text);
    others.set(text, prepared);
    if (others.size <= mostDocuments) return;
    const [oldest = ''] = others.keys();
    others.delete(oldest);
  };

  return {
    isTrusted: (text) => trustedTexts.has(text),
    of: (text) => {
      const isTrusted = trustedTexts.has(text);
      const prepared = (isTrusted ? trustedOnes : others).get(text) ?? prepare(schema, read(text), isTrusted);
      if (!isTrusted) keepRecent(text, prepared);
      else trustedOnes.set(text, prepared);
      return prepared;
    },
  };
}

function prepare(schema: GraphQLSchema, { document, errors }: Read, isTrusted: boolean): Prepared {
  const operations = new Map<OperationDefinitionNode, PreparedOperation>();
  return {
    introspects: introspects(document),
    errors,
    operation: (name) => {
      const node = getOperationAST(document, name);
      if (!node) return null;
      const prepared = operations.get(node) ?? prepareOperation(schema, document, node, isTrusted);
      operations.set(node, prepared);
      return prepared;
    },
  };
}

export function prepareOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  node: OperationDefinitionNode,
  isTrusted = false,
): PreparedOperation {
  const name = node.name?.value;
  let cost: PreparedOperation['costOf'] | null = null;
  return {
    node,
    coerce: coercionOf(schema, node),
    checkLengths: listLengthsOf(node),
    // A document that is refused for its errors is not reckoned.
    costOf: (asked) => (cost ??= costOf(schema, document, node))(asked),
    planFor: plansOf(schema, document, node),
    isAlone: isAlone(schema, document, node),
    ran: {
      name,
      type: node.operation,
      hash: hashOf(document),
      trusted: isTrusted ? document : null,
      namesOf: createFieldNames({ document, operationName: name }),
    },
  };
}

/** How many plans of one operation are kept. */
const mostPlans = 8;

/** Plans for the variables that come: those which leave out the same fields have the same. */
function plansOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): PreparedOperation['planFor'] {
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) throw new Error(`The graph has no ${operation.operation}.`);
  const planned = { schema, operation, rootType, fragments: fragmentsOf(document) };
  const deciding = decidingVariables(document);
  const plans = new Map<string, Plan>();
  return (variables) => {
    const key = deciding.length === 0 ? '' : JSON.stringify(deciding.map((name) => variables[name]));
    const plan = plans.get(key) ?? createPlan(planned, variables);
    if (plans.size >= mostPlans) plans.clear();
    plans.set(key, plan);
    return plan;
  };
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}

/** The variables that decide what is left out. */
function decidingVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.DIRECTIVE]: (directive) => {
      visit(directive, { [Kind.VARIABLE]: ({ name }) => void names.add(name.value) });
    },
  });
  return [...names];
}
