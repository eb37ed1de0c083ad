/** What has been imported, the newest first: from where, on which basis, by whom, with what outcome. An import can be taken out; that is asked once, since it cannot be undone. */
import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { PoolImport } from '@wellmet/shared/pool';
import { troubleInWords } from '../../i18n/problem.ts';
import { clock } from '../../i18n/time.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { AskOnce } from '../app/AskOnce.tsx';
import { BadRows } from './BadRows.tsx';
import { bringImports, feeding, removeImport } from './feeding.ts';
import { stateNames } from './names.ts';
import { basisNames } from '../app/basisNames.ts';
import { faultInWords } from './problems.ts';

/** How often it is asked how far an import of somebody else's is. */
const pollMs = 3000;

export function Imports({ mayRemove }: { mayRemove: boolean }) {
  const { t } = useWords();
  const title = useId();
  const imports = useStore(feeding, (state) => state.imports);
  const trouble = useStore(feeding, (state) => state.importsTrouble);
  const isSending = useStore(feeding, (state) => state.sending?.state === 'under way');
  const [said, setSaid] = useState('');
  const isRunning = imports?.some(({ state }) => state === 'running') ?? false;
  useEffect(() => void bringImports(), []);
  useEffect(() => {
    if (!isRunning || isSending) return undefined;
    const timer = setInterval(() => void bringImports(), pollMs);
    return () => clearInterval(timer);
  }, [isRunning, isSending]);
  const kept = imports?.filter(({ state }) => state !== 'removed') ?? [];
  const removed = imports?.filter(({ state }) => state === 'removed') ?? [];
  return (
    <section className="pool-imports" aria-labelledby={title}>
      <h2 id={title} tabIndex={-1}>
        {t('pool.imports')}
      </h2>
      <output className={said === '' ? 'unseen' : 'soft'} dir="auto">
        {said}
      </output>
      {trouble && (
        <div className="line with-way" role="alert">
          <p>{trouble.trouble === 'unreachable' ? `${t('unreachable.says')}. ${t('pool.noList')}` : troubleInWords(trouble, t)}</p>
          <Button kind="quiet" onClick={() => void bringImports()}>
            {t('panel.tryAgain')}
          </Button>
        </div>
      )}
      {!imports ? (
        !trouble && <Skeleton widths={[50, 80, 45, 75]} />
      ) : kept.length === 0 ? (
        <p className="soft">{t('pool.none')}</p>
      ) : (
        <ul>
          {kept.map((one) => (
            <Import
              key={one.id}
              told={one}
              mayRemove={mayRemove}
              onRemoved={() => {
                setSaid(t('pool.removed', { file: one.fileName }));
                document.querySelector<HTMLElement>('.pool-imports > h2')?.focus();
              }}
            />
          ))}
        </ul>
      )}
      {removed.length > 0 && (
        <details>
          <summary>{t('pool.removedOnes', { count: removed.length })}</summary>
          <ul>
            {removed.map((one) => (
              <Import key={one.id} told={one} mayRemove={false} onRemoved={() => undefined} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** "120 added, 3 kept out": what there is none of is not said, unless there is nothing. */
function countsInWords({ added, updated, unchanged, bad, erased }: PoolImport['counts'], t: T): string {
  const said = [
    added > 0 && t('pool.nAdded', { count: added }),
    updated > 0 && t('pool.nUpdated', { count: updated }),
    unchanged > 0 && t('pool.nUnchanged', { count: unchanged }),
    bad > 0 && t('pool.nBad', { count: bad }),
    erased > 0 && t('pool.nErased', { count: erased }),
  ].filter((one) => one !== false);
  return said.length > 0 ? said.join(', ') : t('pool.nAdded', { count: 0 });
}

interface ImportProps {
  told: PoolImport;
  mayRemove: boolean;
  onRemoved: () => void;
}

function Import({ told, mayRemove, onRemoved }: ImportProps) {
  const { t, language } = useWords();
  const now = useNow();
  const { fileName, terms, state, counts, bytes, by, startedAt, failure, badRows } = told;
  const moment = clock(startedAt, t, language, now);
  const isOver = state === 'done' || state === 'failed';
  return (
    <li className="pool-one">
      <div className="pool-one-head">
        <h3 dir="auto">{fileName}</h3>
        <span className="pool-state" data-state={state}>
          {t(stateNames[state])}
        </span>
      </div>
      <p className="pool-one-counts">{countsInWords(counts, t)}</p>
      <p className="soft" dir="auto">
        {t('pool.terms3', { source: terms.source, licence: terms.licence, basis: t(basisNames[terms.lawfulBasis].name) })}
      </p>
      <p className="fine">{by === '' ? t('pool.byOperator', { when: moment }) : t('pool.by', { name: by, when: moment })}</p>
      {state === 'failed' && failure !== undefined && (
        <p className="line">
          {faultInWords(failure, t)}
          {/* Of a file; what a provider’s fetch does next, its own words say. */}
          {bytes.of !== undefined && ` ${t('pool.stays')}`}
        </p>
      )}
      {isOver && badRows.length > 0 && (
        <details>
          <summary>{t('pool.badTitle', { count: counts.bad })}</summary>
          <BadRows told={told} isTitled />
        </details>
      )}
      {isOver && mayRemove && <Remove told={told} onRemoved={onRemoved} />}
    </li>
  );
}

function Remove({ told: { id, fileName, counts }, onRemoved }: { told: PoolImport; onRemoved: () => void }) {
  const { t } = useWords();
  const people = counts.added + counts.updated + counts.unchanged;
  return (
    <AskOnce
      kind="plain"
      label={t('pool.remove')}
      name={t('pool.removeOne', { file: fileName })}
      question={t('pool.removeAsk', { count: people })}
      destroys
      yes={t('pool.removeYes')}
      doing={t('pool.removing')}
      onYes={async () => {
        const trouble = await removeImport(id);
        if (!trouble) onRemoved();
        return trouble;
      }}
    />
  );
}
