import { FocusLink } from '../parts/focus-link.tsx';
import { inputId, labelOf } from '../parts/labels.ts';
import type { Issues } from './issues.ts';

/** Every mistake of a form, each with a link to its field. */
export function IssueSummary({ issues }: { readonly issues: Issues }) {
  if (issues.size === 0) return null;
  return (
    <ul className="plain">
      {[...issues].map(([path, messages]) => (
        <li key={path}>
          <FocusLink to={inputId(path)}>{labelOf(path)}</FocusLink>: {messages.join(' ')}
        </li>
      ))}
    </ul>
  );
}
