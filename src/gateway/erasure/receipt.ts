import { jwtVerify, SignJWT, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Ids } from '../ids.ts';
import { erasureStatuses, type Erasure } from './erasure.ts';
import type { ReceiptKey } from './receipt-keys.ts';
import { targetOf } from './record.ts';
import { stepStates } from '../../domain/erasure.ts';

const instant = z.iso.datetime();

const receiptStep = z.object({
  id: z.string(),
  subject: z.enum(['CUSTOMER', 'PAYMENT_METHOD']),
  state: z.enum(stepStates),
  at: instant,
  attempts: z.int(),
  cameBack: z.boolean(),
  because: z.string().nullable(),
  code: z.string().nullable(),
  providerRequestId: z.string().nullable(),
  /** The SHA-256 of the audit's line, in hex. */
  auditLine: z.string().nullable(),
});

const receipt = z.object({
  tenant: z.string(),
  /** The id of the erasure. */
  sub: z.string(),
  status: z.enum(erasureStatuses),
  startedAt: instant,
  finishedAt: instant,
  records: z.array(
    z.object({
      id: z.string(),
      account: z.string(),
      notes: z.array(z.string()),
      steps: z.array(receiptStep),
    }),
  ),
});

/** What a receipt says. Nothing in it is personal: records are named by their sealed ids. */
export type Receipt = z.output<typeof receipt>;

/** The type in a receipt's header, so that no other JWT is taken for one. */
const type = 'vaultgraph-erasure+jwt';
const algorithm = 'EdDSA';
const issuer = 'vaultgraph';

/** What is to be said of an erasure; null while it runs. */
export function toReceipt(erasure: Erasure, tenant: string, ids: Ids): Receipt | null {
  const { name, status, startedAt, finishedAt, tasks } = erasure;
  if (finishedAt === null) return null;
  return {
    tenant,
    sub: ids.seal({ type: 'Erasure', account: null, name }),
    status,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(finishedAt).toISOString(),
    records: tasks.map((task) => ({
      id: ids.seal({ type: 'Customer', account: task.account, key: task.key }),
      account: task.account,
      notes: [...task.notes],
      steps: task.steps.map((step) => {
        const { state, attempts, because, code, providerRequestId, auditLine } = step;
        const at = new Date(step.at).toISOString();
        const facts = { state, at, attempts, because, code, providerRequestId, auditLine };
        return { id: ids.seal(targetOf(task, step)), subject: step.of, cameBack: step.isBack, ...facts };
      }),
    })),
  };
}

/** Signs a receipt: the same text for the same receipt, each time. */
export function signReceipt({ sub, ...said }: Receipt, { kid, privateKey }: ReceiptKey): Promise<string> {
  return new SignJWT(said)
    .setProtectedHeader({ alg: algorithm, typ: type, kid })
    .setIssuer(issuer)
    .setSubject(sub)
    .setIssuedAt(Math.floor(Date.parse(said.finishedAt) / 1000))
    .sign(privateKey);
}

/** What a receipt says; rejects if none of the keys signed it, or if it is no receipt. */
export async function verifyReceipt(text: string, keys: JWTVerifyGetKey): Promise<Receipt> {
  const { payload } = await jwtVerify(text.trim(), keys, { typ: type, algorithms: [algorithm], issuer });
  return receipt.parse(payload);
}
