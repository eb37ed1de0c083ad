import { useId } from 'react';

export function Switch({ label, more, on, onChange }: { label: string; more: string; on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className="setting">
      <div>
        <label htmlFor={id}>{label}</label>
        <p id={`${id}-more`} className="hint">
          {more}
        </p>
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="switch"
        checked={on}
        aria-checked={on}
        aria-describedby={`${id}-more`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
