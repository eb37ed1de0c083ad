import { useId } from 'react';

interface SelectProps<V extends string> {
  label: string;
  value: V;
  options: readonly (readonly [value: V, label: string])[];
  onChange: (value: V) => void;
  /** As a line of the settings, or as a field of a form. */
  stands?: 'setting' | 'field';
}

/** The browser's own list, in our dress: it works with every keyboard and screen reader. */
export function Select<V extends string>({ label, value, options, onChange, stands = 'setting' }: SelectProps<V>) {
  const id = useId();
  return (
    <div className={stands}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value as V)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
