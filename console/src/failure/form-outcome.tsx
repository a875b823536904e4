import { IssueSummary } from './issue-summary.tsx';
import type { Issues } from './issues.ts';
import { Mistakes } from './mistakes.tsx';
import { WriteOutcome, type WriteOutcomeProps } from './write-outcome.tsx';

interface FormOutcomeProps extends Omit<WriteOutcomeProps, 'subject'> {
  /** What was found before anything was sent. */
  readonly mistakes: Issues;
  /** What the form shows beside its fields: the mistakes, or what the answer says is wrong. */
  readonly issues: Issues;
}

/** What stands above a form: the mistakes in it, or what became of sending it. */
export function FormOutcome({ mistakes, issues, children, ...outcome }: FormOutcomeProps) {
  if (mistakes.size > 0) return <Mistakes issues={mistakes} />;
  return (
    <WriteOutcome {...outcome}>
      <IssueSummary issues={issues} />
      {children}
    </WriteOutcome>
  );
}
