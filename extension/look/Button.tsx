import type { ComponentProps } from 'react';

type Kind = 'primary' | 'danger' | 'quiet' | 'plain';

/** One primary button a screen; quiet and plain ones for the other ways on. Danger is the last word before something is destroyed for good. */
export function Button({ kind, ...rest }: { kind: Kind } & Omit<ComponentProps<'button'>, 'className'>) {
  return <button type="button" {...rest} className={`button ${kind}`} />;
}
