import { Alert } from './alert.tsx';
import { IssueSummary } from './issue-summary.tsx';
import type { Issues } from './issues.ts';

/** Mistakes that were found here, before anything was sent; nothing where there are none. */
export function Mistakes({ issues }: { readonly issues: Issues }) {
  if (issues.size === 0) return null;
  return (
    <Alert title="Some of it cannot be accepted" tone="danger">
      <p>Nothing was sent. Mend what is marked below.</p>
      <IssueSummary issues={issues} />
    </Alert>
  );
}
