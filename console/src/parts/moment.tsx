const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** An instant in the reader's time zone; a dash if the provider does not say. */
export function Moment({
  at,
  isDay = false,
}: {
  readonly at: string | null | undefined;
  readonly isDay?: boolean;
}) {
  if (!at) return <Absent />;
  return <time dateTime={at}>{(isDay ? day : format).format(new Date(at))}</time>;
}

/** Stands for a missing value: a dash if it is empty, words if it is unavailable. */
export function Absent({ isUnavailable = false }: { readonly isUnavailable?: boolean }) {
  if (isUnavailable) return <span className="absent unavailable">not available</span>;
  return (
    <span className="absent">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">none</span>
    </span>
  );
}
