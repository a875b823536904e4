import { VaultError } from '../domain/errors.ts';
import { publicText, unknown, type Assumption, type Finding } from '../providers/shared/assumption.ts';
import { createAsking, type Step, type World } from './asking.ts';
import type { Journal } from './journal.ts';
import { createProbing, NothingMadeError } from './probing.ts';
import { removeListed } from './removing.ts';
import type { Subject } from './subject.ts';

/** What became of one assumption. */
export interface Result {
  readonly assumption: Assumption<never>;
  readonly finding: Finding | { readonly outcome: 'NOT_TRIED' };
  readonly durationMs: number;
  readonly steps: readonly Step[];
}

/** What became of all assumptions about an account. */
export interface Examined {
  readonly subject: Subject;
  readonly results: readonly Result[];
  /** How many records of ours could not be removed. */
  readonly left: number;
}

export interface Run {
  readonly world: World;
  /** Lists what is made; null if nothing may be made. */
  readonly journal: Journal | null;
  /** Ends the run: what was made is removed all the same. */
  readonly signal: AbortSignal;
  /** Called before each probe. */
  readonly onProbe: (subject: Subject, number: number, assumption: Assumption<never>) => void;
}

/** Asks an account about everything that its adapter takes for granted, one thing after another. */
export async function certify(subject: Subject, run: Run): Promise<Examined> {
  const results: Result[] = [];
  for (const [index, assumption] of subject.certification.assumptions.entries()) {
    const isTried = !run.signal.aborted && (assumption.kind === 'read' || run.journal !== null);
    if (isTried) run.onProbe(subject, index + 1, assumption);
    results.push(isTried ? await probe(subject, assumption, run) : untried(assumption));
  }
  return { subject, results, left: await remove(subject, run, true) };
}

function untried(assumption: Assumption<never>): Result {
  return { assumption, finding: { outcome: 'NOT_TRIED' }, durationMs: 0, steps: [] };
}

/** What one probe made is removed before the next, so that little is there at any time. */
async function probe(subject: Subject, assumption: Assumption<never>, run: Run): Promise<Result> {
  const steps: Step[] = [];
  const startedAt = performance.now();
  const probing = createProbing(subject, { ...run, onStep: (step) => steps.push(step) });
  let isAnswered = true;
  const finding = await assumption.probe(probing).catch((error: unknown) => {
    isAnswered = false;
    return unknown(reasonOf(error));
  });
  const durationMs = Math.round(performance.now() - startedAt);
  if (assumption.kind === 'write') await remove(subject, run, !isAnswered);
  return { assumption, finding: withoutAccess(finding, steps), durationMs, steps };
}

/** Whatever an account answers to refused credentials, it says nothing about anything else. */
function withoutAccess(finding: Finding, steps: readonly Step[]): Finding {
  const areRefused = steps.some(({ isOwn, answer }) => isOwn && answer.status === 401);
  if (!areRefused || (finding.outcome === 'DIFFERS' && finding.set !== null)) return finding;
  return unknown(publicText`The account’s credentials are refused.`);
}

function reasonOf(error: unknown) {
  if (error instanceof NothingMadeError) return publicText`No record could be made: ${error.answer}.`;
  if (!(error instanceof VaultError)) return publicText`No answer came.`;
  if (error.code === 'PROVIDER_UNAUTHORIZED') return publicText`The account’s credentials are refused.`;
  return publicText`No answer came that can be read.`;
}

/** Removing is not interrupted. */
async function remove(subject: Subject, { world, journal }: Run, isPatient: boolean): Promise<number> {
  if (journal === null) return 0;
  return removeListed(subject, journal, {
    ask: createAsking(subject, world).ask,
    pause: world.pause,
    isPatient,
  });
}

/** What a run comes to, as an exit status: 1 if something differs that an adapter relies on, 2 if it could not run. */
export function statusOf(examined: readonly Examined[]): 0 | 1 | 2 {
  const couldNotRun = examined.some(({ left, results }) => left > 0 || !results.some(isDecided));
  if (examined.length === 0 || couldNotRun) return 2;
  const isDifferent = examined.some(({ results }) =>
    results.some(({ finding, assumption }) => finding.outcome === 'DIFFERS' && assumption.isReliedOn),
  );
  return isDifferent ? 1 : 0;
}

/** Whether something was found out of the account; that wrong credentials are refused says nothing about it. */
function isDecided({ finding, steps }: Result): boolean {
  return finding.outcome === 'DIFFERS' || (finding.outcome === 'HOLDS' && steps.some(({ isOwn }) => isOwn));
}
