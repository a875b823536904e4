interface PagerProps {
  readonly page: number;
  readonly shown: number;
  /** How many there are, where that is known. */
  readonly total: number | null;
  /** Null where there is nothing to go back to. */
  readonly onBack: (() => void) | null;
  /** Null where nothing follows. */
  readonly onNext: (() => void) | null;
  readonly onRefresh: () => void;
}

/** Turns the pages of a list. */
export function Pager({ page, shown, total, onBack, onNext, onRefresh }: PagerProps) {
  const count = shown === 1 ? '1 customer' : `${shown} customers`;
  return (
    <nav className="pager" aria-label="Pages">
      <p role="status">
        Page {page}: {count}
        {total !== null && ` of ${total}`}
        {onNext === null && ', nothing follows'}
      </p>
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
