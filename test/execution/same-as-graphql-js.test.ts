import { setImmediate as turn } from 'node:timers/promises';
import {
  execute as executeByGraphqlJs,
  getOperationAST,
  parse,
  validate,
  versionInfo,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deniedTo, scopes } from '../../src/access/caller.ts';
import { noErasures, noReceipts } from '../support/no-erasures.ts';
import { createHub } from '../../src/gateway/live/hub.ts';
import { createRecordIds } from '../../src/gateway/page-ids.ts';
import type { Context } from '../../src/builder/context.ts';
import { schema } from '../../src/graph/index.ts';
import { execute } from '../../src/server/execution/run.ts';
import { prepareOperation } from '../../src/server/prepared.ts';
import { requestScopeOf } from '../../src/testing/support/request-scope.ts';
import { createRandom } from '../faults/random.ts';
import { generateDocument } from './documents.ts';
import { withRandomResolvers } from './resolvers.ts';

const seeds = Array.from({ length: 6 }, (_item, index) => `seed ${index}`);
const documentsOfSeed = 60;

/** graphql-js does not await a list's other promises if an item fails at once; that must not fail the test, and ours must not do it. */
const forgotten: unknown[] = [];
const forget = (error: unknown): void => void forgotten.push(error);
let listeners: NodeJS.UnhandledRejectionListener[] = [];
beforeAll(() => {
  listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', forget);
});
afterAll(() => {
  process.off('unhandledRejection', forget);
  for (const listener of listeners) process.on('unhandledRejection', listener);
});

function contextFor(granted: readonly string[]): Context {
  const scope = requestScopeOf([]);
  return {
    ...scope,
    recordIds: createRecordIds(scope.ids),
    requestId: 'request',
    answerAlone: () => undefined,
    caller: { tenant: 'acme', subject: 'test', scopes: granted },
    issueShopperToken: null,
    providers: new Map(),
    spending: { charge: null },
    erasures: noErasures,
    receipts: noReceipts,
    watch: createHub({ tenant: 'acme', accounts: [], requestTimeoutMs: 1000 }).watch,
    audit: () => undefined,
    now: () => new Date(),
  };
}

function shown({ data, errors = [] }: ExecutionResult): string {
  if (versionInfo.major > 16) return JSON.stringify({ data, nulled: nulledBy(data, errors) }, null, 1);
  const places = errors.map(({ message, path, locations }) => ({ message, path, locations }));
  return JSON.stringify({ data, errors: places }, null, 1);
}

/**
 * Which nulls the errors stand for. Of several fields that fail side by side graphql-js 17 meets another one first, and
 * says in other words what is wrong with an argument.
 */
function nulledBy(data: unknown, errors: readonly GraphQLError[]): readonly string[] {
  const places = errors.map(({ path = [] }) => {
    let value = data;
    const reached = path.findIndex((step) => (value = Object(value)[step]) === null);
    return path.slice(0, value === null && reached >= 0 ? reached + 1 : 0).join('.');
  });
  return [...new Set(places)].toSorted();
}

interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly context: Context;
}

async function theirs({ variables, context, ...asked }: Asked): Promise<ExecutionResult> {
  const result = await executeByGraphqlJs({ ...asked, variableValues: variables, contextValue: context });
  await turn();
  forgotten.length = 0;
  return result;
}

/** A plan is kept: what it gives must be the same the second time. */
async function ours({ schema: resolving, document, variables, context }: Asked): Promise<ExecutionResult[]> {
  const node = getOperationAST(document);
  if (!node) throw new Error('The document has no operation.');
  const operation = prepareOperation(resolving, document, node);
  const { values, errors } = operation.coerce(variables);
  if (errors.length > 0) return [{ errors }];
  const given = { context, variables: values, denied: deniedTo(context.caller) };
  const results = [
    await execute(operation.planFor(values), given),
    await execute(operation.planFor(values), given),
  ];
  await turn();
  expect(forgotten).toEqual([]);
  return results;
}

it.each(seeds)(
  'gives the values and errors of graphql-js in its order, whatever fields do: %s',
  async (seed) => {
    const random = createRandom(seed);
    const resolving = withRandomResolvers(schema, seed);
    const seen = { valid: 0, withData: 0, withErrors: 0 };
    while (seen.valid < documentsOfSeed) {
      const { text, variables } = generateDocument(resolving, random);
      const document = parse(text);
      if (validate(resolving, document).length > 0) continue;
      const granted = random.chance(0.5) ? ['*'] : scopes.filter(() => random.chance(0.7));
      const asked = { schema: resolving, document, variables, context: contextFor(granted) };
      const expected = await theirs(asked);
      const results = await ours(asked);
      expect([text, ...results.map(shown)]).toEqual([text, ...results.map(() => shown(expected))]);
      seen.valid += 1;
      seen.withData += expected.data ? 1 : 0;
      seen.withErrors += expected.errors ? 1 : 0;
    }
    // Neither is the exception.
    expect(seen.withData).toBeGreaterThan(documentsOfSeed / 4);
    expect(seen.withErrors).toBeGreaterThan(documentsOfSeed / 4);
  },
);
