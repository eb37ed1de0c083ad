/** Everything that happened to a contact, from the server when it is asked for: what was corrected and by whom, also what counts no more. */
import { useEffect, useState } from 'react';
import type { TimelineEntry } from '@wellmet/shared/campaign';
import { stateNames } from '../../i18n/campaign.ts';
import { engagementNames } from '../../i18n/engagement.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { clock } from '../../i18n/time.ts';
import { useWords, type Key, type T } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type History, type Trouble } from '../../messages.ts';
import { fieldNames } from './fieldNames.ts';
import { wordInWords } from './parts.ts';

/** @param seq of the contact: when it has another one, more has happened. */
export function HistoryOf({ id, seq }: { id: string; seq: number }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('history.title')}</summary>
      {isOpen && <Entries key={`${id} ${seq}`} id={id} />}
    </details>
  );
}

function Entries({ id }: { id: string }) {
  const { t } = useWords();
  const [history, setHistory] = useState<History>();
  const [trouble, setTrouble] = useState<Trouble>();

  async function bring(before: TimelineEntry[], cursor: string | undefined): Promise<void> {
    const answer = await sendMessage('timeline', { id, cursor });
    if (isTrouble(answer)) setTrouble(answer);
    else setHistory({ ...answer, entries: [...before, ...answer.entries] });
  }

  useEffect(() => {
    void bring([], undefined);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each contact and number of it
  }, []);

  if (trouble) return <p className="soft">{trouble.trouble === 'unreachable' ? t('history.withNetwork') : troubleInWords(trouble, t)}</p>;
  if (!history) return <Skeleton widths={[70, 60, 66]} />;
  return (
    <>
      <ol>
        {history.entries.map((entry, place) => (
          <Line key={place} entry={entry} />
        ))}
      </ol>
      {history.next !== undefined && (
        <button type="button" className="link" onClick={() => void bring(history.entries, history.next)}>
          {t('history.more')}
        </button>
      )}
    </>
  );
}

function Line({ entry }: { entry: TimelineEntry }) {
  const { t, language } = useWords();
  const now = useNow();
  const at = clock(entry.at, t, language, now);
  return (
    <li>
      <span dir="auto">{entryInWords(entry, t)}</span>
      <span className="fine">{entry.by ? t('done.byAt', { by: entry.by, moment: at }) : at}</span>
    </li>
  );
}

const plain = {
  firstAnalysis: 'history.firstAnalysis',
  analysis: 'history.analysis',
  merged: 'history.merged',
  unmerged: 'history.unmerged',
} as const satisfies Partial<Record<TimelineEntry['what'], Key>>;

function entryInWords({ what, campaign: inCampaign, state, engagement, edit, word }: TimelineEntry, t: T): string {
  const campaign = inCampaign?.name ?? '';
  switch (what) {
    case 'firstAnalysis':
    case 'analysis':
    case 'merged':
    case 'unmerged':
      return t(plain[what]);
    case 'enrolled':
    case 'waitEnded':
      return t('history.enrolled', { campaign });
    case 'stateChanged':
      return state && state !== 'removed' ? t('history.state', { campaign, state: t(stateNames[state]) }) : t('history.left', { campaign });
    case 'movedIn':
      return t('campaign.movedTo', { campaign });
    case 'movedOut':
    case 'released':
      return t('history.left', { campaign });
    case 'waiting':
      return t('campaign.waitsFor', { campaign });
    case 'notWaiting':
      return t('history.notWaiting', { campaign });
    case 'engaged':
    case 'engagementWithdrawn': {
      if (!engagement) return t('history.other');
      const done = [t(engagementNames[engagement.what]), engagement.text && t('quoted', { text: engagement.text })]
        .filter(Boolean)
        .join(' ');
      if (what === 'engagementWithdrawn') return t('history.takenBack', { what: done });
      return engagement.isWithdrawn ? t('history.laterTakenBack', { what: done }) : done;
    }
    case 'edited':
      if (word) return wordInWords(word, t);
      if (!edit) return t('history.other');
      return edit.value === null
        ? t('history.backToPage', { field: t(fieldNames[edit.field]) })
        : t('history.edited', { field: t(fieldNames[edit.field]), value: edit.value });
    default:
      return what satisfies never;
  }
}
