/** The basket, what it would cost, and what is being done with it: the overlay's own views, in the panel's dress. */
// oxlint-disable no-restricted-imports -- as in basketActs.ts
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import { basketLimit } from '../../messages.ts';
import { overlay, type Acts } from '../../overlay/panel.ts';
import { BasketBody } from '../../overlay/views/BasketBody.tsx';
import { focusIsFree } from '../../overlay/views/focus.ts';
import { sayingOf } from '../../overlay/views/notices.ts';
import { PanelBody } from '../../overlay/views/PanelBody.tsx';
import { CampaignLines } from './CampaignLines.tsx';

export function BasketPart({ acts }: { acts: Acts }) {
  const { t, language } = useWords();
  const now = useNow();
  const { panel, selection } = useStore(overlay);
  const place = useRef<HTMLDivElement>(null);
  const isAboutBasket = panel.shows === 'nothing' || panel.shows === 'basket';
  const isEmpty = selection.basket.people.length === 0;
  const { shows } = panel;
  const last = useRef(shows);

  // What was pressed has gone with its state: the keyboard goes on from here.
  useEffect(() => {
    if (last.current !== shows && focusIsFree(place.current)) place.current?.focus({ preventScroll: true });
    last.current = shows;
  }, [shows]);

  return (
    <>
      <div ref={place} className="basket-part" tabIndex={-1}>
        {!isAboutBasket && <PanelBody panel={panel} acts={acts} />}
        {isAboutBasket && isEmpty && <Empty count={selection.emptied.length} acts={acts} />}
        {isAboutBasket && !isEmpty && <BasketBody acts={acts} />}
        {selection.leftOut > 0 && (
          <p className="line" role="alert">
            {t('list.full', { limit: basketLimit, count: selection.leftOut })}
          </p>
        )}
      </div>
      <output className="unseen">{shows !== 'nothing' && sayingOf(panel, t, language, now)}</output>
      {isAboutBasket && <CampaignLines />}
    </>
  );
}

function Empty({ count, acts }: { count: number; acts: Acts }) {
  const { t } = useWords();
  return (
    <div className="empty">
      <h2>{t('list.nobody')}</h2>
      <p className="soft">{t('list.nobodyMore')}</p>
      {count > 0 && (
        <Button kind="primary" onClick={acts.list.putBack}>
          {t('list.putBack', { count })}
        </Button>
      )}
    </div>
  );
}
