import type { VerifoneSwitches } from './switches.ts';

// The codes and meanings are documented for the Checkout API (Verifone documentation, Error Codes);
// that the customer service uses them too is assumed.
const meanings = {
  107: { status: 400, message: 'Invalid parameter format' },
  109: { status: 404, message: 'Resource not found' },
  110: { status: 400, message: 'Invalid resource or malformed JSON' },
  113: { status: 403, message: 'Insufficient permissions' },
  116: { status: 401, message: 'Authentication required' },
  126: { status: 400, message: 'Missing required parameter' },
  127: { status: 400, message: 'Unexpected parameter submitted' },
} as const;

export type RefusalCode = keyof typeof meanings;

/** What is wrong, by the part of the request and the dotted path inside it. */
export type RefusalDetails = Partial<Record<'body' | 'params' | 'query', Readonly<Record<string, string>>>>;

/** A call that gets the vendor's error body instead of an answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
  readonly status: number;

  constructor(code: RefusalCode, details: RefusalDetails = {}, status: number = meanings[code].status) {
    super(meanings[code].message);
    this.code = code;
    this.details = details;
    this.status = status;
  }
}

/** The documented error body; that `timestamp` is in seconds is assumed. */
export function refused(
  { code, message, details, status }: Refusal,
  now: Date,
  { timestampUnit, detailsTold }: Pick<VerifoneSwitches, 'timestampUnit' | 'detailsTold'>,
): Response {
  const timestamp = timestampUnit === 'seconds' ? Math.floor(now.getTime() / 1000) : now.getTime();
  return Response.json({ code, message, details: detailsTold ? details : {}, timestamp }, { status });
}
