/** An import that this page sends: how far it is, and what became of it. */
import { useId } from 'react';
import { useStore } from 'zustand';
import { inBytes } from '../../i18n/size.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { addressOf } from '../app/route.ts';
import { BadRows } from './BadRows.tsx';
import { chooseFile, feeding, startImport, stopImport, type Sending } from './feeding.ts';
import { faultInWords, fileTroubleInWords } from './problems.ts';
import { wholeTerms } from './TermsFields.tsx';

export function UnderWay({ file, isStopping }: { file: File; isStopping: boolean }) {
  const { t, language } = useWords();
  const title = useId();
  const own = useStore(feeding, ({ imports, ownId }) => imports?.find(({ id }) => id === ownId));
  const read = own?.bytes.read ?? 0;
  return (
    <section className="pool-sending" aria-labelledby={title}>
      <h2 id={title} tabIndex={-1} dir="auto">
        {t('pool.importing', { file: file.name })}
      </h2>
      <progress max={Math.max(file.size, 1)} value={read} aria-labelledby={title} />
      <p className="pool-sending-figures">
        <span>{t('pool.progress', { read: inBytes(read, language), of: inBytes(file.size, language) })}</span>
        <span>{t('pool.rows', { count: own?.counts.rows ?? 0 })}</span>
      </p>
      <p className="fine">{t(isStopping ? 'pool.stoppingMore' : 'pool.keepOpen')}</p>
      <p>
        <Button kind="quiet" aria-disabled={isStopping} onClick={stopImport}>
          {t(isStopping ? 'pool.stopping' : 'pool.stop')}
        </Button>
      </p>
    </section>
  );
}

type OverProps = { file: File; over: Extract<Sending, { state: 'over' }> };

export function Over({ file, over: { own, trouble, wasStopped, isFileGone } }: OverProps) {
  const { t } = useWords();
  const title = useId();
  const listIsKnown = useStore(feeding, (state) => state.importsTrouble === undefined);
  const terms = useStore(feeding, (state) => state.terms);
  const isDone = own?.state === 'done';
  const heading = isDone ? 'pool.done' : wasStopped ? 'pool.stopped' : own ? 'pool.failed' : listIsKnown ? 'pool.notBegun' : 'pool.unknown';

  function again(): void {
    // Where nothing has begun, something else may have to be chosen first.
    const whole = wholeTerms(terms);
    if (own && whole) void startImport(whole);
    else feeding.setState({ sending: undefined });
  }

  return (
    <section className="pool-over" aria-labelledby={title} data-done={isDone}>
      <h2 id={title} tabIndex={-1} dir="auto">
        {t(heading, { file: file.name })}
      </h2>
      {!isDone && isFileGone && <p>{t('pool.fileGone')}</p>}
      {!isDone && !wasStopped && !isFileGone && (own?.failure !== undefined || trouble) && (
        <p>{own?.failure !== undefined ? faultInWords(own.failure, t) : trouble && fileTroubleInWords(trouble, t)}</p>
      )}
      {own && (
        <dl className="pool-counts">
          {(['added', 'updated', 'unchanged', 'bad', 'erased'] as const).map((count) => (
            <div key={count} data-none={own.counts[count] === 0}>
              <dt>{t(countNames[count])}</dt>
              <dd>{t('pool.figure', { count: own.counts[count] })}</dd>
            </div>
          ))}
        </dl>
      )}
      {!isDone && own && <p className="soft">{t('pool.stays')}</p>}
      {own && own.badRows.length > 0 && <BadRows told={own} />}
      <div className="row-of-buttons">
        {isDone ? (
          <a className="button primary" href={addressOf({ room: 'discover' })}>
            {t('pool.toPeople')}
          </a>
        ) : (
          !isFileGone && (
            <Button kind="primary" onClick={again}>
              {t('pool.again')}
            </Button>
          )
        )}
        <Button kind="quiet" onClick={() => chooseFile(undefined)}>
          {t('pool.other')}
        </Button>
      </div>
    </section>
  );
}

const countNames = {
  added: 'pool.added',
  updated: 'pool.updated',
  unchanged: 'pool.unchanged',
  bad: 'pool.bad',
  erased: 'pool.erased',
} as const;
