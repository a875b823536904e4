import { useRef } from 'react';
import { Field } from '../parts/field.tsx';
import { inputId } from '../parts/labels.ts';
import { emptyPair, type Pair } from './metadata.ts';

interface MetadataFieldsProps {
  readonly pairs: readonly Pair[];
  readonly onChange: (pairs: readonly Pair[]) => void;
  readonly errors: readonly string[];
}

/** Free pairs of keys and values. */
export function MetadataFields({ pairs, onChange, errors }: MetadataFieldsProps) {
  const addButton = useRef<HTMLButtonElement>(null);
  const change = (index: number, changes: Partial<Pair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...changes } : pair)));
  const remove = (index: number) => {
    onChange(pairs.filter((_pair, at) => at !== index));
    // The button that was pressed has been removed: the focus must not be lost with it.
    addButton.current?.focus();
  };
  return (
    <fieldset className="card group" id={inputId('metadata')} tabIndex={-1}>
      <legend>Metadata</legend>
      {errors.length > 0 && <p className="field-errors">{errors.join(' ')}</p>}
      {pairs.map(({ key, value }, index) => (
        <div className="pair" key={index}>
          <Field label={`Key ${index + 1}`} value={key} onChange={(text) => change(index, { key: text })} />
          <Field
            label={`Value ${index + 1}`}
            value={value}
            onChange={(text) => change(index, { value: text })}
          />
          <button type="button" className="button" onClick={() => remove(index)}>
            Remove<span className="visually-hidden"> pair {index + 1}</span>
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button"
        ref={addButton}
        onClick={() => onChange([...pairs, emptyPair])}
      >
        Add a pair
      </button>
    </fieldset>
  );
}
