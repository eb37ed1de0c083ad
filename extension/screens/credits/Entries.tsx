/** The ledger itself: every change of the balance, the newest first, each explaining itself where it stands. product.md 2.11. */
import { useId } from 'react';
import { useStore } from 'zustand';
import { entryKinds, type EntryKind, type LedgerFilter } from '@wellmet/shared/ledger';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { clearFilters, Narrow } from './Filters.tsx';
import { EntryOf } from './EntryOf.tsx';
import { useMoments } from './moments.ts';
import { kindNames } from './names.ts';
import { ask, asked, bringEarlier, isNarrowed, keyOf } from './question.ts';
import { Save } from './Save.tsx';

interface EntriesProps {
  /** What is asked, kind included. */
  filter: LedgerFilter;
  timeZone: string;
}

export function Entries({ filter, timeZone }: EntriesProps) {
  const { t } = useWords();
  const { answer, answered, question, isAsking } = useStore(asked, ({ rows }) => rows);
  const kind = useStore(asked, (state) => state.kind);
  const heading = useId();
  const moment = useMoments(timeZone);
  return (
    <section className="ledger" aria-labelledby={heading} aria-busy={isAsking} data-behind={answered !== question}>
      <div className="ledger-head">
        <h2 id={heading}>{t('ledger.title')}</h2>
        <div className="narrows">
          <Narrow
            label={t('ledger.kind')}
            value={kind ?? ''}
            onChange={(value) => ask({ kind: (value || undefined) as EntryKind | undefined })}
          >
            <option value="">{t('ledger.anyKind')}</option>
            {entryKinds.map((name) => (
              <option key={name} value={name}>
                {t(kindNames[name])}
              </option>
            ))}
          </Narrow>
          <Save filter={filter} timeZone={timeZone} isEmpty={answer?.rows.length === 0} />
        </div>
      </div>
      {timeZone !== here() && <p className="fine">{t('ledger.timesIn', { zone: timeZone })}</p>}
      {!answer && <Skeleton widths={[82, 74, 88, 70, 79]} />}
      {answer?.rows.length === 0 && <NoRow />}
      {answer && answer.rows.length > 0 && (
        <ol className="entries">
          {answer.rows.map((row) => (
            <EntryOf key={keyOf(row)} row={row} timeZone={timeZone} moment={moment} />
          ))}
        </ol>
      )}
      <output className="unseen">{answer && !isAsking ? t('ledger.rows', { count: answer.rows.length }) : ''}</output>
      {answer?.next !== undefined && <Earlier filter={filter} />}
    </section>
  );
}

/** The reader's own zone. */
const here = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

function NoRow() {
  const { t } = useWords();
  const question = useStore(asked);
  return (
    <div className="empty">
      <p>{t('ledger.noRow')}</p>
      {isNarrowed(question) && (
        <button type="button" className="link" onClick={clearFilters}>
          {t('ledger.clear')}
        </button>
      )}
    </div>
  );
}

function Earlier({ filter }: { filter: LedgerFilter }) {
  const { t } = useWords();
  const { isAsking, trouble } = useStore(asked, ({ earlier }) => earlier);
  return (
    <p className="ledger-earlier">
      <button type="button" className="button quiet" aria-disabled={isAsking} onClick={() => void bringEarlier(filter)}>
        {t(isAsking ? 'signIn.doing' : 'history.more')}
      </button>
      {trouble && (
        <span className="error" role="alert">
          {trouble.trouble === 'unreachable' ? t('unreachable.says') : troubleInWords(trouble, t)}
        </span>
      )}
    </p>
  );
}
