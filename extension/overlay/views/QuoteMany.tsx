/** What an action for many would cost and do, by class, before it is done. product.md 2.8. */
import { useId, useState } from 'react';
import { ChevronRight } from 'lucide-react';
import { useStore } from 'zustand';
import type { Choice } from '@wellmet/shared/campaign';
import type { PersonClass, QuotedPerson } from '@wellmet/shared/credits';
import { heldInWords } from '../../i18n/campaign.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import type { BasketPerson } from '../../messages.ts';
import { overlay, type Acts, type QuoteOfMany } from '../panel.ts';
import { PeopleList } from './BasketBody.tsx';
import { AddButton, ChosenList } from './CampaignMenu.tsx';
import { classNames, costInWords, shownClasses } from './listWords.ts';
import { knownInWords } from './notices.ts';
import { WaysOn } from './WaysOn.tsx';

export function QuoteMany({ panel, acts }: { panel: QuoteOfMany; acts: Acts }) {
  const { t } = useWords();
  const { people, quote, campaign, removed } = panel;
  const isShort = quote.availableAfter === undefined;
  return (
    <>
      <div className="head">
        <h2>{campaign ? t('quoteMany.into', { campaign: campaign.name }) : t('quoteMany.title', { count: people.length })}</h2>
        <p className={quote.costCredits === 0 ? 'cost free' : isShort ? 'cost warn' : 'cost'}>{costInWords(quote, t)}</p>
        {isShort ? <WaysOn quote={quote} acts={acts} /> : <p className="soft">{t('quoteMany.explained')}</p>}
        <ChosenList acts={acts} present={[]} />
        <div className="actions">
          {!isShort && people.length > 0 && (
            <Button kind="primary" onClick={acts.list.confirm}>
              {campaign ? t('quoteMany.confirmAdd', { count: people.length }) : t('quoteMany.confirm', { count: people.length })}
            </Button>
          )}
          <AddButton acts={acts}>{campaign ? t('quote.otherCampaign') : t('quote.andAdd')}</AddButton>
          <Button kind="plain" onClick={acts.close}>
            {t('panel.notNow')}
          </Button>
        </div>
        {removed.length > 0 && (
          <p className="soft">
            {t('quoteMany.removed', { count: removed.length })}{' '}
            <button type="button" className="link" onClick={acts.list.putBack}>
              {t('campaign.undo')}
            </button>
          </p>
        )}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <section className="scroll" aria-label={t('quoteMany.classes')} tabIndex={0}>
        {shownClasses.map((what) => (
          <Class key={what} what={what} panel={panel} acts={acts} />
        ))}
      </section>
    </>
  );
}

interface ClassProps {
  what: PersonClass;
  panel: QuoteOfMany;
  acts: Acts;
}

/** One class: how many, what they cost, who they are, and one click that takes all of them out. */
function Class({ what, panel, acts }: ClassProps) {
  const { t, language } = useWords();
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const quoted = new Map(panel.people.map((person, i): [BasketPerson, QuotedPerson | undefined] => [person, panel.quote.people[i]]));
  const people = panel.people.filter((person) => quoted.get(person)?.class === what);
  if (people.length === 0) return null;
  const cost = people.reduce((sum, person) => sum + (quoted.get(person)?.costCredits ?? 0), 0);

  function describe(person: BasketPerson): string | undefined {
    const { holder, firstAnalysis } = quoted.get(person) ?? {};
    if (what === 'blocked' && holder) return heldInWords(holder, t, language, now);
    return firstAnalysis ? knownInWords(firstAnalysis, t, language, now) : person.headline;
  }

  return (
    <div className="class">
      <div className="list-line">
        <button type="button" className="disclosure grow" aria-expanded={isOpen} aria-controls={listId} onClick={() => setOpen(!isOpen)}>
          <ChevronRight size={14} aria-hidden="true" />
          <span>{t(classNames[what])}</span>
          <span className="figure">{people.length}</span>
          <span className="soft">{cost > 0 ? t('credits', { count: cost }) : t('free')}</span>
        </button>
        <button
          type="button"
          className="link"
          aria-label={t('quoteMany.removeClass', { class: t(classNames[what]) })}
          onClick={() => acts.list.remove(people)}
        >
          {t('campaign.remove')}
        </button>
      </div>
      {what === 'blocked' && <OfBlocked chosen={panel.ofBlocked} acts={acts} />}
      <div id={listId} hidden={!isOpen}>
        {isOpen && <PeopleList people={people} acts={acts} describe={describe} />}
      </div>
    </div>
  );
}

/** What becomes of those whom another campaign holds. product.md 3.2. */
function OfBlocked({ chosen, acts }: { chosen: Choice; acts: Acts }) {
  const { t } = useWords();
  const { mayMove } = useStore(overlay);
  const choices = [
    ['skip', t('campaign.leaveThere')],
    ['wait', t('campaign.wait')],
    ...(mayMove ? [['move', t('campaign.move')] as const] : []),
  ] as const;
  return (
    <fieldset className="choices">
      <legend className="unseen">{t('quoteMany.ofBlocked')}</legend>
      {choices.map(([choice, label]) => (
        <label key={choice}>
          <input type="radio" name="of-blocked" checked={chosen === choice} onChange={() => acts.list.decide(choice)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
