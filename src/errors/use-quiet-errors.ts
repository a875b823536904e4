import { GraphQLError, specifiedRules } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { hasScope, type Caller } from '../access/caller.ts';
import { errorCodes } from '../domain/errors.ts';
import { inOwnWords } from './own-words.ts';
import { quietly } from './quiet-values.ts';

/** Every error of an answer has a code, and none repeats what was sent; suggestions are for those who may explore. */
export function useQuietErrors(): Plugin<Record<string, never>, { readonly caller: Caller }> {
  return {
    onValidate({ validateFn, setValidationFn }) {
      setValidationFn((schema, document, rules = specifiedRules, ...rest) =>
        validateFn(schema, document, rules.map(quietly), ...rest),
      );
    },
    onResultProcess(processing) {
      const { result, serverContext } = processing;
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors) return;
      const mayExplore = hasScope(serverContext.caller, 'vault:explore');
      const wasRefused = !('data' in result);
      const errors = result.errors.map((error) => toTold(error, { mayExplore, wasRefused }));
      processing.setResult({ ...result, errors });
    },
  };
}

interface Circumstances {
  readonly mayExplore: boolean;
  /** Whether nothing was run. */
  readonly wasRefused: boolean;
}

function toTold(error: GraphQLError, { mayExplore, wasRefused }: Circumstances): GraphQLError {
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

const ours = new Set<unknown>([...errorCodes, 'INTERNAL_SERVER_ERROR']);

/** `spec` leaves the status at 200 in answers of the type `application/json`, as GraphQL over HTTP has it. */
function statusOf(code: string) {
  if (code === 'INTERNAL_SERVER_ERROR') return { status: 500 };
  if (code === 'ACCESS_DENIED') return { status: 403 };
  return code === 'INVALID_INPUT' ? { status: 400, spec: true } : undefined;
}
