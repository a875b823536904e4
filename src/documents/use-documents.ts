import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  type ExecutionArgs,
  type GraphQLSchema,
  type TypeNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createBudget, type Budget, type Charge, type Spending } from '../access/budget.ts';
import { hasScope, type Caller } from '../access/caller.ts';
import { AccessDeniedError, InvalidInputError } from '../domain/errors.ts';
import { costOf } from './cost.ts';
import { nestingOf } from './nesting.ts';
import { limitShape, type ShapeLimits } from './shape.ts';
import { namedDocument, noDocuments, type TrustedDocuments } from './trusted.ts';

export interface DocumentLimits extends ShapeLimits {
  readonly tokens: number;
  readonly maxCost: number;
}

export interface DocumentRules {
  /** Those that need no `vault:explore`, by their SHA-256 in lower-case hex. */
  readonly trusted: TrustedDocuments;
  readonly limits: DocumentLimits;
  readonly budget: Budget;
}

/** Rules of which some are given. */
export interface GivenDocumentRules extends Partial<Omit<DocumentRules, 'limits'>> {
  readonly limits?: Partial<DocumentLimits>;
}

interface DocumentOptions extends DocumentRules {
  readonly schema: GraphQLSchema;
}

interface Arrival {
  readonly caller: Caller;
  readonly spending: Spending;
  readonly tenant: { readonly accounts: readonly unknown[] };
}

/** What is given, else what holds where the configuration file says nothing: no document trusted, and its limits. */
export function createDocumentRules({ trusted, limits, budget }: GivenDocumentRules = {}): DocumentRules {
  return {
    trusted: trusted ?? noDocuments,
    limits: { tokens: 2000, maxCost: 2000, depth: 15, aliases: 30, ...limits },
    budget: budget ?? createBudget({ points: 60_000, perSeconds: 60 }),
  };
}

/** Brackets in brackets. Parsers go into each of them, so that thousands would use up the stack. */
const maximumNesting = 64;

/** How long a list in the variables may be: the largest that any argument takes. */
const maximumListLength = 200;

/**
 * Decides which documents run: trusted ones for everyone, any others for those who may explore, none beyond the
 * limits, and none that the caller cannot pay for. All of it before anything is asked of a provider.
 */
export function useDocuments({ schema, trusted, limits, budget }: DocumentOptions): Plugin<Arrival, Arrival> {
  const shape = limitShape(limits);
  const maxTokens = limits.tokens;
  const trustedTexts = new Set(trusted.values());
  return {
    onParams({ request, params, setParams }) {
      const hash = namedDocument(request, params);
      if (hash === null) return;
      const query = trusted.get(hash);
      if (query === undefined) throw refusal('The request names no document that is trusted here.', 400);
      setParams({ ...params, query });
    },
    onParse({ params, context, parseFn, setParseFn }) {
      if (!trustedTexts.has(String(params.source)) && !hasScope(context.caller, 'vault:explore')) {
        throw forbidden('vault:explore');
      }
      if (nestingOf(String(params.source)) > maximumNesting) {
        throw refusal(`The document is nested more than ${maximumNesting} deep.`, 400);
      }
      setParseFn((source, parsing) =>
        countingTokens(() => parseFn(source, { ...parsing, maxTokens }), maxTokens),
      );
    },
    onValidate({ addValidationRule }) {
      addValidationRule(shape);
    },
    async onExecute({ args }) {
      const { caller, spending, tenant } = args.contextValue;
      checkVariables(args);
      const cost = costOfExecution(schema, args, tenant.accounts.length);
      if (cost > limits.maxCost) {
        throw refusal(`The operation costs ${cost} points; ${limits.maxCost} are allowed.`, 400);
      }
      spending.charge = await charge(budget, caller, cost);
    },
  };
}

function costOfExecution(schema: GraphQLSchema, args: ExecutionArgs, accounts: number): number {
  const { document, operationName, variableValues } = args;
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {});
  // Variables that cannot be coerced are refused by the execution itself.
  return coerced ? costOf({ schema, document, operation, variables: coerced, accounts }) : 0;
}

/** Takes the points, or refuses with 429 and the seconds to wait. */
async function charge(budget: Budget, { tenant, subject }: Caller, cost: number): Promise<Charge> {
  const { isEnough, ...state } = await budget.spend(JSON.stringify([tenant, subject]), cost);
  if (isEnough) return { ...state, cost };
  const seconds = Math.max(Math.ceil((state.resetAt.getTime() - Date.now()) / 1000), 1);
  throw new GraphQLError("The caller's budget is used up; nothing was sent.", {
    extensions: {
      code: 'BUDGET_EXHAUSTED',
      retryable: true,
      cost,
      ...state,
      http: { status: 429, headers: { 'retry-after': String(seconds) } },
    },
  });
}

/** Says in our own words that a document is too long; every other complaint stays the parser's. */
function countingTokens<Parsed>(parse: () => Parsed, maximum: number): Parsed {
  try {
    return parse();
  } catch (error) {
    const isTooLong = error instanceof GraphQLError && / tokens. Parsing aborted/.test(error.message);
    throw isTooLong ? refusal(`The document has more than ${maximum} tokens.`, 400) : error;
  }
}

/** Only those that the operation knows: the name of any other may be anything, and is not to be repeated. */
function checkVariables({ document, operationName, variableValues }: ExecutionArgs): void {
  for (const { variable, type } of getOperationAST(document, operationName)?.variableDefinitions ?? []) {
    const name = variable.name.value;
    // What one representation holds is its own affair, which must not refuse the others.
    const check = nameOfType(type) === '_Any' ? checkLength : checkLists;
    check(variableValues?.[name], [name]);
  }
}

function nameOfType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOfType(type.type);
}

function checkLists(value: unknown, path: readonly string[]): void {
  checkLength(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkLists(inner, [...path, key]);
}

function checkLength(value: unknown, path: readonly string[]): void {
  if (!Array.isArray(value) || value.length <= maximumListLength) return;
  const message = `${path.join('.')} holds more than ${maximumListLength} items.`;
  throw new InvalidInputError([{ path, code: 'TOO_LONG', message }]);
}

function refusal(message: string, status: number): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'INVALID_INPUT', retryable: false, http: { status } },
  });
}

function forbidden(scope: 'vault:explore'): GraphQLError {
  const { message, code, requiredScopes } = new AccessDeniedError([scope]);
  return new GraphQLError(message, {
    extensions: { code, requiredScopes, retryable: false, http: { status: 403 } },
  });
}
