import { getOperationAST, type GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { AuditAct } from '../audit/audit.ts';
import type { LogFields } from '../log/fields.ts';
import type { Logger } from '../log/logger.ts';
import { note } from '../log/request.ts';
import { hashOf } from './document-hash.ts';
import { createFieldNames, type FieldNames } from './field-names.ts';

interface Arrival {
  readonly audit: (act: AuditAct) => void;
}

/** What is told of an error: where, and what kind. Never its words. */
type Failure = Pick<LogFields, 'fieldPath' | 'code' | 'provider' | 'account'>;

/** Of one request; the first of them say enough. */
const maximumFailures = 10;

/** What an operation leaves behind: its name, its document and its failures in the log, its refusals in the audit. */
export function useTraces(logger: Logger): Plugin<Record<string, never>, Arrival> {
  const executed = new WeakMap<Request, FieldNames>();
  return {
    onExecute({ args: { document, operationName, contextValue } }) {
      executed.set(contextValue.request, createFieldNames({ document, operationName }));
      const name = getOperationAST(document, operationName)?.name?.value;
      note({ operationName: name, documentHash: hashOf(document) });
    },
    onResultProcess({ request, result, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      const namesOf = executed.get(request);
      const failures = (result.errors ?? []).map((error) => toFailure(error, namesOf));
      for (const failure of failures.slice(0, maximumFailures)) logger.warn('failure', failure);
      for (const action of refusedActions(failures)) {
        serverContext.audit({ action, objectId: null, account: null, outcome: 'ACCESS_DENIED' });
      }
      const outcome = failures.length === 0 ? 'success' : result.data ? 'partial' : 'failure';
      note({ outcome, code: failures[0]?.code });
    },
  };
}

function toFailure({ path, extensions }: GraphQLError, namesOf: FieldNames | undefined): Failure {
  const names = namesOf && path ? namesOf(path) : [];
  return {
    fieldPath: names.length > 0 ? names.join('.') : undefined,
    code: textOf(extensions['code']),
    provider: textOf(extensions['provider']),
    account: textOf(extensions['account']),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** One for each field, however many records it was refused of. */
function refusedActions(failures: readonly Failure[]): ReadonlySet<string> {
  const refused = failures.filter(({ code }) => code === 'ACCESS_DENIED');
  return new Set(refused.map(({ fieldPath }) => (fieldPath ? `read ${fieldPath}` : 'run a document')));
}
