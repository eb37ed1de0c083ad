/** Feeding the pool that Discover searches: a file, what its columns are, where it is from; how far it is, what became of it, what was imported before. product.md 6, 7. */
import { useEffect, useRef } from 'react';
import { ArrowLeft } from 'lucide-react';
import { useStore } from 'zustand';
import { poolEn } from '../../i18n/app/pool/en.ts';
import { poolFr } from '../../i18n/app/pool/fr.ts';
import { useWords } from '../../i18n/words.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { RoomWords } from '../app/RoomWords.tsx';
import { addressOf } from '../app/route.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { feeding } from './feeding.ts';
import { Imports } from './Imports.tsx';
import { useMayFeed } from './mayFeed.ts';
import { Prepare } from './Prepare.tsx';
import { Provider } from './Provider.tsx';
import { Over, UnderWay } from './Sending.tsx';

const ofRoom = { en: poolEn, fr: poolFr };

/** Brings its own words. */
export default function PoolRoom() {
  return (
    <RoomWords own={ofRoom}>
      <Room />
    </RoomWords>
  );
}

function Room() {
  const { t } = useWords();
  const mayFeed = useMayFeed();
  useEffect(() => {
    // A file that is dropped beside the place for it would take the page's place, and end an import.
    const stay = (event: DragEvent): void => event.preventDefault();
    addEventListener('dragover', stay);
    addEventListener('drop', stay);
    return () => {
      removeEventListener('dragover', stay);
      removeEventListener('drop', stay);
    };
  }, []);
  return (
    <div className="page pool-room">
      <a className="back" href={addressOf({ room: 'discover' })}>
        <ArrowLeft size={14} aria-hidden="true" />
        {t('discover.title')}
      </a>
      <RoomHead title={t('discover.pool')} />
      <p className="soft">{t(mayFeed === false ? 'pool.askAdmin' : 'pool.what')}</p>
      {mayFeed && <Feeding />}
      {mayFeed && <Provider />}
      <Imports mayRemove={mayFeed ?? false} />
    </div>
  );
}

function Feeding() {
  const file = useStore(feeding, (state) => state.file);
  const sending = useStore(feeding, (state) => state.sending);
  const stage = sending?.state ?? (file ? 'preparing' : 'choosing');
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(stage);
  // Where what was pressed has gone, keyboard and screen reader go on with what has come.
  useEffect(() => {
    if (before.current !== stage) place.current?.querySelector('h2')?.focus();
    before.current = stage;
  }, [stage]);
  return (
    <div ref={place}>
      {!file ? (
        <ChooseFile />
      ) : !sending ? (
        <Prepare key={`${file.name} ${file.size} ${file.lastModified}`} file={file} />
      ) : sending.state === 'under way' ? (
        <UnderWay file={file} isStopping={sending.isStopping} />
      ) : (
        <Over file={file} over={sending} />
      )}
    </div>
  );
}
