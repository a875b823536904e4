import type { MouseEvent, ReactNode } from 'react';

interface FocusLinkProps {
  /** The id of what it goes to, on the same page. */
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A link within a page: it takes the focus along, and leaves no trace in the history. */
export function FocusLink({ to, children, className }: FocusLinkProps) {
  const follow = (event: MouseEvent) => {
    const target = document.querySelector<HTMLElement>(`#${CSS.escape(to)}`);
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  return (
    <a href={`#${to}`} onClick={follow} className={className}>
      {children}
    </a>
  );
}
