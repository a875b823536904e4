import { useEffect, useRef } from 'react';
import { usePlace } from '../route.ts';

interface PageTitleProps {
  readonly children: string;
  /** The person that the page is about, if the heading does not say so; the title of the tab begins with it. */
  readonly about?: string | null | undefined;
}

/**
 * The heading of a page, and the title of its tab. It takes the focus when the page opens, so that a screen reader says
 * where you are.
 */
export function PageTitle({ children, about }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { moves } = usePlace();

  useEffect(() => {
    document.title = [about, children, 'vaultgraph console'].filter(Boolean).join(' · ');
  }, [about, children]);

  useEffect(() => {
    // When the page is loaded the browser decides, as on any page.
    if (moves > 0) heading.current?.focus();
  }, [moves]);

  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
