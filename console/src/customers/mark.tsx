/** Marks rows of a table. */
export interface Marking {
  /** The ids of the rows that are marked. */
  readonly marked: readonly string[];
  /** Whether no more can be marked. */
  readonly isFull: boolean;
  readonly toggle: (id: string) => void;
}

interface MarkProps {
  readonly id: string;
  readonly label: string;
  readonly marking: Marking;
}

/** The mark of one row. */
export function Mark({ id, label, marking: { marked, isFull, toggle } }: MarkProps) {
  const isMarked = marked.includes(id);
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={isMarked}
      disabled={isFull && !isMarked}
      onChange={() => toggle(id)}
    />
  );
}
