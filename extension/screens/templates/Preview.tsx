/** A template on the contacts of this device: what it would say to each, what each lacks, and how long it gets. */
import { useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { noteLength } from '@wellmet/shared/drafts/draft';
import { knownOf } from '@wellmet/shared/drafts/known';
import type { TemplateContent } from '@wellmet/shared/template';
import type { Field, Part } from '@wellmet/shared/templates/text';
import { fillTemplate, valuesOf, type Filled } from '@wellmet/shared/templates/values';
import type { CardRow, ContactRow } from '../../cache/database.ts';
import { lastCards } from '../../cache/read.ts';
import { contactsNamed } from '../../cache/readContacts.ts';
import { sortable } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Select } from '../../look/Select.tsx';
import { useNow } from '../../look/useNow.ts';
import { addressOf } from '../app/route.ts';
import { locationOf } from '../contact/location.ts';
import { fieldKeys, gapIn } from './fieldWords.ts';

/** As many as are reckoned through at every key. */
const mostContacts = 30;

interface Person {
  row: ContactRow;
  card: CardRow;
}

async function peopleHere(): Promise<Person[]> {
  const cards = await lastCards(mostContacts);
  const rows = await contactsNamed(cards.map(({ id }) => id));
  return cards.flatMap((card, place) => {
    const row = rows[place];
    return row ? { row, card } : [];
  });
}

export function Preview({ content, sender }: { content: TemplateContent; sender: string }) {
  const { t } = useWords();
  const people = useLiveQuery(peopleHere);
  const today = sortable(useNow()).slice(0, 10);
  const [chosen, setChosen] = useState<string>();
  if (!people) return <section className="preview" aria-busy="true" />;
  if (people.length === 0)
    return (
      <section className="preview" aria-labelledby="preview">
        <h2 id="preview">{t('templates.preview')}</h2>
        <p className="soft">{t('templates.noContacts')}</p>
        <p>
          <a className="link" href={addressOf({ room: 'contacts' })}>
            {t('templates.toContacts')}
          </a>
        </p>
      </section>
    );
  const filled = people.map(({ row, card }) => {
    const known = knownOf(row, card.contact);
    const { channel, language } = content;
    const filling = {
      known,
      hook: known.hooks[0],
      channel,
      language,
      purpose: 'introduce',
      length: 'normal',
      about: undefined,
      sender,
      today,
    } as const;
    const subject = content.channel === 'email' ? content.subject : undefined;
    return fillTemplate({ subject, text: content.text }, valuesOf({ ...filling, location: locationOf(row, card.contact) }), gapIn(t));
  });
  const place = Math.max(
    0,
    people.findIndex(({ row }) => row.id === chosen),
  );
  const shown = filled[place];
  const step = (by: number) => setChosen(people[(place + by + people.length) % people.length]?.row.id);
  return (
    <section className="preview" aria-labelledby="preview">
      <h2 id="preview">{t('templates.preview')}</h2>
      <div className="preview-who">
        <Select
          stands="field"
          label={t('templates.previewOn')}
          value={people[place]?.row.id ?? ''}
          options={people.map(({ row }, i) => [row.id, isWhole(filled[i]) ? row.name : t('templates.lacks', { name: row.name })] as const)}
          onChange={setChosen}
        />
        <button type="button" className="icon-button" aria-label={t('templates.before')} onClick={() => step(-1)}>
          <ChevronLeft size={16} aria-hidden="true" />
        </button>
        <button type="button" className="icon-button" aria-label={t('templates.next')} onClick={() => step(1)}>
          <ChevronRight size={16} aria-hidden="true" />
        </button>
      </div>
      {shown && <Paper filled={shown} />}
      <Summary filled={filled} content={content} place={place} />
    </section>
  );
}

/** What the member says when they use it is none of the contact's. */
const lackedBy = ({ missing }: Filled): Field[] => missing.filter((field) => field !== 'topic');
const isWhole = (filled: Filled | undefined): boolean => filled !== undefined && lackedBy(filled).length === 0;

function Paper({ filled }: { filled: Filled }) {
  const { t } = useWords();
  const { subject, text } = filled.parts;
  return (
    <div className="preview-paper" dir="auto">
      {subject.length > 0 && (
        <p className="preview-subject">
          <Parts parts={subject} />
        </p>
      )}
      <p>{text.length > 0 ? <Parts parts={text} /> : <span className="soft">{t('templates.nothingYet')}</span>}</p>
    </div>
  );
}

function Parts({ parts }: { parts: readonly Part[] }) {
  const { t } = useWords();
  return parts.map(({ text, field, by }, place) =>
    field === undefined || by === undefined ? (
      <span key={place}>{text}</span>
    ) : (
      <mark key={place} className={by} title={t(fieldKeys[field])}>
        {text}
      </mark>
    ),
  );
}

function Summary({ filled, content, place }: { filled: Filled[]; content: TemplateContent; place: number }) {
  const { t } = useWords();
  const whole = filled.filter(isWhole).length;
  const lacking = Map.groupBy(filled.flatMap(lackedBy), (field) => field);
  const longest = Math.max(...filled.map(({ text }) => text.length));
  const own = filled[place]?.text.length ?? 0;
  const isNote = content.channel === 'note';
  return (
    <div className="preview-summary">
      <output>{t('templates.whole', { count: filled.length, whole })}</output>
      {[...lacking].map(([field, times]) => (
        <p key={field} className="preview-lack">
          {t('templates.missingFor', { field: t(fieldKeys[field]), count: times.length })}
        </p>
      ))}
      {filled.some(({ missing }) => missing.includes('topic')) && <p className="fine">{t('templates.topicLater')}</p>}
      {isNote && (
        <p className={longest > noteLength ? 'error' : 'fine'}>
          {t(longest > noteLength ? 'templates.tooLong' : 'templates.length', { length: own, most: noteLength, longest })}
        </p>
      )}
    </div>
  );
}
