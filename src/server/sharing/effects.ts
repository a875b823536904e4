import type { Context } from '../../builder/context.ts';
import type { AuditAct } from '../../telemetry/audit/audit.ts';

/** What an execution does beside answering. */
export interface Effects {
  /** What it recorded in the audit. */
  readonly audited: readonly AuditAct[];
  /** Whether the answer is its request's own: it holds the id of the request, or lacks what another might find. */
  readonly isOwn: () => boolean;
}

/** The same context, of which is known what an execution did with it. */
export function watched(context: Context): { readonly context: Context; readonly effects: Effects } {
  const audited: AuditAct[] = [];
  let isOwn = false;
  return {
    context: {
      ...context,
      audit: (act) => {
        audited.push(act);
        context.audit(act);
      },
      answerAlone: () => void (isOwn = true),
    },
    effects: { audited, isOwn: () => isOwn },
  };
}
