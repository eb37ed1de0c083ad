/** A bulk action, person by person, while it is under way and after. */
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import type { Bulk, BulkPerson } from '../../messages.ts';
import type { Acts } from '../panel.ts';
import { bulkInWords, outcomeInWords, refusalInWords, spentInWords } from './listWords.ts';

export function BulkBody({ bulk, acts }: { bulk: Bulk; acts: Acts }) {
  const { t } = useWords();
  const done = bulk.people.filter(({ outcome }) => outcome).length;
  const refusal = refusalInWords(bulk, t);
  return (
    <>
      <div className="head">
        <h2>{bulkInWords(bulk, t)}</h2>
        {bulk.campaign && <p dir="auto">{t('quoteMany.into', { campaign: bulk.campaign.name })}</p>}
        {bulk.state !== 'done' && <progress max={bulk.people.length} value={done} aria-label={bulkInWords(bulk, t)} />}
        <p className="soft">{bulk.state === 'stopped' ? t('bulk.stoppedMore') : spentInWords(bulk, t)}</p>
        {refusal && (
          <p className="line" role="alert">
            {refusal}
          </p>
        )}
        <Ways bulk={bulk} acts={acts} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <section className="scroll" aria-label={t('bulk.people')} tabIndex={0}>
        <ul className="people">
          {bulk.people.map((person, i) => (
            <Person key={i} person={person} bulk={bulk} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Ways({ bulk, acts: { list } }: { bulk: Bulk; acts: Acts }) {
  const { t } = useWords();
  const { state, people } = bulk;
  const isUndoable = people.some(({ outcome }) => outcome?.enrolment === 'enrolled' || outcome?.enrolment === 'waiting');
  const isUnderWay = state === 'running' || state === 'stopped';
  return (
    <div className="actions">
      {(state === 'stopped' || state === 'refused') && (
        <Button kind="primary" onClick={list.goOn}>
          {t('panel.tryAgain')}
        </Button>
      )}
      {isUnderWay ? (
        <Button kind="quiet" onClick={list.cancel}>
          {t('bulk.cancel')}
        </Button>
      ) : (
        <Button kind={state === 'refused' ? 'quiet' : 'primary'} onClick={() => list.putAway(bulk)}>
          {t('bulk.seen')}
        </Button>
      )}
      {!isUnderWay && isUndoable && (
        <Button kind="quiet" onClick={list.undo}>
          {t('bulk.undo')}
        </Button>
      )}
    </div>
  );
}

function Person({ person, bulk }: { person: BulkPerson; bulk: Bulk }) {
  const { t, language } = useWords();
  const now = useNow();
  const words = outcomeInWords(person, bulk.campaign, t, language, now);
  const isWaiting = bulk.state === 'running' || bulk.state === 'stopped';
  return (
    <li>
      <div>
        <p dir="auto">
          {person.outcome?.contactId ? (
            <a className="link" href={person.url} target="_blank" rel="noreferrer" aria-label={t('bulk.open', { name: person.name })}>
              {person.name}
            </a>
          ) : (
            person.name
          )}
        </p>
        <p className="meta" dir="auto">
          {words ?? t(isWaiting ? 'bulk.waiting' : 'bulk.notDone')}
        </p>
      </div>
    </li>
  );
}
