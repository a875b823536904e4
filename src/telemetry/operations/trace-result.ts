import type { DocumentNode, ExecutionResult, GraphQLError } from 'graphql';
import type { AuditAct } from '../audit/audit.ts';
import type { LogFields } from '../log/fields.ts';
import type { Logger } from '../log/logger.ts';
import { note } from '../log/request.ts';
import type { SeenDocument } from '../metrics/metrics.ts';
import type { FieldNames } from './field-names.ts';

/** What is logged of an error: where it occurred and its kind, never its message. */
type Failure = Pick<LogFields, 'fieldPath' | 'code' | 'provider' | 'account'>;

/** Of one request; the first of them say enough. */
const maximumFailures = 10;

/** What is known of an operation that ran. */
export interface Ran extends Pick<SeenDocument, 'type' | 'name'> {
  /** Of its document. */
  readonly hash: string;
  /** The document, if it is trusted. */
  readonly trusted: DocumentNode | null;
  readonly namesOf: FieldNames;
}

interface Leaving {
  /** Null if nothing ran. */
  readonly ran: Ran | null;
  readonly audit: (act: AuditAct) => void;
  readonly logger: Logger;
  /** Counts documents; they are not counted if absent. */
  readonly seen: ((document: SeenDocument) => void) | undefined;
}

/** Records a result: its failures in the log, its refusals in the audit, its outcome in the metrics. */
export function traceResult(result: ExecutionResult, { ran, audit, logger, seen }: Leaving): void {
  const type = ran?.type ?? null;
  const name = ran?.name;
  if (!result.errors?.length) {
    note({ outcome: 'success', code: undefined });
    return seen?.({ type, name, outcome: 'success', codes: [] });
  }
  const failures = result.errors.map((error) => toFailure(error, ran?.namesOf));
  for (const failure of failures.slice(0, maximumFailures)) logger.warn('failure', failure);
  for (const action of refusedActions(failures)) {
    audit({ action, objectId: null, account: null, outcome: 'ACCESS_DENIED' });
  }
  const outcome = result.data ? 'partial' : 'failure';
  note({ outcome, code: failures[0]?.code });
  const codes = failures.map(({ code }) => code);
  seen?.({ type, name, outcome, codes });
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
