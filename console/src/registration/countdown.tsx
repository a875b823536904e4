/** The time that is left: shown every second, said aloud only now and then. */
export function Countdown({ seconds }: { readonly seconds: number }) {
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return (
    <>
      <p className={seconds <= 60 ? 'countdown countdown-short' : 'countdown'} role="timer" aria-live="off">
        <span className="visually-hidden">Time left: </span>
        {minutes}:{rest}
      </p>
      <p role="status" className="visually-hidden">
        {saidAt(seconds)}
      </p>
    </>
  );
}

/** A sentence that stays the same for a minute or longer, so that it is read out once. */
function saidAt(seconds: number): string {
  if (seconds <= 60) return 'Less than a minute left.';
  const minutes = Math.ceil(seconds / 60);
  const step = minutes > 5 ? Math.ceil(minutes / 5) * 5 : minutes;
  return `Less than ${step} minutes left.`;
}
