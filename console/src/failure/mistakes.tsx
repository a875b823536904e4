import { Alert } from './alert.tsx';
import { IssueSummary } from './issue-summary.tsx';
import type { Issues } from './issues.ts';

/** Mistakes that were found here, before anything was sent. */
export function Mistakes({ issues }: { readonly issues: Issues }) {
  return (
    <Alert title="Some of it cannot be accepted" tone="danger">
      <p>Nothing was sent. Mend what is marked below.</p>
      <IssueSummary issues={issues} />
    </Alert>
  );
}
