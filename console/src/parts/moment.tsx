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

/** What stands where nothing is known: a dash where there is nothing, words where it was not told. */
export function Absent({ isUntold = false }: { readonly isUntold?: boolean }) {
  if (isUntold) return <span className="absent untold">not told</span>;
  return (
    <span className="absent">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">none</span>
    </span>
  );
}
