import { createHash } from 'node:crypto';
import { Kind, visit, type DocumentNode, type ExecutionArgs, type GraphQLFormattedError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { AuditAct } from './audit/audit.ts';
import { fieldNames } from './field-names.ts';
import type { Logger } from './log/logger.ts';
import { note } from './log/request.ts';

interface Traced {
  readonly audit: (act: AuditAct) => void;
}

/** More errors than these are told by their number alone. */
const maximumErrors = 10;

/** What a request leaves behind: its operation and errors in the log, by names and codes alone; refusals in the audit. */
export function useTraces(logger: Logger): Plugin<Record<string, never>, Traced> {
  const executed = new WeakMap<Request, ExecutionArgs>();
  return {
    onExecute({ args }) {
      const { request } = args.contextValue;
      executed.set(request, args);
      note({
        operationName: args.operationName ?? nameIn(args.document),
        documentHash: hashOf(args.document),
      });
    },
    onResultProcess({ request, result, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      const errors = (result.errors ?? []).map((error) => toFailure(error, executed.get(request)));
      for (const failure of errors.slice(0, maximumErrors)) logger.warn('failure', failure);
      auditRefusals(errors, serverContext.audit);
      const outcome = errors.length === 0 ? 'success' : result.data ? 'partial' : 'failure';
      note({ outcome, code: errors[0]?.code });
    },
  };
}
