import type { Context } from '../../builder/context.ts';
import type { AuditAct } from '../../telemetry/audit/audit.ts';

/** What an execution does beside answering. */
export interface Effects {
  /** What it recorded in the audit. */
  readonly audited: readonly AuditAct[];
  /** Whether the answer may say something of its own request, such as the id of the request. */
  readonly isOwn: () => boolean;
}

/** The same context, of which is known what an execution did with it. */
export function watched(context: Context): { readonly context: Context; readonly effects: Effects } {
  const audited: AuditAct[] = [];
  let isOwn = false;
  const own = <Value>(value: Value): Value => {
    isOwn = true;
    return value;
  };
  return {
    context: {
      ...context,
      audit: (act) => {
        audited.push(act);
        context.audit(act);
      },
      get requestId() {
        return own(context.requestId);
      },
      get spending() {
        return own(context.spending);
      },
      // They go on without a write that raises a barrier.
      get erasures() {
        return own(context.erasures);
      },
    },
    effects: { audited, isOwn: () => isOwn },
  };
}
