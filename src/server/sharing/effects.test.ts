import { expect, it } from 'vitest';
import type { AuditAct } from '../../telemetry/audit/audit.ts';
import { watchEffects } from './effects.ts';

it('an execution that says so is its own', () => {
  const { answerAlone, effects } = watchEffects(() => undefined);
  expect(effects.isOwn()).toBe(false);
  answerAlone();
  expect(effects.isOwn()).toBe(true);
});

it('what an execution records is recorded, and known', () => {
  const recorded: AuditAct[] = [];
  const { audit, effects } = watchEffects((act) => void recorded.push(act));
  const act = { action: 'read Customer', objectId: 'id', account: 'shop', outcome: 'SUCCESS' };
  audit(act);
  expect([effects.audited, recorded, effects.isOwn()]).toEqual([[act], [act], false]);
});
