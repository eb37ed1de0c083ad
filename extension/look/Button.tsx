import type { ComponentProps } from 'react';

type Kind = 'primary' | 'quiet' | 'plain';

/** One primary button a screen; quiet and plain ones for the other ways on. */
export function Button({ kind, ...rest }: { kind: Kind } & Omit<ComponentProps<'button'>, 'className'>) {
  return <button type="button" {...rest} className={`button ${kind}`} />;
}
