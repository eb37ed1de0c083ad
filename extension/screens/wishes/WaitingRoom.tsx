/** Everything that waits, in one list: what without network goes out by itself, and what the server has said no to. */
import { useLiveQuery } from 'dexie-react-hooks';
import { openWishes } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { WishList } from './OpenWishes.tsx';

export function WaitingRoom() {
  const { t } = useWords();
  const wishes = useLiveQuery(openWishes);
  const asked = wishes?.filter(({ state }) => state !== 'waiting') ?? [];
  const waiting = wishes?.filter(({ state }) => state === 'waiting') ?? [];
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
          <WishList wishes={asked} />
        </section>
      )}
      {waiting.length > 0 && (
        <section aria-labelledby="waits">
          <h2 id="waits">{t('waitingRoom.waits', { count: waiting.length })}</h2>
          <p className="soft">{t('waitingRoom.waitsMore')}</p>
          <WishList wishes={waiting} />
        </section>
      )}
    </div>
  );
}
