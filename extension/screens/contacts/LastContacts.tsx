import { useLiveQuery } from 'dexie-react-hooks';
import { profileOf, recentContacts, serverUrl } from '../../cache/read.ts';
import { day, isToday } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isLoopback } from '../account/serverAddress.ts';

/** So that a popup shows everything without being scrolled. */
const mostShown = 3;

export function LastContacts() {
  const { t, language } = useWords();
  const now = useNow();
  const contacts = useLiveQuery(() => recentContacts(mostShown));
  return (
    <section aria-labelledby="contacts">
      <div className="row">
        <h2 id="contacts">{t('contacts.title')}</h2>
        <a className="link" href="/app.html" target="_blank">
          {t('contacts.all')}
        </a>
      </div>
      {contacts === undefined && <Skeleton widths={[52, 84, 46, 78]} />}
      {contacts?.length === 0 && <NoContact />}
      {contacts && contacts.length > 0 && (
        <ul className="contacts">
          {contacts.map((contact) => (
            <li key={contact.id}>
              <a href={`/app.html#/contacts/${contact.id}`} target="_blank">
                <strong dir="auto">{contact.name}</strong>
                <time dateTime={contact.lastAnalysedAt}>
                  {isToday(contact.lastAnalysedAt, now) ? t('today') : day(contact.lastAnalysedAt, language, now)}
                </time>
                <span dir="auto">{contact.headline ?? contact.company ?? contact.location}</span>
              </a>
              <a
                className="icon-button"
                href={profileOf(contact)}
                target="_blank"
                rel="noreferrer"
                aria-label={t('wishes.decideFor', { name: contact.name })}
                title={t('wishes.decide')}
              >
                <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
                  <path d="M5 3H3v8h8V9M7.5 2.5h4v4M11.5 2.5 6.5 7.5" />
                </svg>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What to do first; on a server of one’s own, with practice pages to do it on. */
export function NoContact() {
  const { t } = useWords();
  const server = useLiveQuery(serverUrl);
  return (
    <div className="empty">
      <p>{t('contacts.none')}</p>
      <p className="soft">{t('contacts.noneMore')}</p>
      {server && isLoopback(new URL(server)) && (
        <a className="link" href={`${server}/practice/`} target="_blank" rel="noreferrer">
          {t('contacts.practice')}
        </a>
      )}
    </div>
  );
}
