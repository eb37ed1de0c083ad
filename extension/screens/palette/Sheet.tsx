/** Above everything else until it is put away: by Escape, by a press beside it, or by what was done in it. */
import { useEffect, useRef, type ReactNode } from 'react';
import { palette } from './palette.ts';

const close = (): void => palette.setState({ open: undefined });

export function Sheet({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape is the dialog's own
    <dialog
      ref={dialog}
      className={`sheet ${className}`}
      aria-label={label}
      onClose={close}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <div>{children}</div>
    </dialog>
  );
}
