/** Somebody found: who they are, what they are to the workspace, and why they are here. */
import { useState } from 'react';
import { ChevronRight, ExternalLink } from 'lucide-react';
import { useStore } from 'zustand';
import type { FoundPerson } from '@wellmet/shared/discover';
import { heldInWords } from '../../i18n/campaign.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import type { Trouble } from '../../messages.ts';
import { addressOf } from '../app/route.ts';
import { dismiss, keyOf, looking, mayBeChosen, mute, toggle } from './looking.ts';
import { classNames, placeWithCountry, sizeInWords } from './names.ts';
import { pointsInWords, reasonInWords } from './reasons.ts';

export function PersonCard({ person }: { person: FoundPerson }) {
  const { t, language } = useWords();
  const now = useNow();
  const isChosen = useStore(looking, ({ chosen }) => chosen.has(keyOf(person)));
  const isEverybody = useStore(looking, (state) => state.isEverybody);
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const { name, title, headline, company, companySize, place, profileUrl, source, seenAt, probably, isDismissed } = person;

  async function press(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setTrouble(undefined);
    setTrouble(await dismiss(person, !isDismissed));
    setBusy(false);
  }

  const failed = trouble && (
    <p className="error" role="alert">
      {trouble.trouble === 'unreachable' ? t('campaigns.notConfirmed') : troubleInWords(trouble, t)}
    </p>
  );
  // In its place, so that nothing else moves.
  if (isDismissed && !isEverybody)
    return (
      <li className="found is-gone">
        <output className="soft" dir="auto">
          {t('discover.dismissed', { name })}
        </output>
        <Button kind="quiet" aria-disabled={isBusy} onClick={() => void press()}>
          {t('campaign.undo')}
        </Button>
        {failed}
      </li>
    );
  const work = title !== undefined && company !== undefined ? t('discover.at', { title, company }) : (title ?? company);
  return (
    <li className="found" data-chosen={isChosen}>
      <label className="found-box">
        <input
          type="checkbox"
          checked={isChosen}
          disabled={!mayBeChosen(person)}
          aria-label={t('mark.select', { name })}
          onChange={() => toggle(person)}
        />
      </label>
      <div className="found-person">
        <div className="found-name">
          <h3 dir="auto">{name}</h3>
          <Mark person={person} />
          {isDismissed && <span className="found-mark">{t('discover.dismissedMark')}</span>}
        </div>
        {(work ?? headline) !== undefined && <p dir="auto">{work ?? headline}</p>}
        <p className="soft" dir="auto">
          {[place && placeWithCountry(place, language), companySize && sizeInWords(companySize, t)].filter(Boolean).join(' · ')}
        </p>
        {probably && (
          <p className="soft" dir="auto">
            {t('discover.probably')} <a href={addressOf({ room: 'contact', id: probably.contactId })}>{probably.name}</a>
          </p>
        )}
        <Reasons person={person} />
        <p className="found-from fine" dir="auto">
          <span>{t('discover.source', { source, day: day(seenAt, language, now) })}</span>
          {profileUrl !== undefined && (
            <a href={profileUrl} target="_blank" rel="noreferrer" aria-label={t('discover.profileOf', { name })}>
              {t('discover.profile')} <ExternalLink size={12} aria-hidden="true" />
            </a>
          )}
        </p>
        {failed}
      </div>
      <Button
        kind="plain"
        aria-disabled={isBusy}
        aria-label={isDismissed ? undefined : t('discover.dismissOne', { name })}
        onClick={() => void press()}
      >
        {t(isDismissed ? 'discover.takeBack' : 'discover.dismiss')}
      </Button>
    </li>
  );
}

/** What they are to the workspace, as a quote says it. */
function Mark({ person: { class: what, contactId, holder } }: { person: FoundPerson }) {
  const { t, language } = useWords();
  const now = useNow();
  if (what === 'new') return <span className="found-mark is-new">{t('discover.new', { credits: t('credits', { count: 1 }) })}</span>;
  const said = holder ? t('campaign.in', { campaign: holder.campaignName }) : t(classNames[what]);
  const more = holder && heldInWords(holder, t, language, now);
  return contactId === undefined ? (
    <span className="found-mark" title={more} dir="auto">
      {said}
    </span>
  ) : (
    <a className="found-mark" title={more} dir="auto" href={addressOf({ room: 'contact', id: contactId })}>
      {said}
    </a>
  );
}

/** As many are said at once; all of them with their points, when asked. */
const fewReasons = 4;

function Reasons({ person }: { person: FoundPerson }) {
  const words = useWords();
  const { t, language } = words;
  const now = useNow();
  const isNamed = useStore(looking, ({ examples }) => examples !== undefined && examples.of !== 'replied');
  const [isOpen, setOpen] = useState(false);
  const { reasons, points, name } = person;
  if (reasons.length === 0) return null;
  const said = reasons.map((reason) => ({ reason, text: reasonInWords(reason, person, isNamed, { ...words, now }) }));
  const nearest = reasons.flatMap(({ alike }) => alike?.nearest ?? [])[0];
  return (
    <div className="reasons">
      <p dir="auto">
        {said
          .filter(({ reason }) => reason.points > 0)
          .slice(0, fewReasons)
          .map(({ text }) => text)
          .join(' · ')}
        {nearest && (
          <>
            {' · '}
            {t('discover.nearest')} <a href={addressOf({ room: 'contact', id: nearest.contactId })}>{nearest.name}</a>
          </>
        )}
      </p>
      <button
        type="button"
        className="reasons-why"
        aria-expanded={isOpen}
        aria-label={t('discover.whyOne', { name })}
        onClick={() => setOpen(!isOpen)}
      >
        <ChevronRight size={13} aria-hidden="true" />
        {t('discover.why')}
      </button>
      {isOpen && (
        <ul aria-label={t('discover.points')}>
          {said.map(({ reason, text }) => (
            <li key={reason.signal}>
              <span dir="auto">{text}</span>
              <span className="reasons-points">{pointsInWords(reason.points, language)}</span>
              <button type="button" className="link" aria-label={t('discover.muteOne', { what: text })} onClick={() => mute(reason.signal)}>
                {t('discover.mute')}
              </button>
            </li>
          ))}
          <li>
            <span>{t('discover.sum')}</span>
            <strong className="reasons-points">{pointsInWords(points, language)}</strong>
          </li>
        </ul>
      )}
    </div>
  );
}
