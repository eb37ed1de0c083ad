/** What charts and ledger are about: the period, and whose, which source's and which campaign's credits. */
import { useEffect, useMemo, useState, type ComponentProps } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useStore } from 'zustand';
import type { Balance } from '@wellmet/shared/credits';
import { sources, type Source } from '@wellmet/shared/sighting';
import { lastCampaigns } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { customPeriod, dayOf, thisPeriod, type Period } from './days.ts';
import { sourceNames } from './names.ts';
import { ask, askAll, asked, isNarrowed } from './question.ts';

/** What is pressed for it goes with the filters: the keyboard is at the first of them then. */
export function clearFilters(): void {
  askAll();
  document.querySelector<HTMLElement>('.ledger-filters select')?.focus();
}

export function Filters({ balance }: { balance: Balance }) {
  const { t } = useWords();
  const question = useStore(asked);
  const members = useNames('member');
  const campaigns = useNames('campaign');
  const { period, firstDay, memberId = '', source = '', campaignId = '' } = question;

  /** Days that are chosen begin as those of this period until today. */
  function choosePeriod(chosen: Period): void {
    if (chosen === 'custom' && firstDay === '')
      ask({ period: chosen, firstDay: thisPeriod(balance).firstDay, lastDay: dayOf(new Date(), balance.timeZone) });
    else ask({ period: chosen });
  }

  return (
    <search className="ledger-filters" aria-label={t('ledger.filters')}>
      <div className="narrows">
        <select
          aria-label={t('ledger.period')}
          data-set={period !== 'this'}
          value={period}
          onChange={(event) => choosePeriod(event.currentTarget.value as Period)}
        >
          <option value="this">{t('ledger.thisPeriod')}</option>
          <option value="last">{t('ledger.lastPeriod')}</option>
          <option value="custom">{t('ledger.custom')}</option>
        </select>
        <Narrow label={t('ledger.member')} value={memberId} onChange={(value) => ask({ memberId: value || undefined })}>
          <option value="">{t('ledger.anyMember')}</option>
          {members.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Narrow>
        <Narrow label={t('ledger.source')} value={source} onChange={(value) => ask({ source: (value || undefined) as Source | undefined })}>
          <option value="">{t('ledger.anySource')}</option>
          {sources.map((name) => (
            <option key={name} value={name}>
              {t(sourceNames[name])}
            </option>
          ))}
        </Narrow>
        <Narrow label={t('find.campaign')} value={campaignId} onChange={(value) => ask({ campaignId: value || undefined })}>
          <option value="">{t('find.anyCampaign')}</option>
          {campaigns.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Narrow>
      </div>
      {isNarrowed(question) && (
        <button type="button" className="link" onClick={clearFilters}>
          {t('ledger.clear')}
        </button>
      )}
      {period === 'custom' && <Days balance={balance} />}
    </search>
  );
}

/** What is being typed is no day yet: what is shown follows when both are. */
function Days({ balance: { timeZone } }: { balance: Balance }) {
  const { t } = useWords();
  const [firstDay, setFirstDay] = useState(asked.getState().firstDay);
  const [lastDay, setLastDay] = useState(asked.getState().lastDay);
  const isWrong = !customPeriod(firstDay, lastDay, timeZone);
  useEffect(() => {
    if (customPeriod(firstDay, lastDay, timeZone)) ask({ firstDay, lastDay });
  }, [firstDay, lastDay, timeZone]);
  return (
    <fieldset className="days-chosen">
      <legend className="unseen">{t('ledger.custom')}</legend>
      <label>
        {t('ledger.firstDay')}
        <input
          type="date"
          value={firstDay}
          max={lastDay}
          aria-invalid={isWrong}
          onChange={(event) => setFirstDay(event.currentTarget.value)}
        />
      </label>
      <label>
        {t('ledger.lastDay')}
        <input
          type="date"
          value={lastDay}
          min={firstDay}
          aria-invalid={isWrong}
          onChange={(event) => setLastDay(event.currentTarget.value)}
        />
      </label>
      {isWrong ? (
        <p className="error" role="alert">
          {t('ledger.daysWrong')}
        </p>
      ) : (
        <p className="hint">{t('ledger.daysIn', { zone: timeZone })}</p>
      )}
    </fieldset>
  );
}

/** Members and campaigns that there are, and those that only the ledger still knows; whoever is chosen stays in the list. */
function useNames(of: 'member' | 'campaign'): [id: string, name: string][] {
  const { t } = useWords();
  const answer = useStore(asked, ({ spent }) => spent.answer);
  const campaigns = useLiveQuery(lastCampaigns);
  return useMemo(() => {
    const known = of === 'member' ? answer?.members : campaigns?.campaigns;
    const names = new Map(known?.map(({ id, name }) => [id, name]));
    for (const { key, name } of answer?.totals[of] ?? [])
      if (key !== undefined && !names.has(key)) names.set(key, name || t('ledger.formerMember'));
    return [...names];
  }, [of, answer, campaigns, t]);
}

interface NarrowProps extends Pick<ComponentProps<'select'>, 'children'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Where it narrows the ledger, that is seen. */
export function Narrow({ label, value, onChange, children }: NarrowProps) {
  return (
    <select aria-label={label} data-set={value !== ''} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {children}
    </select>
  );
}
