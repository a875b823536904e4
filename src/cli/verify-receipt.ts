import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { verifyReceipt, type Receipt } from '../gateway/erasure/receipt.ts';
import { brokenAt, digestOf } from '../telemetry/audit/audit.ts';

/** What verifying a receipt came to: lines for people. */
export interface Verdict {
  readonly isTrue: boolean;
  readonly lines: readonly string[];
}

interface Sources {
  /** The file of the receipt. */
  readonly file: string;
  /** The keys: a file, or an address such as https://api.example.com/.well-known/jwks.json. */
  readonly jwks: string;
  /** The file of the audit that has the receipt's lines; they are not looked for if absent. */
  readonly audit?: string | undefined;
}

/** What the command line names. */
export function readVerifyArgs(args: string[]): Sources {
  const text = { type: 'string' } as const;
  const options = { jwks: text, audit: text };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [file, ...others] = positionals;
  const { jwks, audit } = values;
  if (!file || !jwks || others.length > 0) throw new Error('Write: verify-receipt FILE --jwks URL|FILE');
  return { file, jwks, audit };
}

/** Verifies a receipt by its keys, and if there is an audit, that its lines are in it and follow from each other. */
export async function verifyReceiptFile({ file, jwks, audit }: Sources): Promise<Verdict> {
  const text = await readFile(file, 'utf8');
  const keys = await keysAt(jwks);
  let receipt: Receipt;
  try {
    receipt = await verifyReceipt(text, keys);
  } catch (error) {
    return { isTrue: false, lines: [`The receipt is not true: ${whyNot(error)}`] };
  }
  const problem = audit === undefined ? null : problemIn(await readFile(audit, 'utf8'), receipt);
  return { isTrue: problem === null, lines: [...described(receipt), problem ?? confirmed(audit)] };
}

async function keysAt(jwks: string): Promise<JWTVerifyGetKey> {
  if (!/^https?:\/\//.test(jwks))
    return createLocalJWKSet(JSON.parse(await readFile(jwks, 'utf8')) as JSONWebKeySet);
  const url = new URL(jwks);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && !isHere)
    throw new Error('--jwks must be https: over http, the keys could be changed in transit.');
  return createRemoteJWKSet(url);
}

function whyNot(error: unknown): string {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature does not fit its text.';
  if (error instanceof errors.JWKSNoMatchingKey) return 'none of the keys signed it.';
  if (error instanceof errors.JOSEError) return 'the file holds no receipt.';
  if (error instanceof Error && error.name === 'ZodError')
    return 'it is signed, and is no receipt of this version.';
  throw error;
}

function described({ tenant, sub, status, startedAt, finishedAt, records }: Receipt): readonly string[] {
  return [
    'The receipt is true: the signature is of one of the keys.',
    `erasure   ${sub}`,
    `tenant    ${tenant}`,
    `begun     ${startedAt}`,
    `over      ${finishedAt}, ${status}`,
    ...records.flatMap(({ account, steps }) =>
      steps.map(({ subject, state, id }) => `${account}: ${subject} ${state} ${id}`),
    ),
  ];
}

function confirmed(audit: string | undefined): string {
  return audit === undefined
    ? 'The audit was not looked at; name it with --audit FILE.'
    : 'The audit has every line that the receipt names, and is whole.';
}

/** What is wrong between a receipt and the audit, in a sentence; null if nothing is. */
function problemIn(text: string, { records }: Receipt): string | null {
  const lines = text.split('\n').filter(Boolean);
  const broken = brokenAt(lines);
  if (broken !== null)
    return `The audit is broken at line ${broken}: it does not follow from the one before.`;
  const digests = new Set(lines.map(digestOf));
  const missing = records
    .flatMap(({ steps }) => steps)
    .filter(({ auditLine }) => auditLine === null || !digests.has(auditLine));
  if (missing.length === 0) return null;
  return `The audit lacks ${missing.length === 1 ? 'a line' : `${missing.length} lines`} of the receipt.`;
}
