/** The campaigns by state, side by side. Arrows go from card to card; whatever is archived is folded away. */
import type { KeyboardEvent } from 'react';
import type { Campaign, CampaignState } from '@wellmet/shared/campaign';
import { useWords, type Key } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { addressOf } from '../app/route.ts';
import { ActButtons } from './ActButtons.tsx';
import type { Doing } from './doing.ts';
import { PeopleBar } from './PeopleBar.tsx';
import { historyInWords, stateInWords } from './stateWords.ts';

const columns = [
  ['draft', 'campaigns.drafts'],
  ['ongoing', 'campaigns.allOngoing'],
  ['completed', 'campaigns.allCompleted'],
] as const satisfies [CampaignState, Key][];

interface BoardProps {
  campaigns: readonly Campaign[];
  doing: Doing;
}

export function Board({ campaigns, doing }: BoardProps) {
  const { t } = useWords();
  const archived = campaigns.filter(({ state }) => state === 'archived');
  const isAlone = archived.length === campaigns.length;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its links are what the keys go to
    <div className="board-and-archive" onKeyDown={go}>
      {!isAlone && (
        <div className="board">
          {columns.map(([state, title]) => {
            const own = campaigns.filter((campaign) => campaign.state === state);
            return (
              <section key={state} className="column" aria-labelledby={`column-${state}`} data-column>
                <h2 id={`column-${state}`}>
                  {t(title)} <span>{own.length}</span>
                </h2>
                {own.length > 0 ? <Cards campaigns={own} doing={doing} /> : <p className="column-none fine">{t('campaigns.noneHere')}</p>}
              </section>
            );
          })}
        </div>
      )}
      {archived.length > 0 && (
        <details className="archive" open={isAlone || undefined}>
          <summary>
            {t('campaigns.allArchived')} <span>{archived.length}</span>
          </summary>
          <div data-column>
            <Cards campaigns={archived} doing={doing} />
          </div>
        </details>
      )}
    </div>
  );
}

function Cards({ campaigns, doing }: BoardProps) {
  return (
    <ul>
      {campaigns.map((campaign) => (
        <Card key={campaign.id} campaign={campaign} doing={doing} />
      ))}
    </ul>
  );
}

function Card({ campaign, doing }: { campaign: Campaign; doing: Doing }) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <li className="campaign-card">
      <div className="card-head">
        <h3 dir="auto">
          <a data-card href={addressOf({ room: 'campaign', id: campaign.id })}>
            {campaign.name}
          </a>
        </h3>
        {campaign.paused && <span className="waits">{stateInWords(campaign, t)}</span>}
      </div>
      <PeopleBar campaign={campaign} />
      <p className="fine" dir="auto">
        {historyInWords(campaign, t, language, now)}
      </p>
      <ActButtons campaign={campaign} doing={doing} />
    </li>
  );
}

/** From card to card: up and down in a column, left and right to the same place in the next one that has any. */
function go(event: KeyboardEvent<HTMLDivElement>): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !target.matches('[data-card]')) return;
  const cards = [...currentTarget.querySelectorAll('[data-column]')]
    .map((column) => [...column.querySelectorAll<HTMLElement>('[data-card]')].filter(isSeen))
    .filter((column) => column.length > 0);
  const column = cards.findIndex((own) => own.includes(target));
  const row = cards[column]?.indexOf(target) ?? 0;
  const beside = (step: number): HTMLElement | undefined => {
    const next = cards[column + step];
    return next?.[Math.min(row, next.length - 1)];
  };
  const to: Partial<Record<string, HTMLElement | undefined>> = {
    ArrowDown: cards[column]?.[row + 1],
    ArrowUp: cards[column]?.[row - 1],
    ArrowRight: beside(1),
    ArrowLeft: beside(-1),
    Home: cards[column]?.[0],
    End: cards[column]?.at(-1),
  };
  if (!(key in to)) return;
  event.preventDefault();
  to[key]?.focus();
}

const isSeen = (card: HTMLElement): boolean => card.closest('details:not([open])') === null;
