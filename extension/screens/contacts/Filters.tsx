/** The search box and what narrows the list; each choice says by itself what it is about. */
import { useMemo, type ComponentProps, type RefObject } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Search, X } from 'lucide-react';
import { useStore } from 'zustand';
import { lastCampaigns } from '../../cache/read.ts';
import { stateNames } from '../../i18n/campaign.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { book } from './book.ts';
import { payersIn, type CampaignState } from './find.ts';
import { ask, finding, type Question } from './finding.ts';

const states = { ...stateNames, waiting: 'state.waiting' } as const satisfies Record<CampaignState, Key>;
const spans = [7, 30, 90, 365];

interface FiltersProps {
  search: RefObject<HTMLInputElement | null>;
  /** Into the list, downwards. */
  onEnter: () => void;
}

export function Filters({ search, onEnter }: FiltersProps) {
  const { t } = useWords();
  const { query, campaign, state, by, days } = useStore(finding);
  const campaigns = useLiveQuery(lastCampaigns)?.campaigns ?? [];
  const entries = useStore(book).entries;
  const payers = useMemo(() => payersIn(entries ?? []), [entries]);

  return (
    <search className="filters" aria-label={t('find.label')}>
      <div className="search">
        <Search size={16} aria-hidden="true" />
        <input
          ref={search}
          type="search"
          aria-label={t('find.search')}
          placeholder={t('find.search')}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => ask({ query: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              onEnter();
            } else if (event.key === 'Escape') ask({ query: '' });
          }}
        />
        {query ? (
          <button
            type="button"
            className="icon-button"
            aria-label={t('find.clear')}
            onClick={() => (ask({ query: '' }), search.current?.focus())}
          >
            <X size={14} aria-hidden="true" />
          </button>
        ) : (
          <kbd aria-hidden="true">/</kbd>
        )}
      </div>
      <div className="narrows">
        <Narrow label={t('find.campaign')} value={campaign ?? ''} onChange={(value) => ask({ campaign: value || undefined })}>
          <option value="">{t('find.anyCampaign')}</option>
          <option value="none">{t('find.noCampaign')}</option>
          {campaigns.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Narrow>
        <Narrow label={t('find.state')} value={state ?? ''} onChange={(value) => ask({ state: (value || undefined) as Question['state'] })}>
          <option value="">{t('find.anyState')}</option>
          {Object.entries(states).map(([value, word]) => (
            <option key={value} value={value}>
              {t(word)}
            </option>
          ))}
        </Narrow>
        {payers.names.length > 0 && (
          <Narrow
            label={t('find.by')}
            value={by === 'you' ? 'you' : by ? `by ${by.name}` : ''}
            onChange={(value) => ask({ by: value === 'you' ? 'you' : value ? { name: value.slice(3) } : undefined })}
          >
            <option value="">{t('find.byAnyone')}</option>
            {payers.hasYou && <option value="you">{t('find.byYou')}</option>}
            {payers.names.map((name) => (
              <option key={name} value={`by ${name}`}>
                {t('find.byName', { name })}
              </option>
            ))}
          </Narrow>
        )}
        <Narrow label={t('find.since')} value={String(days ?? '')} onChange={(value) => ask({ days: value ? Number(value) : undefined })}>
          <option value="">{t('find.anyTime')}</option>
          {spans.map((span) => (
            <option key={span} value={span}>
              {t('find.days', { count: span })}
            </option>
          ))}
        </Narrow>
      </div>
    </search>
  );
}

interface NarrowProps extends Pick<ComponentProps<'select'>, 'children'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Where it narrows the list, that is seen. */
function Narrow({ label, value, onChange, children }: NarrowProps) {
  return (
    <select aria-label={label} data-set={value !== ''} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {children}
    </select>
  );
}
