interface SubmitButtonProps {
  readonly isSending: boolean;
  readonly isBlocked: boolean;
  /** What it does, and what it says while it does it. */
  readonly label: string;
  readonly sendingLabel: string;
}

export function SubmitButton({ isSending, isBlocked, label, sendingLabel }: SubmitButtonProps) {
  return (
    <button type="submit" className="button button-primary" disabled={isBlocked}>
      {isSending ? sendingLabel : label}
    </button>
  );
}
