import { useId } from 'react';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with it, as sentences; nothing if it is empty. */
  readonly errors?: readonly string[];
  readonly isRequired?: boolean;
  readonly kind?: 'text' | 'email' | 'tel' | 'number' | 'lines' | 'password';
  readonly maxLength?: number | undefined;
  /** Names the input in the page, so that a summary can link to it. */
  readonly id?: string;
  readonly isDisabled?: boolean;
}

/** A labelled input with its hint and its mistakes, which a screen reader reads with it. */
export function Field(props: FieldProps) {
  const { label, hint, errors = [], isRequired = false, kind = 'text' } = props;
  const { maxLength, value, onChange, isDisabled = false } = props;
  const own = useId();
  const id = props.id ?? own;
  const hasErrors = errors.length > 0;
  const described = [hint && `${id}-hint`, hasErrors && `${id}-errors`].filter(Boolean).join(' ');
  const shared = {
    id,
    value,
    maxLength,
    autoComplete: 'off',
    disabled: isDisabled,
    'aria-invalid': hasErrors || undefined,
    'aria-required': isRequired || undefined,
    'aria-describedby': described || undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {isRequired && <span className="required"> (required)</span>}
      </label>
      {kind === 'lines' ? (
        <textarea {...shared} rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...shared}
          // Whether an address is one is for the provider to say, not for the browser.
          type={kind === 'email' ? 'text' : kind}
          inputMode={kind === 'email' ? 'email' : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {hasErrors && (
        <p id={`${id}-errors`} className="field-errors">
          {errors.join(' ')}
        </p>
      )}
    </div>
  );
}
