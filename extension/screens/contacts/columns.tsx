/** What the list of contacts can show beside the person: each column whole, so that a new one is one entry. */
import type { JSX } from 'react';
import type { ContactRow } from '../../cache/database.ts';
import type { columns } from '../../savedView.ts';
import { stateNames } from '../../i18n/campaign.ts';
import { day, isToday } from '../../i18n/time.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import type { Entry } from './find.ts';

interface CellProps {
  entry: Entry;
  now: Date;
}

export type ColumnName = (typeof columns)[number];

export const columnOf: Record<ColumnName, { title: Key; Cell: (props: CellProps) => JSX.Element }> = {
  work: { title: 'list.work', Cell: Work },
  campaign: { title: 'list.campaign', Cell: Campaigns },
  firstBy: { title: 'find.by', Cell: FirstBy },
  analysed: { title: 'list.analysed', Cell: Analysed },
};

function Work({ entry: { shown } }: CellProps) {
  return (
    <>
      <span dir="auto">{shown.company}</span>
      <small dir="auto">{shown.location}</small>
    </>
  );
}

/** The one that holds them, or the latest. */
function Campaigns({ entry }: CellProps) {
  const { t } = useWords();
  const [first, ...others] = entry.row.campaigns;
  if (!first) return <></>;
  return (
    <>
      <span dir="auto">
        {first.name}
        {others.length > 0 && ` +${others.length}`}
      </span>
      <small>{first.state === 'waiting' ? t('state.waiting') : t(stateNames[first.state])}</small>
    </>
  );
}

function FirstBy({ entry: { row }, now }: CellProps) {
  return (
    <>
      <span dir="auto">{row.firstAnalysedBy}</span>
      <small>
        <Moment at={row.firstAnalysedAt} now={now} />
      </small>
    </>
  );
}

function Analysed({ entry: { row }, now }: CellProps) {
  return (
    <span className="when">
      <Moment at={row.lastAnalysedAt} now={now} />
    </span>
  );
}

function Moment({ at, now }: { at: ContactRow['lastAnalysedAt']; now: Date }) {
  const { t, language } = useWords();
  return <time dateTime={at}>{isToday(at, now) ? t('today') : day(at, language, now)}</time>;
}
