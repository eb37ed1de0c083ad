/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a box that is typed into, with a list that follows it: no element of HTML is that */
/** Everything by a few letters: rooms, contacts, campaigns, and what can be done from anywhere. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Search } from 'lucide-react';
import { useStore } from 'zustand';
import { lastCampaigns } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import type { Settings } from '../../settings.ts';
import { book } from '../contacts/book.ts';
import { Keys } from './Keys.tsx';
import { offers, palette, type Offer } from './palette.ts';
import { Sheet } from './Sheet.tsx';

interface PaletteProps {
  settings: Settings;
  change: (changed: Partial<Settings>) => void;
}

/** Drawn when it is asked for. */
export function Palette(props: PaletteProps) {
  const open = useStore(palette, (state) => state.open);
  if (open === 'palette') return <Find {...props} />;
  return open === 'keys' ? <Keys /> : null;
}

function Find({ settings, change }: PaletteProps) {
  const { t } = useWords();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const contacts = useStore(book, (state) => state.entries);
  const campaigns = useLiveQuery(lastCampaigns)?.campaigns;
  const found = useMemo(
    () => offers(query, { contacts: contacts ?? [], campaigns: campaigns ?? [], settings, change }, t),
    [query, contacts, campaigns, settings, change, t],
  );
  const active = found[Math.min(at, found.length - 1)];

  useEffect(() => box.current?.focus(), []);

  useEffect(() => {
    list.current?.querySelector(`#offer-${CSS.escape(active?.id ?? '')}`)?.scrollIntoView({ block: 'nearest' });
  }, [active?.id]);

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const last = found.length - 1;
    const moves: Partial<Record<string, number>> = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    };
    const move = moves[event.key];
    if (move !== undefined) setAt(Math.max(0, move));
    else if (event.key === 'Enter') act(active);
    else return;
    event.preventDefault();
  }

  return (
    <Sheet label={t('palette.title')} className="palette">
      <div className="palette-search">
        <Search size={16} aria-hidden="true" />
        <input
          ref={box}
          role="combobox"
          aria-label={t('palette.search')}
          aria-expanded
          aria-controls="palette-offers"
          aria-activedescendant={active && `offer-${active.id}`}
          aria-autocomplete="list"
          placeholder={t('palette.search')}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div ref={list} id="palette-offers" role="listbox" aria-label={t('palette.title')} className="palette-offers">
        {Object.entries(Object.groupBy(found, ({ group }) => group)).map(([group, some]) => (
          <div key={group} role="group" aria-label={some[0] && t(some[0].group)}>
            <h2 aria-hidden="true">{some[0] && t(some[0].group)}</h2>
            {some.map((offer) => (
              // The keyboard is the search box's.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={offer.id}
                id={`offer-${offer.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={offer === active}
                className="offer"
                onPointerMove={() => setAt(found.indexOf(offer))}
                onClick={() => act(offer)}
              >
                <span dir="auto">{offer.label}</span>
                {offer.more && <small dir="auto">{offer.more}</small>}
                {offer.keys && <kbd>{offer.keys}</kbd>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="empty soft">{t('palette.nothing')}</p>}
      <output className="unseen">{t('palette.count', { count: found.length })}</output>
    </Sheet>
  );
}

function act(offer: Offer | undefined): void {
  if (!offer) return;
  palette.setState({ open: undefined });
  offer.act();
}
