import type { AuditAct } from './audit/audit.ts';
import type { Caller } from './access/caller.ts';
import type { Spending } from './access/budget.ts';
import type { Reach } from './gateway/reach.ts';

/** What a resolver may reach. Made anew for every request. */
export interface Context extends Reach {
  readonly requestId: string;
  readonly caller: Caller;
  readonly spending: Spending;
  /** Records what was done or refused. */
  readonly audit: (act: AuditAct) => void;
}
