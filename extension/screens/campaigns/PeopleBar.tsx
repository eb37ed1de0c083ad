/** How many people by what became of them: a bar for the eye at once, and the same in words, which need no colour. */
import type { Campaign } from '@wellmet/shared/campaign';
import { useWords } from '../../i18n/words.ts';
import { countInWords, countOf, enrolmentStates, peopleIn, type Standing } from './people.ts';

/** Who was taken out is no part of it. */
const shown = [...enrolmentStates.filter((state) => state !== 'removed'), 'waiting'] as const satisfies Standing[];

export function PeopleBar({ campaign }: { campaign: Campaign }) {
  const { t } = useWords();
  const parts = shown.flatMap((state) => {
    const count = countOf(campaign, state);
    return count > 0 ? [{ state, count }] : [];
  });
  return (
    <div className="people">
      <div className="people-bar" aria-hidden="true">
        {parts.map(({ state, count }) => (
          <span key={state} data-state={state} style={{ flexGrow: count }} />
        ))}
      </div>
      <p className="fine">
        {parts.length === 0 ? (
          t('campaigns.nobody')
        ) : (
          <>
            <strong>{t('campaigns.people', { count: peopleIn(campaign) })}</strong>
            {parts.map(({ state, count }) => (
              <span key={state}>
                <i data-state={state} aria-hidden="true" />
                {countInWords(state, count, t)}
              </span>
            ))}
          </>
        )}
      </p>
    </div>
  );
}
