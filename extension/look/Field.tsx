import { useId, type ComponentProps } from 'react';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string;
  /** Beside the label: "optional". */
  note?: string | undefined;
  hint?: string | undefined;
  /** What is wrong with the value, in plain words; takes the hint's place. */
  error?: string | undefined;
}

/** Label, input, and one line under it that a screen reader reads with the input. */
export function Field({ label, note, hint, error, ...input }: FieldProps) {
  const id = useId();
  const line = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {note && <span> · {note}</span>}
      </label>
      <input {...input} id={id} aria-invalid={error !== undefined} aria-describedby={line ? `${id}-line` : undefined} />
      {line && (
        <p id={`${id}-line`} className={error ? 'error' : 'hint'}>
          {line}
        </p>
      )}
    </div>
  );
}
