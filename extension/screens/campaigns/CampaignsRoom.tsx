/** All campaigns of the workspace as this device knows them, as a board or as a table; and the way to a new one. */
import { useEffect, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Columns3, Plus, Rows3, Search, X } from 'lucide-react';
import { useStore } from 'zustand';
import { lastCampaigns, syncState } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { askNow, freshness } from '../app/freshness.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { Board } from './Board.tsx';
import { DoneLine } from './DoneLine.tsx';
import { useDoing } from './doing.ts';
import { NewCampaign } from './NewCampaign.tsx';
import { Table } from './Table.tsx';
import { plain, view } from './view.ts';

export default function CampaignsRoom() {
  const { t } = useWords();
  const kept = useLiveQuery(async () => ({
    campaigns: (await lastCampaigns())?.campaigns ?? [],
    isKnown: (await syncState())?.asOf !== undefined,
  }));
  const { shape, query } = useStore(view);
  const [isNaming, setNaming] = useState(false);
  const doing = useDoing();
  const all = kept?.campaigns ?? [];
  const found = all.filter(({ name }) => plain(name).includes(plain(query.trim())));

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      event.preventDefault();
      setNaming(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);

  return (
    <div className="page campaigns-room">
      <RoomHead title={t('app.campaigns')}>
        <Button kind="primary" aria-keyshortcuts="n" aria-expanded={isNaming} onClick={() => setNaming(true)}>
          <Plus size={15} aria-hidden="true" />
          {t('campaigns.newOne')}
        </Button>
      </RoomHead>
      {isNaming && (
        <NewCampaign
          onMade={({ id }) => {
            location.hash = addressOf({ room: 'campaign', id });
          }}
          onClose={() => setNaming(false)}
        />
      )}
      {all.length > 0 && <Looking query={query} shape={shape} />}
      <DoneLine doing={doing} />
      {kept === undefined ? (
        <Coming />
      ) : all.length === 0 ? (
        <None isKnown={kept.isKnown} onNew={() => setNaming(true)} />
      ) : found.length === 0 ? (
        <div className="empty">
          <p>{t('campaigns.nothingFits')}</p>
          <button type="button" className="link" onClick={() => view.setState({ query: '' })}>
            {t('campaigns.showAll')}
          </button>
        </div>
      ) : shape === 'board' ? (
        <Board campaigns={found} doing={doing} />
      ) : (
        <Table campaigns={found} />
      )}
    </div>
  );
}

/** Where a key means something else. */
const isTaken = (target: EventTarget | null): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element && target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select'));

function Looking({ query, shape }: { query: string; shape: 'board' | 'table' }) {
  const { t } = useWords();
  return (
    <div className="campaigns-looking">
      <search className="search">
        <Search size={15} aria-hidden="true" />
        <input
          type="search"
          aria-label={t('campaigns.find')}
          placeholder={t('campaigns.find')}
          autoComplete="off"
          value={query}
          onChange={(event) => view.setState({ query: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') view.setState({ query: '' });
          }}
        />
        {query !== '' && (
          <button type="button" className="icon-button" aria-label={t('find.clear')} onClick={() => view.setState({ query: '' })}>
            <X size={14} aria-hidden="true" />
          </button>
        )}
      </search>
      <fieldset className="tabs shapes" aria-label={t('campaigns.shape')}>
        <button type="button" aria-pressed={shape === 'board'} onClick={() => view.setState({ shape: 'board' })}>
          <Columns3 size={14} aria-hidden="true" />
          {t('campaigns.board')}
        </button>
        <button type="button" aria-pressed={shape === 'table'} onClick={() => view.setState({ shape: 'table' })}>
          <Rows3 size={14} aria-hidden="true" />
          {t('campaigns.table')}
        </button>
      </fieldset>
    </div>
  );
}

/** There are none, or they have not come yet: the two are not the same. */
function None({ isKnown, onNew }: { isKnown: boolean; onNew: () => void }) {
  const { t } = useWords();
  const { trouble } = useStore(freshness);
  if (!isKnown && !trouble) return <Coming />;
  if (!isKnown && trouble)
    return (
      <div className="empty">
        <p>{t('campaigns.notYet')}</p>
        <p className="soft">{troubleInWords(trouble, t)}</p>
        <p>
          <Button kind="quiet" onClick={() => void askNow()}>
            {t('panel.tryAgain')}
          </Button>
        </p>
      </div>
    );
  return (
    <div className="empty">
      <p>{t('campaigns.none')}</p>
      <p className="soft">{t('campaigns.noneMore')}</p>
      <button type="button" className="link" onClick={onNew}>
        {t('campaigns.makeFirst')}
      </button>
    </div>
  );
}

/** As high as what comes. */
function Coming() {
  return (
    <div className="board" aria-hidden="true">
      {[2, 3, 1].map((cards, column) => (
        <div key={column} className="column">
          <span className="skeleton" style={{ width: '30%' }} />
          {Array.from({ length: cards }, (_, card) => (
            <div key={card} className="campaign-card coming">
              <span className="skeleton" style={{ width: `${50 + ((column + card) % 3) * 12}%` }} />
              <span className="skeleton" style={{ width: '90%' }} />
              <span className="skeleton" style={{ width: '60%' }} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
