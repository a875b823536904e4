import { withAuthorization } from '../../../upstream/authorization.ts';
import { path } from '../../../upstream/path.ts';
import type { Certification } from '../../define.ts';
import { requireSuccess, type ProbeAnswer } from '../../shared/assumption.ts';
import { plainSentence } from '../../shared/sentence.ts';
import { isRecord, textOf, type WireRecord } from '../../shared/wire.ts';
import { explainWith } from '../api.ts';
import { sign } from '../auth.ts';
import type { MonriSettings } from '../settings.ts';
import { reading } from './reading.ts';
import { writing } from './writing.ts';

/** What is taken for granted about Monri, and how an account is asked. */
export const certification: Certification<MonriSettings> = {
  assumptions: [...reading, ...writing],
  reach: (settings, { exchange, now }) => ({
    baseUrl: settings.baseUrl,
    headers: { 'content-type': 'application/json' },
    exchange: withAuthorization(exchange, (outgoing) => sign(outgoing, settings, now())),
  }),
  records: {
    creation: (mark, fields) => ({
      method: 'POST',
      path: path`v2/customers`,
      json: { merchant_customer_id: mark, description: mark, ...fields },
    }),
    keyOf: ({ status, json }) => (status < 300 && isRecord(json) ? textOf(json['uuid'] ?? json['id']) : null),
    one: (uuid) => path`v2/customers/${{ uuid }}`,
    isGone,
    /** By reference and in the list: if two customers share a reference and one is deleted, an answer may show only one. */
    find: async ({ ask, settings }, mark) => {
      const answer = await ask({ path: path`v2/merchants/customers/${{ mark }}` });
      const list = await ask({ path: path`v2/customers`, query: { limit: 50, offset: 0 } });
      const found = listedIn(list).filter(({ description }) => description === mark);
      if (isGone(answer, settings)) return keysOf(found);
      requireSuccess(answer);
      if (!isRecord(answer.json)) throw new Error('It was answered with no record.');
      return keysOf([answer.json, ...found]);
    },
  },
  words: {
    message: plainSentence,
    errors: plainSentence,
    status: /^(?:approved|invalid-request|error)$/,
  },
};

/** None if lists are refused, as they are of an account whose requests have to be signed in another way. */
function listedIn(answer: ProbeAnswer): readonly WireRecord[] {
  if (answer.status >= 400 && answer.status < 500) return [];
  requireSuccess(answer);
  const listed = isRecord(answer.json) ? answer.json['data'] : null;
  if (!Array.isArray(listed)) throw new Error('It was answered with no list.');
  return listed.filter(isRecord);
}

function keysOf(records: readonly WireRecord[]): readonly string[] {
  return [...new Set(records.flatMap(({ uuid, id }) => textOf(uuid ?? id) ?? []))];
}

function isGone(answer: ProbeAnswer, { behaviour }: MonriSettings): boolean {
  return (
    explainWith(behaviour)(answer)?.kind === 'NOT_FOUND' ||
    (isRecord(answer.json) && answer.json['deleted'] === true)
  );
}
