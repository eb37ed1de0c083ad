/** A press that cannot be undone, asked for once more where it stands: Escape and the other button take it back, and focus goes where one goes on. */
import { useEffect, useRef, useState } from 'react';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import type { Trouble } from '../../messages.ts';

interface AskOnceProps {
  kind: 'plain' | 'quiet';
  label: string;
  /** What it is of, where several look alike. */
  name?: string;
  disabled?: boolean;
  question: string;
  /** Something is lost for good; whoever goes out can be let in again. */
  destroys?: boolean;
  yes: string;
  doing: string;
  /** @returns why it is not known to be done. */
  onYes: () => Promise<Trouble | undefined>;
}

export function AskOnce({ kind, label, name, disabled = false, question, destroys = false, yes, doing, onYes }: AskOnceProps) {
  const { t } = useWords();
  const [state, setState] = useState<'shown' | 'asking' | 'doing' | Trouble>('shown');
  const place = useRef<HTMLDivElement>(null);
  const isAsking = state !== 'shown';
  const wasAsking = useRef(isAsking);
  useEffect(() => {
    if (isAsking !== wasAsking.current) place.current?.querySelector('button')?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  async function act(): Promise<void> {
    if (state === 'doing') return;
    setState('doing');
    setState((await onYes()) ?? 'shown');
  }

  if (!isAsking)
    return (
      <div ref={place} className="ask-once">
        <Button kind={kind} aria-label={name} disabled={disabled} onClick={() => setState('asking')}>
          {label}
        </Button>
      </div>
    );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape, from wherever in it one is
    <div
      ref={place}
      className="ask-once-question"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && state !== 'doing') setState('shown');
      }}
    >
      <p>{question}</p>
      {typeof state === 'object' && (
        <p className="line" role="alert">
          {state.trouble === 'unreachable' ? t('campaigns.notConfirmed') : troubleInWords(state, t)}
        </p>
      )}
      <div className="row-of-buttons">
        <Button kind={destroys ? 'danger' : 'primary'} aria-disabled={state === 'doing'} onClick={() => void act()}>
          {state === 'doing' ? doing : yes}
        </Button>
        <Button kind="quiet" disabled={state === 'doing'} onClick={() => setState('shown')}>
          {t('app.askedNo')}
        </Button>
      </div>
    </div>
  );
}
