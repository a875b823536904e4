import { createHash } from 'node:crypto';
import type { Lines } from './lines.ts';
import { createRefusals, type Refusals } from './refusals.ts';

/** One thing that was done or refused. Nothing in it is personal. */
export interface AuditRecord {
  readonly requestId: string;
  /** Null if the caller was not authenticated. */
  readonly tenant: string | null;
  /** How the caller was authenticated, such as `api-key`, the key's name and the start of its digest. Null if it was not. */
  readonly caller: string | null;
  /** The same of the gateway that the request came through; absent if it came through none. */
  readonly gateway?: string;
  /** The mutation's name; `read` and the refused field; `authenticate`; `run a document`. */
  readonly action: string;
  /** The sealed id of the object. Null if it is unknown or does not belong to the tenant. */
  readonly objectId: string | null;
  /** The key of the account concerned. Null if it is unknown. */
  readonly account: string | null;
  /** `SUCCESS`, the code of the failure, or `OUTCOME_NOT_KEPT` if the store could not keep the outcome. */
  readonly outcome: string;
  /** Of a write: this is an earlier outcome returned again. Absent if it was done now. */
  readonly replayed?: true;
  /** Why the caller was refused. Absent otherwise. */
  readonly refusal?: RefusalFacts;
}

/** What is known of a credential that was refused, or of a request that had none. */
export interface RefusalFacts {
  /** Such as `EXPIRED`, `UNKNOWN_KEY` or `NO_CREDENTIAL`. */
  readonly reason: string;
  /** Which key it was, as far as that is no secret. Null if that is not known. */
  readonly keyId: string | null;
  /** The issuer that a token names, unverified. Null if it names none that may be recorded. */
  readonly issuer: string | null;
  /** The client's address. Null if that is not known. */
  readonly address: string | null;
}

/** What the request itself does not say. */
export type AuditAct = Omit<AuditRecord, 'requestId' | 'tenant' | 'caller' | 'gateway'>;

/**
 * Keeps records, each before the call returns. Never throws: what was done is done. It may give the SHA-256 of the line in
 * hex, as the next line names it, for a receipt.
 */
export type Audit = (record: AuditRecord) => unknown;

/** Keeps nothing. */
export function noAudit(): void {
  // No audit is configured.
}

export interface AuditOptions {
  readonly lines: Lines;
  readonly now: () => Date;
  /** Called with the error if a record could not be written. */
  readonly report: (error: unknown) => void;
}

/** An audit that counts refused credentials instead of writing a line for each. */
export type CountingAudit = ((record: AuditRecord) => string | null) & Pick<Refusals, 'flush'>;

/** A JSON object a line; `previous` is the SHA-256 of the line before it in hex, null in the first. */
export function createAudit({ lines, now, report }: AuditOptions): CountingAudit {
  const write = (record: AuditRecord, count: number): string | null => {
    try {
      let written = '';
      lines.append((last) => {
        const previous = last === null ? null : digestOf(last);
        written = JSON.stringify({
          audit: 1,
          time: now().toISOString(),
          ...toFields(record, count),
          previous,
        });
        return written;
      });
      return digestOf(written);
    } catch (error) {
      report(error);
      return null;
    }
  };
  const refusals = createRefusals(write);
  const record = (given: AuditRecord): string | null => {
    if (!given.refusal) return write(given, 1);
    // It shares its line with others.
    refusals.record(given);
    return null;
  };
  return Object.assign(record, { flush: refusals.flush });
}

/** The fields of a line, in a fixed order. */
function toFields({ refusal, ...record }: AuditRecord, count: number): object {
  const { requestId, tenant, caller, gateway, action, objectId, account, outcome, replayed } = record;
  return {
    requestId,
    tenant,
    caller,
    ...(gateway === undefined ? {} : { gateway }),
    action,
    objectId,
    account,
    outcome,
    ...(replayed === undefined ? {} : { replayed }),
    ...(refusal ? { ...refusal, count } : {}),
  };
}

/** The number of the first line that does not follow from the one before it, counted from 1; null if all do. */
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

/** What the next line names a line by. */
export function digestOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
