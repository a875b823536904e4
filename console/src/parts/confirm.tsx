import { useEffect, useId, useRef, type ReactNode } from 'react';

interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button says that does it. */
  readonly action: string;
  /** What the button says that leaves it. */
  readonly dismissal?: string;
  readonly isBusy?: boolean;
  /** Why it cannot be done now; null if it can. */
  readonly obstacle?: string | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/**
 * Asks before something that cannot be undone. While it is open nothing else can be reached; Escape closes it, but not
 * while it is being done.
 */
export function Confirm(props: ConfirmProps) {
  const { title, children, action, dismissal = 'Cancel', isBusy = false, onConfirm, onClose } = props;
  const { obstacle = null } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      closedby={isBusy ? 'none' : 'closerequest'}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => isBusy && event.preventDefault()}
      onClose={onClose}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-text`}>{children}</div>
      {obstacle && (
        <p id={`${id}-obstacle`} className="hint">
          {obstacle}
        </p>
      )}
      <div className="buttons">
        <button type="button" className="button" disabled={isBusy} onClick={() => dialog.current?.close()}>
          {dismissal}
        </button>
        <button
          type="button"
          className="button button-danger"
          disabled={isBusy || obstacle !== null}
          aria-describedby={obstacle === null ? undefined : `${id}-obstacle`}
          onClick={onConfirm}
        >
          {action}
        </button>
      </div>
    </dialog>
  );
}
