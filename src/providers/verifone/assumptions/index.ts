import { path } from '../../../upstream/path.ts';
import type { Certification } from '../../define.ts';
import { requireSuccess } from '../../shared/assumption.ts';
import { plainSentence } from '../../shared/sentence.ts';
import { isRecord, textOf } from '../../shared/wire.ts';
import { explainWith } from '../api.ts';
import * as rsql from '../rsql.ts';
import { authorised } from '../authorised.ts';
import type { VerifoneSettings } from '../settings.ts';
import { reading } from './reading.ts';
import { writing } from './writing.ts';

/** What is taken for granted about Verifone, and how an account is asked. */
export const certification: Certification<VerifoneSettings> = {
  assumptions: [...reading, ...writing],
  reach: (settings, runtime) => ({ baseUrl: settings.baseUrl, exchange: authorised(settings, runtime) }),
  records: {
    creation: (mark, fields, { entityId }) => ({
      method: 'POST',
      path: path`v2/customer`,
      json: { entity_id: entityId, company_name: mark, ...fields },
    }),
    keyOf: ({ status, json }) => (status < 300 && isRecord(json) ? textOf(json['id']) : null),
    one: (id) => path`v2/customer/${{ id }}`,
    isGone: (answer, { behaviour }) => explainWith(behaviour)(answer)?.kind === 'NOT_FOUND',
    find: async ({ ask, settings }, mark) => {
      const search = rsql.and(rsql.equal('entity_id', settings.entityId), rsql.equal('company_name', mark));
      const answer = await ask({
        path: path`v2/customer`,
        query: { search, page_number: 1, page_size: 50 },
      });
      requireSuccess(answer);
      if (!Array.isArray(answer.json)) throw new Error('It was answered with no list.');
      const found = answer.json.filter(isRecord);
      return found.flatMap(({ id, company_name: name }) => (name === mark ? (textOf(id) ?? []) : []));
    },
  },
  words: {
    message: plainSentence,
    code: /^\d{3}$/,
    order_criteria: /^created_at$/,
    order_by: /^DESC$/,
  },
};
