import { createHash } from 'node:crypto';
import type { Lines } from './lines.ts';
import type { AuditRecord } from './record.ts';
import { createRefusals, type Refusals } from './refusals.ts';

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
