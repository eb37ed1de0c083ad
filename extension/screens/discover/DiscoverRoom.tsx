/** Whom to talk to next: what one looks for on the left, who was found on the right. Looking is free, and needs the server. product.md 6. */
import { useRef, useState } from 'react';
import { SlidersHorizontal, Upload, Users } from 'lucide-react';
import { useStore } from 'zustand';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { useMayFeed } from '../pool/mayFeed.ts';
import { Filters } from './Filters.tsx';
import { countOf, looking } from './looking.ts';
import { Profiles } from './Profiles.tsx';
import { Results } from './Results.tsx';

export default function DiscoverRoom() {
  const { t } = useWords();
  const count = useStore(looking, ({ facets, examples }) => countOf(facets) + (examples ? 1 : 0));
  /** Where there is no room beside the people, what one looks for is a drawer. */
  const [isOpen, setOpen] = useState(false);
  const mayFeed = useMayFeed();
  const opener = useRef<HTMLDivElement>(null);
  const drawer = useRef<HTMLDivElement>(null);

  function close(): void {
    setOpen(false);
    requestAnimationFrame(() => opener.current?.querySelector('button')?.focus());
  }

  function open(): void {
    setOpen(true);
    requestAnimationFrame(() => drawer.current?.querySelector('input')?.focus());
  }

  return (
    <div className="page discover-room">
      <RoomHead title={t('discover.title')}>
        <div ref={opener} className="discover-opener">
          <Button kind="quiet" aria-expanded={isOpen} aria-controls="discover-side" onClick={open}>
            <SlidersHorizontal size={14} aria-hidden="true" />
            {count > 0 ? t('discover.showFiltersCount', { count }) : t('discover.showFilters')}
          </Button>
        </div>
        <a className="button quiet" href={addressOf({ room: 'pool' })}>
          {mayFeed ? <Upload size={14} aria-hidden="true" /> : <Users size={14} aria-hidden="true" />}
          {t(mayFeed ? 'discover.import' : 'discover.pool')}
        </a>
      </RoomHead>
      <div className="discover">
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape, from wherever in it one is */}
        <div
          ref={drawer}
          id="discover-side"
          className="discover-side"
          data-open={isOpen}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && isOpen) close();
          }}
        >
          <Profiles />
          <Filters />
          <div className="discover-closer">
            <Button kind="primary" onClick={close}>
              {t('discover.showPeople')}
            </Button>
          </div>
        </div>
        <div className="discover-main" inert={isOpen}>
          <Results />
        </div>
      </div>
    </div>
  );
}
