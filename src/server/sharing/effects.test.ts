import { expect, it } from 'vitest';
import type { Context } from '../../builder/context.ts';
import type { AuditAct } from '../../telemetry/audit/audit.ts';
import { watched } from './effects.ts';

const recorded: AuditAct[] = [];
const context = {
  requestId: 'request',
  answerAlone: () => undefined,
  audit: (act: AuditAct) => void recorded.push(act),
} as unknown as Context;

it('an execution that says so is its own', () => {
  const { context: given, effects } = watched(context);
  expect([given.requestId, effects.isOwn()]).toEqual(['request', false]);
  given.answerAlone();
  expect(effects.isOwn()).toBe(true);
});

it('what an execution records is recorded, and known', () => {
  const { context: given, effects } = watched(context);
  const act = { action: 'read Customer', objectId: 'id', account: 'shop', outcome: 'SUCCESS' };
  given.audit(act);
  expect([effects.audited, recorded, effects.isOwn()]).toEqual([[act], [act], false]);
});
