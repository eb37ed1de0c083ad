/** Credits taken, by day, source, campaign and member. Each chart is a table whose cells draw bars: what the eye sees, a screen reader reads. */
import { useId } from 'react';
import { useStore } from 'zustand';
import type { LedgerTotals } from '@wellmet/shared/ledger';
import type { Source } from '@wellmet/shared/sighting';
import { useWords } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import type { Spent } from '../../messages.ts';
import { ByDay } from './ByDay.tsx';
import type { Range } from './days.ts';
import { clearFilters } from './Filters.tsx';
import { sourceNames } from './names.ts';
import { ask, asked, isNarrowed } from './question.ts';
import { NothingTaken } from './NothingTaken.tsx';

type Total = LedgerTotals['totals'][number];
type Usage = Spent['members'][number];

interface TakenProps {
  /** Today in the workspace. */
  today: string;
}

export function Taken({ today }: TakenProps) {
  const { t } = useWords();
  const { answer, answered, question, isAsking } = useStore(asked, ({ spent }) => spent);
  const heading = useId();
  return (
    <section className="taken" aria-labelledby={heading} aria-busy={isAsking} data-behind={answered !== question}>
      <h2 id={heading}>{t('ledger.taken')}</h2>
      {answer ? (
        <Charts {...answer} today={today} />
      ) : (
        <div className="taken-to-come">
          <Skeleton widths={[8, 100, 92, 96, 40]} />
        </div>
      )}
    </section>
  );
}

function Charts({ totals, members, range, today }: Spent & { range: Range; today: string }) {
  const { t, language } = useWords();
  const question = useStore(asked);
  const debits = sumOf(totals.day, 'debits');
  const restored = sumOf(totals.day, 'restored');
  if (debits === 0 && restored === 0)
    return isNarrowed({ ...question, kind: undefined }) ? (
      <div className="empty">
        <p>{t('ledger.noneFit')}</p>
        <button type="button" className="link" onClick={clearFilters}>
          {t('ledger.clear')}
        </button>
      </div>
    ) : (
      <NothingTaken />
    );

  const names = new Map(members.map((member) => [member.id, member]));
  return (
    <>
      <p className="taken-sum">
        <strong>{(debits - restored).toLocaleString(language)}</strong>
        {restored > 0 && (
          <span className="fine">
            {t('ledger.sum', { taken: t('ledger.takenCount', { count: debits }), back: t('ledger.backCount', { count: restored }) })}
          </span>
        )}
      </p>
      <ByDay totals={totals.day} range={range} today={today} />
      <div className="shares">
        <Shares
          caption={t('ledger.bySource')}
          of={t('ledger.source')}
          totals={totals.source}
          nameOf={({ key }) => (key === undefined ? '' : t(sourceNames[key as Source]))}
          chosen={question.source}
          onChoose={(key) => ask({ source: key as Source | undefined })}
        />
        <Shares
          caption={t('ledger.byCampaign')}
          of={t('find.campaign')}
          totals={totals.campaign}
          nameOf={({ key, name }) => (key === undefined ? t('ledger.noCampaign') : (name ?? ''))}
          chosen={question.campaignId}
          onChoose={(key) => ask({ campaignId: key })}
        />
        <Shares
          caption={t('ledger.byMember')}
          of={t('ledger.member')}
          totals={withIdle(totals.member, question.memberId === undefined ? members : [])}
          nameOf={({ key, name }) => names.get(key ?? '')?.name || name || t('ledger.formerMember')}
          chosen={question.memberId}
          onChoose={(key) => ask({ memberId: key })}
          usages={names}
        />
      </div>
    </>
  );
}

/** Of the present period, whichever is shown. product.md 2.12. */
function Cap({ usage }: { usage: Usage | undefined }) {
  const { t } = useWords();
  if (usage?.capCredits === undefined) return t('ledger.noCap');
  const left = Math.max(usage.capCredits - usage.usedCredits, 0);
  return (
    <>
      {t('ledger.capIs', { cap: usage.capCredits })}
      <span className={left === 0 ? 'cap-left reached' : 'cap-left'}>
        {left === 0 ? t('ledger.capReached') : t('left', { count: left })}
      </span>
    </>
  );
}

interface SharesProps {
  caption: string;
  /** Title of the column of names. */
  of: string;
  totals: readonly Total[];
  nameOf: (total: Total) => string;
  chosen: string | undefined;
  onChoose: (key: string | undefined) => void;
  /** With what each may take. */
  usages?: ReadonlyMap<string, Usage>;
}

/** Who or what took how much, the most first. A name narrows everything to it, and pressed again no longer. */
function Shares({ caption, of, totals, nameOf, chosen, onChoose, usages }: SharesProps) {
  const { t, language } = useWords();
  const most = Math.max(1, ...totals.map(({ credits }) => credits));
  return (
    <table className="share">
      <caption>{caption}</caption>
      <thead className="unseen-head">
        <tr>
          <th scope="col">{of}</th>
          <th scope="col">{t('ledger.taken')}</th>
          {usages && <th scope="col">{t('ledger.cap')}</th>}
        </tr>
      </thead>
      <tbody>
        {totals.map((total) => {
          const { key, credits } = total;
          return (
            <tr key={key ?? ''}>
              <th scope="row" dir="auto">
                {key === undefined ? (
                  <span className="share-name">{nameOf(total)}</span>
                ) : (
                  <button
                    type="button"
                    className="share-name"
                    aria-pressed={chosen === key}
                    onClick={() => onChoose(chosen === key ? undefined : key)}
                  >
                    {nameOf(total)}
                  </button>
                )}
                <span className="share-bar" style={{ inlineSize: `${(Math.max(credits, 0) / most) * 100}%` }} />
              </th>
              <td>{credits.toLocaleString(language)}</td>
              {usages && (
                <td className="share-more">
                  <Cap usage={usages.get(key ?? '')} />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Members who took nothing are there, too, last. */
function withIdle(totals: readonly Total[], members: Spent['members']): Total[] {
  const active = new Set(totals.map(({ key }) => key));
  const idle = members.filter(({ id }) => !active.has(id));
  return [...totals, ...idle.map(({ id, name }) => ({ key: id, name, debits: 0, restored: 0, credits: 0 }))];
}

const sumOf = (totals: readonly Total[], what: 'debits' | 'restored'): number => totals.reduce((sum, total) => sum + total[what], 0);
