import { GraphQLError, specifiedRules, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { hasScope, type Caller } from '../../access/caller.ts';
import { errorCodes } from '../../domain/errors.ts';
import { inOwnWords } from './own-words.ts';
import { quietly } from './quiet-values.ts';

/** The most errors of a refused request that are listed; the rest is counted. */
const maximumErrors = 5;
/** More than the default limit of tokens allows a document to have. */
const countedErrors = 2000;

/** Has documents checked by rules that repeat nothing of what was sent. */
export function useQuietRules(): Plugin {
  return {
    onValidate({ validateFn, setValidationFn }) {
      setValidationFn((schema, document, rules = specifiedRules, options) =>
        validateFn(schema, document, rules.map(quietly), { ...options, maxErrors: countedErrors }),
      );
    },
  };
}

/** Every error of an answer has a code, and none repeats what was sent; suggestions are for those who may explore. */
export function quietErrors(result: ExecutionResult, caller: Caller): ExecutionResult {
  if (!result.errors) return result;
  const mayExplore = hasScope(caller, 'vault:explore');
  const wasRefused = !('data' in result);
  const listed = wasRefused ? result.errors.slice(0, maximumErrors) : result.errors;
  const errors = listed.map((error) => quiet(error, { mayExplore, wasRefused }));
  const furtherErrors = result.errors.length - errors.length;
  const extensions = furtherErrors > 0 ? { extensions: { ...result.extensions, furtherErrors } } : {};
  return { ...result, errors, ...extensions };
}

interface Circumstances {
  readonly mayExplore: boolean;
  /** Whether nothing was run. */
  readonly wasRefused: boolean;
}

function quiet(error: GraphQLError, { mayExplore, wasRefused }: Circumstances): GraphQLError {
  const { nodes, source, positions, path, extensions } = error;
  const isOurs = ours.has(extensions['code']);
  const code = isOurs ? String(extensions['code']) : 'INVALID_INPUT';
  const { http = wasRefused ? statusOf(code) : undefined } = extensions;
  return new GraphQLError(isOurs ? error.message : inOwnWords(error, mayExplore), {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions: {
      ...(isOurs ? extensions : {}),
      code,
      retryable: extensions['retryable'] ?? false,
      ...(http ? { http } : {}),
    },
  });
}

const ours = new Set<unknown>([...errorCodes, 'INTERNAL_SERVER_ERROR', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/** `spec` leaves the status at 200 in answers of the type `application/json`, as GraphQL over HTTP has it. */
function statusOf(code: string) {
  if (code === 'INTERNAL_SERVER_ERROR') return { status: 500 };
  if (code === 'ACCESS_DENIED') return { status: 403 };
  return code === 'INVALID_INPUT' ? { status: 400, spec: true } : undefined;
}
