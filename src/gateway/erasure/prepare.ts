import type { Deletion } from '../../domain/capability.ts';
import { NotFoundError, VaultError } from '../../domain/errors.ts';
import type { Call } from '../../port.ts';
import type { Account } from '../account.ts';
import { readEveryMethod, type EveryMethod } from '../every-payment-method.ts';
import { nameOfPaymentMethod } from '../reading.ts';
import { deletesWithCustomer, deletionAt, hidesMethods, keepsMethods, noteOnDeletion } from './abilities.ts';
import { isLasting } from './setback.ts';
import { newStep, type Step } from './step.ts';
import type { Task } from './task.ts';

/**
 * Makes a step of each payment method that the provider lists. What cannot be erased here becomes a step that is over, or
 * a note if nothing names it. Rejects if the provider cannot be asked now.
 */
export async function prepare(task: Task, account: Account, call: Call, at: number): Promise<Task> {
  if (deletesWithCustomer(account)) return { ...task, methods: 'LISTED' };
  const hidden = hidesMethods(account);
  const kept = keepsMethods(account);
  const { methods, hasMore, problem } =
    hidden === null ? await listed(account, task.key, call) : { methods: [], hasMore: false, problem: null };
  const known = new Set(task.steps.map(({ key }) => key));
  const fresh = methods
    .map((method) => nameOfPaymentMethod(account, method))
    .filter((name) => !known.has(name))
    .map((name) => retainedIf(kept, newStep('PAYMENT_METHOD', name, at)));
  const deletion = deletionAt(account);
  const steps = [...fresh, ...task.steps].map((step) =>
    step.of === 'CUSTOMER' ? retainedIf(typeof deletion === 'string' ? deletion : null, step) : step,
  );
  const goesOn = hasMore && fresh.length > 0 && kept === null;
  const notes = [
    noteOn(deletion, account),
    ...(hidden === null ? [goesOn ? null : problem] : [hidden, kept]),
  ].filter((note) => note !== null);
  return {
    ...task,
    steps: inOrder(steps),
    methods: goesOn ? 'SOME_LISTED' : 'LISTED',
    notes: [...new Set([...task.notes, ...notes])],
  };
}

/** What the provider says if it is not known whether it keeps the record; if it does keep it, the step says so. */
function noteOn(deletion: Deletion | string, account: Account): string | null {
  return typeof deletion !== 'string' && deletion.retention === 'UNKNOWN' ? noteOnDeletion(account) : null;
}

async function listed(account: Account, customerKey: string, call: Call): Promise<EveryMethod> {
  const { listPaymentMethods } = account.vault;
  const none: EveryMethod = { methods: [], hasMore: false, problem: null };
  if (!listPaymentMethods) return none;
  try {
    return await readEveryMethod(listPaymentMethods, account, customerKey, call);
  } catch (error) {
    if (error instanceof NotFoundError) return none;
    if (!(error instanceof VaultError) || !isLasting(error)) throw error;
    return { ...none, problem: `Payment methods: ${error.message}` };
  }
}

/** A step that is over before it began, because this API cannot take it. */
function retainedIf(because: string | null, step: Step): Step {
  return because === null || step.state !== 'PENDING' ? step : { ...step, state: 'RETAINED', because };
}

/** Payment methods are out of reach once their customer is gone. */
function inOrder(steps: readonly Step[]): readonly Step[] {
  const isLast = ({ of }: Step): boolean => of === 'CUSTOMER';
  return [...steps.filter((step) => !isLast(step)), ...steps.filter(isLast)];
}
