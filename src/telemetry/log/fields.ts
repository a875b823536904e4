import { holdsCardNumber } from '../../redaction/card-number.ts';
import { quoted } from './quoted.ts';

/** All fields that a log line may have beside time, level and message. Others are left out. */
export interface LogFields {
  readonly requestId?: string | undefined;
  readonly tenant?: string | undefined;
  /** The name that the document gives its operation. */
  readonly operationName?: string | undefined;
  /** SHA-256 of the document, its long literals blanked, in hex. */
  readonly documentHash?: string | undefined;
  /** The names of fields from the root down, such as `customers.nodes.email`. */
  readonly fieldPath?: string | undefined;
  readonly provider?: string | undefined;
  readonly account?: string | undefined;
  /** What a call to a provider is for, such as `getCustomer`. */
  readonly operation?: string | undefined;
  /** Of HTTP. */
  readonly method?: string | undefined;
  /** A template, never a path. */
  readonly route?: string | undefined;
  readonly status?: number | null | undefined;
  readonly attempt?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly code?: string | undefined;
  readonly outcome?: string | undefined;
  /** Why a credential was refused, and which one it was, as far as that is no secret. */
  readonly reason?: string | undefined;
  readonly keyId?: string | undefined;
  readonly issuer?: string | undefined;
  /** The address that sent a refused credential; never logged otherwise. */
  readonly clientAddress?: string | undefined;
  /** How many calls to providers the request took, those it only waited along with included. */
  readonly upstreamCalls?: number | undefined;
  /** How many of them had no answer, or one of 400 and above other than 404. */
  readonly upstreamErrors?: number | undefined;
  /** How long the slowest of them took, and all of them together. */
  readonly upstreamSlowestMs?: number | undefined;
  readonly upstreamTotalMs?: number | undefined;
  /** How many ids the request held that would be sealed in another way today. */
  readonly outdatedIds?: number | undefined;
  /** The id of the request whose answer this one got. */
  readonly sharedWith?: string | undefined;
  /** How many reads caches answered. */
  readonly cachedReads?: number | undefined;
  readonly errorName?: string | undefined;
  /** Where a defect came from. */
  readonly stack?: string | undefined;
}

/** What is logged of a value, as JSON. */
type Take = (value: unknown) => string | undefined;

/** A text, scrubbed and cut. */
function text(length: number): Take {
  return (value) => (typeof value === 'string' ? quoted(value, length) : undefined);
}

/** A text of a form that only this program makes and that needs no escapes, which is logged unchanged. */
function exactly(form: RegExp): Take {
  return (value) => (typeof value === 'string' && form.test(value) ? `"${value}"` : undefined);
}

/** A name out of the configuration file, which may look like a key. */
function label(value: unknown): string | undefined {
  const isLabel = typeof value === 'string' && /^[a-z0-9][\w.-]{0,62}$/i.test(value);
  return isLabel && !holdsCardNumber(value) ? `"${value}"` : undefined;
}

function number(value: unknown): string | undefined {
  return value === null || (typeof value === 'number' && Number.isFinite(value)) ? String(value) : undefined;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

type Read = (line: LogFields) => unknown;

/** How each is taken, and read: reading one by a name that varies takes longer than all else that is done with it. */
const kinds: Readonly<Record<keyof LogFields, readonly [Take, Read]>> = {
  requestId: [exactly(uuid), (line) => line.requestId],
  tenant: [label, (line) => line.tenant],
  operationName: [text(64), (line) => line.operationName],
  documentHash: [exactly(/^[\da-f]{64}$/), (line) => line.documentHash],
  fieldPath: [text(256), (line) => line.fieldPath],
  provider: [text(64), (line) => line.provider],
  account: [label, (line) => line.account],
  operation: [text(64), (line) => line.operation],
  method: [text(16), (line) => line.method],
  route: [text(128), (line) => line.route],
  status: [number, (line) => line.status],
  attempt: [number, (line) => line.attempt],
  durationMs: [number, (line) => line.durationMs],
  code: [text(64), (line) => line.code],
  outcome: [text(32), (line) => line.outcome],
  reason: [text(32), (line) => line.reason],
  keyId: [exactly(/^[\w.:/-]{1,128}$/), (line) => line.keyId],
  issuer: [exactly(/^[\w.:/-]{1,128}$/), (line) => line.issuer],
  clientAddress: [exactly(/^[\da-f.:]{2,45}$/i), (line) => line.clientAddress],
  upstreamCalls: [number, (line) => line.upstreamCalls],
  upstreamErrors: [number, (line) => line.upstreamErrors],
  upstreamSlowestMs: [number, (line) => line.upstreamSlowestMs],
  upstreamTotalMs: [number, (line) => line.upstreamTotalMs],
  outdatedIds: [number, (line) => line.outdatedIds],
  sharedWith: [exactly(uuid), (line) => line.sharedWith],
  cachedReads: [number, (line) => line.cachedReads],
  errorName: [text(64), (line) => line.errorName],
  stack: [text(4096), (line) => line.stack],
};

const members = Object.entries(kinds).map(([name, [take, read]]) => ({ begin: `,"${name}":`, take, read }));

/**
 * Those of the fields that may be logged, in a fixed order, as members of a JSON object; each begins with a comma. What the
 * fields do not say is taken from the others.
 */
export function loggedText(fields: LogFields, others: LogFields): string {
  let logged = '';
  for (const { begin, take, read } of members) {
    const own = read(fields);
    const value = own === undefined ? read(others) : own;
    const taken = value === undefined ? undefined : take(value);
    if (taken !== undefined) logged += begin + taken;
  }
  return logged;
}
