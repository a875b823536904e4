import { useState } from 'react';

interface CopyButtonProps {
  readonly text: string;
  /** What it is, as in "E-mail address". */
  readonly what: string;
}

/** Puts a text where it can be pasted from, and says that it did. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [message, setMessage] = useState('');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setMessage('Copied.'),
      () => setMessage('The browser did not let it be copied.'),
    );
  };
  return (
    <span className="copy">
      <button type="button" className="copy-button" aria-label={`Copy: ${what}`} title="Copy" onClick={copy}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
          <path d="M10.5 3.5v-.5a1.5 1.5 0 0 0-1.5-1.5H4A1.5 1.5 0 0 0 2.500 3v5A1.5 1.5 0 0 0 4 9.500h.5" />
        </svg>
      </button>
      <span role="status" className="hint">
        {message}
      </span>
    </span>
  );
}
