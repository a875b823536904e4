import { createHash } from 'node:crypto';
import type { Lines } from './lines.ts';

/** One thing that was done or refused. Nothing in it is personal. */
export interface AuditRecord {
  readonly requestId: string;
  /** Null where nobody was let in. */
  readonly tenant: string | null;
  /** How the caller was let in, such as `api-key` and the start of the key's digest. Null where nobody was. */
  readonly caller: string | null;
  /** The mutation's name; `read` and the refused field; `authenticate`; `run a document`. */
  readonly action: string;
  /** The sealed id of what it was done to. Null where that is not known, or is none of the tenant's. */
  readonly objectId: string | null;
  /** The key of the account concerned. Null where that is not known. */
  readonly account: string | null;
  /** `SUCCESS`, or the code of the failure. */
  readonly outcome: string;
}

/** What the request itself does not say. */
export type AuditAct = Omit<AuditRecord, 'requestId' | 'tenant' | 'caller'>;

/** Keeps records, each before the call returns. Never throws: what was done is done. */
export type Audit = (record: AuditRecord) => void;

/** Keeps nothing. */
export function noAudit(): void {
  // Nobody asked for it.
}

export interface AuditOptions {
  readonly lines: Lines;
  readonly now: () => Date;
  /** Is told where a record could not be kept. */
  readonly report: (error: unknown) => void;
}

/** A JSON object a line; `previous` is the SHA-256 of the line before it in hex, null in the first. */
export function createAudit({ lines, now, report }: AuditOptions): Audit {
  return ({ requestId, tenant, caller, action, objectId, account, outcome }) => {
    try {
      lines.append((last) =>
        JSON.stringify({
          audit: 1,
          time: now().toISOString(),
          requestId,
          tenant,
          caller,
          action,
          objectId,
          account,
          outcome,
          previous: last === null ? null : digestOf(last),
        }),
      );
    } catch (error) {
      report(error);
    }
  };
}

/** The number of the first line that does not follow from the one before it, counted from 1; null where all do. */
export function brokenAt(lines: readonly string[]): number | null {
  const index = lines.findIndex((line, at) => {
    const before = lines[at - 1];
    return previousOf(line) !== (before === undefined ? null : digestOf(before));
  });
  return index === -1 ? null : index + 1;
}

function previousOf(line: string): unknown {
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === 'object' && record !== null && 'previous' in record
      ? record.previous
      : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
