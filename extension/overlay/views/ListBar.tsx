/** On a page of many people: who is here, what the selection would cost, and what can be done with it. */
import { ChevronDown } from 'lucide-react';
import { useStore } from 'zustand';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Mark } from '../../look/Mark.tsx';
import { useNow } from '../../look/useNow.ts';
import { basketLimit, type Basket } from '../../messages.ts';
import { overlay, type Acts, type List } from '../panel.ts';
import { isTooMany, pageInWords, selectionInWords } from './listWords.ts';

export function ListBar({ list, acts }: { list: List; acts: Acts }) {
  const { t } = useWords();
  const { isBarFolded: isFolded, selection } = useStore(overlay);
  const { basket, emptied, leftOut } = selection;
  const count = basket.people.length;
  if (list.changed !== undefined) return <Changed acts={acts} />;
  if (list.people.length === 0 && list.hidden === 0 && count === 0 && emptied.length === 0) return null;
  if (isFolded)
    return (
      <button type="button" className="opener" aria-label={t('list.unfold', { count })} onClick={() => acts.list.foldBar(false)}>
        <Mark />
        {count > 0 ? t('list.selected', { count }) : t('list.here', { count: list.people.length })}
      </button>
    );
  const fold = (
    <button type="button" className="icon-button" aria-label={t('list.fold')} onClick={() => acts.list.foldBar(true)}>
      <ChevronDown size={16} aria-hidden="true" />
    </button>
  );
  if (count === 0)
    return (
      <section className="list-bar" aria-label={t('list.title')}>
        <div className="list-line">
          <Mark />
          <span className="grow">{pageInWords(list, t)}</span>
          {emptied.length > 0 && (
            <Button kind="plain" onClick={acts.list.putBack}>
              {t('list.putBack', { count: emptied.length })}
            </Button>
          )}
          <OnThisPage list={list} acts={acts} />
          {fold}
        </div>
      </section>
    );
  return (
    <section className="list-bar" aria-label={t('list.title')}>
      <div className="list-line">
        <Mark />
        <Selected basket={basket} acts={acts} />
        {fold}
      </div>
      {leftOut > 0 && (
        <p className="line" role="alert">
          {t('list.full', { limit: basketLimit, count: leftOut })}
        </p>
      )}
      <div className="list-line">
        <Button kind="primary" onClick={acts.list.chooseCampaign}>
          {t('campaigns.add')}
        </Button>
        <Button kind="quiet" onClick={() => acts.list.quote()}>
          {t('button.analyse')}
        </Button>
        <span className="grow" />
        <OnThisPage list={list} acts={acts} />
      </div>
    </section>
  );
}

/** One plain line, and what can be told about it. */
function Changed({ acts }: { acts: Acts }) {
  const { t } = useWords();
  return (
    <section className="list-bar" aria-label={t('list.title')}>
      <div className="list-line">
        <Mark />
        <p className="grow">{t('list.changed')}</p>
        <Button kind="plain" onClick={acts.report}>
          {t('report.show')}
        </Button>
      </div>
    </section>
  );
}

function Selected({ basket, acts }: { basket: Basket; acts: Acts }) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <span className="grow">
      <button type="button" className="link" onClick={acts.list.showBasket}>
        {t('list.selected', { count: basket.people.length })}
      </button>
      {' · '}
      <span className={isTooMany(basket) ? 'warn' : 'soft'}>{selectionInWords(basket, t, language, now)}</span>
    </span>
  );
}

/** Ways to select; one that would select nobody more is not offered. */
function OnThisPage({ list, acts }: { list: List; acts: Acts }) {
  const { t } = useWords();
  const left = list.people.filter(({ mark, isInBasket }) => !isInBasket && !mark.isErased);
  const fresh = left.filter(({ mark }) => !mark.known);
  const picked = list.people.filter(({ isInBasket }) => isInBasket);
  return (
    <>
      {fresh.length > 0 && fresh.length < left.length && (
        <Button kind="plain" onClick={acts.list.pickNew}>
          {t('list.pickNew')}
        </Button>
      )}
      {left.length > 0 && (
        <Button kind="plain" onClick={acts.list.pickAll}>
          {t('list.pickAll', { count: left.length })}
        </Button>
      )}
      {left.length === 0 && picked.length > 0 && (
        <Button kind="plain" onClick={() => acts.list.unpick(picked.map(({ sighting }) => sighting.identifiers))}>
          {t('list.unpickPage')}
        </Button>
      )}
    </>
  );
}
