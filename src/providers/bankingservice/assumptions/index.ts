import { path } from '../../../upstream/path.ts';
import type { Certification } from '../../define.ts';
import { requireSuccess } from '../../shared/assumption.ts';
import { plainSentence } from '../../shared/sentence.ts';
import { isRecord, textOf } from '../../shared/wire.ts';
import { explain, queryOf } from '../api.ts';
import { authorised } from '../authorised.ts';
import type { BankingserviceSettings } from '../settings.ts';
import { assertion } from './assertion.ts';
import { paging } from './paging.ts';
import { reading } from './reading.ts';
import { registering } from './registering.ts';
import { writing } from './writing.ts';

/** What is taken for granted about bankingservice.ai, and how an account is asked. */
export const certification: Certification<BankingserviceSettings> = {
  assumptions: [...assertion, ...reading, ...paging, ...writing, ...registering],
  reach: (settings, runtime) => ({ baseUrl: settings.baseUrl, exchange: authorised(settings, runtime) }),
  records: {
    creation: (mark, fields, { profileId }) => ({
      method: 'POST',
      path: path`v1/profiles/${{ profileId }}/customers`,
      json: { company: mark, ...fields },
    }),
    keyOf: ({ status, json }) => (status < 300 && isRecord(json) ? textOf(json['id']) : null),
    one: (customerId, { profileId }) => path`v1/profiles/${{ profileId }}/customers/${{ customerId }}`,
    isGone: (answer) => explain(answer)?.kind === 'NOT_FOUND',
    /** There is no search: every page is looked through, as none says in which order it is. */
    find: async ({ ask, settings }, mark) => {
      const { profileId, behaviour } = settings;
      const found: string[] = [];
      for (let page = 0; ; page += 1) {
        const query = queryOf({ page, size: behaviour.maximumSize }, behaviour);
        const answer = await ask({ path: path`v1/profiles/${{ profileId }}/customers`, query });
        requireSuccess(answer);
        const { json } = answer;
        if (!isRecord(json) || !Array.isArray(json['data'])) throw new Error('It was answered with no list.');
        const data = json['data'].filter(isRecord);
        found.push(...data.flatMap(({ id, company }) => (company === mark ? (textOf(id) ?? []) : [])));
        if (data.length === 0 || !(page + 1 < Number(json['pages']))) return found;
      }
    },
  },
  words: {
    message: plainSentence,
    error: /^[a-z_]{1,40}$/,
    page: /^\d{1,6}$/,
    size: /^\d{1,6}$/,
    state: /^(?:created|succeeded|failed|expired)$/,
    method: /^(?:openbanking|creditcard|terminal|internal|ideal)$/,
  },
};
