import { expect, it } from 'vitest';
import type { UpstreamCall } from '../../port.ts';
import type { AuditAct } from '../../telemetry/audit/audit.ts';
import { noLogger } from '../../telemetry/log/logger.ts';
import { followed, known, upstreamSums } from '../../telemetry/log/request.ts';
import type { RequestInfo } from '../graph.ts';
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
const act: AuditAct = { action: 'read Customer', objectId: 'id', account: 'shop', outcome: 'SUCCESS' };

it('a request that is given an answer has the calls, the acts and the outdated ids of its execution', async () => {
  const recorded: AuditAct[] = [];
  const info = { observed: [], audit: (one: AuditAct) => void recorded.push(one) } as unknown as RequestInfo;
  const made = {
    result: { data: {} },
    isForAll: true,
    dataText: () => '{}',
    requestId: 'executed',
    calls: [call, { ...call, status: 500 }],
    audited: [act],
    outdatedIds: 2,
  };
  await followed(async () => {
    takeOver(made, info, noLogger);
    expect(known()).toEqual({ outdatedIds: 2, sharedWith: 'executed' });
    expect(upstreamSums()).toMatchObject({ upstreamCalls: 2, upstreamErrors: 1, upstreamTotalMs: 14 });
  });
  expect(recorded).toEqual([act]);
  expect(info.observed.map(({ shared }) => shared)).toEqual([true, true]);
});
