import type { Context } from '../../builder/context.ts';
import type { AuditAct } from '../../telemetry/audit/audit.ts';

/** What an execution does beside answering. */
export interface Effects {
  /** What it recorded in the audit. */
  readonly audited: readonly AuditAct[];
  /** Whether the answer is its request's own: it holds the id of the request, or lacks what another might find. */
  readonly isOwn: () => boolean;
}

/** What is known of an execution, if these two are in its context. */
export interface WatchedEffects extends Pick<Context, 'audit' | 'answerAlone'> {
  readonly effects: Effects;
}

export function watchEffects(audit: Context['audit']): WatchedEffects {
  const audited: AuditAct[] = [];
  let isOwn = false;
  return {
    audit: (act) => {
      audited.push(act);
      audit(act);
    },
    answerAlone: () => void (isOwn = true),
    effects: { audited, isOwn: () => isOwn },
  };
}
