import { expect, it } from 'vitest';
import type { UpstreamCall } from '../../port.ts';
import type { AuditAct } from '../../telemetry/audit/audit.ts';
import { noLogger } from '../../telemetry/log/logger.ts';
import { followed, known, upstreamSums } from '../../telemetry/log/request.ts';
import type { RequestInfo } from '../request-info.ts';
import { takeOver } from './take-over.ts';

const call: UpstreamCall = {
  account: 'shop',
  operation: 'getCustomer',
  method: 'GET',
  route: '/customers',
  status: 200,
  durationMs: 7,
  attempt: 1,
  shared: false,
};
const cached = { account: 'shop', operation: 'getCustomer', ageMs: 5, restMs: 10 };
const act: AuditAct = { action: 'read Customer', objectId: 'id', account: 'shop', outcome: 'SUCCESS' };

it('a request that is given an answer has the calls, the cached reads, the acts and the outdated ids of its execution', async () => {
  const recorded: AuditAct[] = [];
  const info = {
    observed: [],
    cachedReads: [],
    audit: (one: AuditAct) => void recorded.push(one),
  } as unknown as RequestInfo;
  const made = {
    result: { data: {} },
    isForAll: true,
    dataBytes: () => Buffer.from('{}'),
    requestId: 'executed',
    calls: [call, { ...call, status: 500 }],
    cachedReads: [cached],
    audited: [act],
    outdatedIds: 2,
  };
  await followed(async () => {
    takeOver(made, info, noLogger);
    expect(known()).toEqual({ cachedReads: 1, outdatedIds: 2, sharedWith: 'executed' });
    expect(upstreamSums()).toMatchObject({ upstreamCalls: 2, upstreamErrors: 1, upstreamTotalMs: 14 });
  });
  expect([recorded, info.cachedReads]).toEqual([[act], [cached]]);
  expect(info.observed.map(({ shared }) => shared)).toEqual([true, true]);
});
