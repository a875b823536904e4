import { useSpoken } from './spoken.tsx';

interface PagerProps {
  /** What it turns, as in "Pages of customers". */
  readonly label: string;
  readonly text: string;
  /** Null if there is nothing to go back to. */
  readonly onBack: (() => void) | null;
  /** Null if nothing follows, as far as is known. */
  readonly onNext: (() => void) | null;
  readonly onRefresh: () => void;
}

/** Turns the pages of a list, and asks for the one that shows again. */
export function Pager({ label, text, onBack, onNext, onRefresh }: PagerProps) {
  useSpoken(text);
  return (
    <nav className="pager" aria-label={label}>
      <p>{text}</p>
      <div className="buttons">
        <button type="button" className="button" onClick={onRefresh}>
          Ask again
        </button>
        <button type="button" className="button" disabled={!onBack} onClick={() => onBack?.()}>
          Previous
        </button>
        <button type="button" className="button" disabled={!onNext} onClick={() => onNext?.()}>
          Next
        </button>
      </div>
    </nav>
  );
}

interface Page {
  readonly page: number;
  /** How many it has of what, as in "2 payment methods". */
  readonly count: string;
  readonly isAsking: boolean;
  /** Whether an account failed and its part is missing. */
  readonly isIncomplete: boolean;
  readonly hasNext: boolean;
}

/** Describes a page. It says that nothing follows only if every account said so. */
export function describePage({ page, count, isAsking, isIncomplete, hasNext }: Page): string {
  const text = `Page ${page}: ${count}`;
  if (isAsking) return `${text}, asking again …`;
  if (isIncomplete) return `${text}, not complete`;
  return hasNext ? text : `${text}, nothing follows`;
}
