/** Erasing a person: what goes and what stays is said before it is asked once more. It cannot be undone. product.md 7. */
import { useEffect, useId, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { ErasurePreview } from '@wellmet/shared/rights';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords, type Language, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';

interface EraseProps {
  contact: { id: string; name: string };
}

export function Erase({ contact }: EraseProps) {
  const { t } = useWords();
  const heading = useId();
  const [isAsking, setAsking] = useState(false);
  const opener = useRef<HTMLDivElement>(null);
  function leave(): void {
    setAsking(false);
    requestAnimationFrame(() => opener.current?.querySelector('button')?.focus());
  }
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{t('rights.eraseTitle')}</h3>
      <p className="soft">{t('rights.eraseMore')}</p>
      {isAsking ? (
        <Question contact={contact} onLeave={leave} />
      ) : (
        <div ref={opener} className="row-of-buttons">
          <Button kind="quiet" onClick={() => setAsking(true)}>
            {t('rights.erase')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Question({ contact: { id, name }, onLeave }: EraseProps & { onLeave: () => void }) {
  const { t, language } = useWords();
  const question = useId();
  const [told, setTold] = useState<ErasurePreview | Trouble>();
  const [state, setState] = useState<'asking' | 'doing' | Trouble>('asking');
  // One person is erased once, however often it is said until an answer comes.
  const [requestId] = useState(() => uuidv7());
  const place = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    void (async () => setTold(await asked(sendMessage('erasurePreview', { id }))))();
  }, [id]);
  useEffect(() => {
    place.current?.focus();
  }, []);

  /** When it is done, the contact is gone from this device, and this with it. */
  async function erase(): Promise<void> {
    if (state === 'doing') return;
    setState('doing');
    const answer = await asked(sendMessage('erase', { requestId, id }));
    if (isTrouble(answer)) setState(answer);
  }

  const isDoing = state === 'doing';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape, from wherever in it one is
    <fieldset
      ref={place}
      className="erasure"
      tabIndex={-1}
      aria-labelledby={question}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isDoing) onLeave();
      }}
    >
      <p id={question} dir="auto">
        <strong>{t('rights.eraseAsk', { name })}</strong>
      </p>
      {told === undefined && <Skeleton widths={[60, 40, 50]} />}
      {told !== undefined && isTrouble(told) && <p className="error">{troubleInWords(told, t)}</p>}
      {told !== undefined && !isTrouble(told) && (
        <>
          <p>{t('rights.eraseGoes')}</p>
          <ul>
            {goesInWords(told, t, language).map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
          <p className="soft">{t('rights.eraseStays')}</p>
        </>
      )}
      {typeof state === 'object' && (
        <p className="error" role="alert">
          {state.trouble === 'unreachable' ? t('campaigns.notConfirmed') : troubleInWords(state, t)}
        </p>
      )}
      <div className="row-of-buttons">
        <Button kind="danger" disabled={told === undefined || isTrouble(told)} aria-disabled={isDoing} onClick={() => void erase()}>
          {t(isDoing ? 'rights.erasing' : 'rights.eraseYes')}
        </Button>
        <Button kind="quiet" disabled={isDoing} onClick={onLeave}>
          {t('rights.eraseNo')}
        </Button>
      </div>
    </fieldset>
  );
}

function goesInWords({ snapshots, engagements, corrections, poolRows, campaigns }: ErasurePreview, t: T, language: Language): string[] {
  return [
    t('rights.eraseRead', { count: snapshots }),
    ...(engagements > 0 ? [t('rights.eraseDone', { count: engagements })] : []),
    ...(corrections > 0 ? [t('rights.eraseEdits', { count: corrections })] : []),
    ...(poolRows > 0 ? [t('rights.erasePool', { count: poolRows })] : []),
    ...(campaigns.length > 0
      ? [t('rights.eraseCampaigns', { names: new Intl.ListFormat(language, { type: 'conjunction' }).format(campaigns) })]
      : []),
  ];
}
