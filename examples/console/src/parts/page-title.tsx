import { useEffect, useRef } from 'react';
import { usePlace } from '../route.ts';

interface PageTitleProps {
  readonly children: string;
  /** What the browser remembers the page by, for where the heading is personal. */
  readonly remembered?: string;
}

/** The heading of a page. It takes the focus when somebody arrives, so that a screen reader says where they are. */
export function PageTitle({ children, remembered = children }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { moves } = usePlace();

  useEffect(() => {
    document.title = `${remembered} · vaultgraph console`;
  }, [remembered]);

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
