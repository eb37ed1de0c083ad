/** Everything that waits, in one list: what without network goes out by itself, and what the server has said no to. */
import { useLiveQuery } from 'dexie-react-hooks';
import type { WishRow } from '../../cache/database.ts';
import { unconfirmedWishes } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { contactsIn } from '../contact/waiting.ts';
import { WishList } from './OpenWishes.tsx';

export function WaitingRoom() {
  const { t } = useWords();
  const wishes = useLiveQuery(unconfirmedWishes);
  const asked = wishes?.filter(({ state }) => state === 'question' || state === 'stopped') ?? [];
  const waiting = wishes?.filter((wish) => !asked.includes(wish)) ?? [];
  return (
    <div className="page">
      <RoomHead title={t('app.waiting')} />
      {wishes === undefined && <Skeleton widths={[60, 80, 40]} />}
      {wishes?.length === 0 && (
        <div className="empty">
          <p>{t('waitingRoom.none')}</p>
          <p className="soft">{t('waitingRoom.noneMore')}</p>
          <a className="link" href={addressOf({ room: 'contacts' })}>
            {t('waitingRoom.toContacts')}
          </a>
        </div>
      )}
      {asked.length > 0 && (
        <section aria-labelledby="asked">
          <h2 id="asked">{t('wishes.title', { count: asked.length })}</h2>
          <WishList wishes={asked} addressOf={addressOfWish} />
        </section>
      )}
      {waiting.length > 0 && (
        <section aria-labelledby="waits">
          <h2 id="waits">{t('waitingRoom.waits', { count: waiting.length })}</h2>
          <p className="soft">{t('waitingRoom.waitsMore')}</p>
          <WishList wishes={waiting} addressOf={addressOfWish} />
        </section>
      )}
    </div>
  );
}

/** The contact, where there is one alone. */
function addressOfWish(wish: WishRow): string | undefined {
  const [id, ...others] = contactsIn(wish);
  return id !== undefined && others.length === 0 ? addressOf({ room: 'contact', id }) : undefined;
}
