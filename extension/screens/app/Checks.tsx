/** Several of a few, a box for each: what is chosen stands in the order of all, whichever was pressed first. */
import type { ReactNode } from 'react';

interface ChecksProps<V extends string | number> {
  title: string;
  /** Where it is read above them already. */
  isTitleUnseen?: boolean;
  all: readonly V[];
  chosen: readonly V[];
  name: (one: V) => string;
  onChange: (chosen: V[]) => void;
  /** A box before them: for all at once. */
  children?: ReactNode;
}

export function Checks<V extends string | number>({ title, isTitleUnseen, all, chosen, name, onChange, children }: ChecksProps<V>) {
  return (
    <fieldset className="checks">
      <legend className={isTitleUnseen ? 'unseen' : undefined}>{title}</legend>
      {children}
      {all.map((one) => (
        <label key={one} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(all.filter((other) => (other === one ? checked : chosen.includes(other))))
            }
          />
          {name(one)}
        </label>
      ))}
    </fieldset>
  );
}
