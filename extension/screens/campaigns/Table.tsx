/** The campaigns in rows, the newest first: to compare, and where there are many. */
import type { KeyboardEvent } from 'react';
import type { Campaign } from '@wellmet/shared/campaign';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { addressOf } from '../app/route.ts';
import { PeopleBar } from './PeopleBar.tsx';
import { historyInWords, stateInWords } from './stateWords.ts';

export function Table({ campaigns }: { campaigns: readonly Campaign[] }) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its links are what the keys go to
    <table className="table campaigns-table" onKeyDown={go}>
      <thead>
        <tr>
          <th scope="col">{t('list.campaign')}</th>
          <th scope="col">{t('campaigns.state')}</th>
          <th scope="col">{t('campaigns.peopleHead')}</th>
        </tr>
      </thead>
      <tbody>
        {campaigns.map((campaign) => (
          <tr key={campaign.id}>
            <th scope="row" dir="auto">
              <a href={addressOf({ room: 'campaign', id: campaign.id })}>{campaign.name}</a>
              <small>{historyInWords(campaign, t, language, now)}</small>
            </th>
            <td>
              <span className={campaign.paused ? 'waits' : 'soft'}>{stateInWords(campaign, t)}</span>
            </td>
            <td>
              <PeopleBar campaign={campaign} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function go(event: KeyboardEvent<HTMLTableElement>): void {
  const { key, target, currentTarget } = event;
  const links = [...currentTarget.querySelectorAll<HTMLElement>('tbody a')];
  const at = target instanceof HTMLElement ? links.indexOf(target) : -1;
  if (at < 0) return;
  const to: Partial<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 };
  const next = to[key];
  if (next === undefined) return;
  event.preventDefault();
  links[next]?.focus();
}
