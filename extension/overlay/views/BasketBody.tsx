/** The basket: whom the user has selected, on this page and on others, with where they came from. */
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import type { BasketPerson } from '../../messages.ts';
import { overlay, type Acts } from '../panel.ts';
import { AddButton, ChosenList } from './CampaignMenu.tsx';
import { originInWords, selectionInWords } from './listWords.ts';

export function BasketBody({ acts }: { acts: Acts }) {
  const { t, language } = useWords();
  const now = useNow();
  const { basket, emptied } = useStore(overlay, (state) => state.selection);
  const { people } = basket;
  if (people.length === 0) return <Emptied count={emptied.length} acts={acts} />;
  return (
    <>
      <div className="head">
        <h2>{t('list.selected', { count: people.length })}</h2>
        <p className="soft">{selectionInWords(basket, t, language, now)}</p>
        <ChosenList acts={acts} present={[]} />
        <div className="actions">
          <Button kind="primary" onClick={() => acts.list.quote()}>
            {t('button.analyse')}
          </Button>
          <AddButton acts={acts}>{t('campaigns.add')}</AddButton>
          <Button kind="plain" onClick={acts.list.empty}>
            {t('list.empty')}
          </Button>
        </div>
      </div>
      <People people={people} acts={acts} describe={(person) => originInWords(person, t)} />
    </>
  );
}

function Emptied({ count, acts }: { count: number; acts: Acts }) {
  const { t } = useWords();
  return (
    <div className="notice">
      <h2>{t('list.nobody')}</h2>
      <p className="soft">{t('list.nobodyMore')}</p>
      <div className="actions">
        {count > 0 && (
          <Button kind="primary" onClick={acts.list.putBack}>
            {t('list.putBack', { count })}
          </Button>
        )}
        <Button kind="plain" onClick={acts.close}>
          {t('panel.close')}
        </Button>
      </div>
    </div>
  );
}

/** So many at once: a thousand names are more than anybody reads, and the rest is a click away. */
const shownAtOnce = 100;

interface PeopleProps {
  people: readonly BasketPerson[];
  acts: Acts;
  describe: (person: BasketPerson) => string | undefined;
}

function People({ people, acts, describe }: PeopleProps) {
  const { t } = useWords();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section className="scroll" aria-label={t('list.title')} tabIndex={0}>
      <PeopleList people={people} acts={acts} describe={describe} />
    </section>
  );
}

/** Names, each with a way out of the selection. */
export function PeopleList({ people, acts, describe }: PeopleProps) {
  const { t } = useWords();
  const more = people.length - shownAtOnce;
  return (
    <ul className="people">
      {people.slice(0, shownAtOnce).map((person) => (
        <li key={person.id}>
          <div>
            <p dir="auto">{person.name}</p>
            <p className="meta" dir="auto">
              {describe(person)}
            </p>
          </div>
          <button
            type="button"
            className="icon-button"
            aria-label={t('list.removeOne', { name: person.name })}
            onClick={() => acts.list.remove([person])}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </li>
      ))}
      {more > 0 && <li className="meta">{t('list.more', { count: more })}</li>}
    </ul>
  );
}
