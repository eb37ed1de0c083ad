/** The notice before a purge, where the contacts are: nobody goes without having been named here for a week. */
import { useEffect, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { PurgePreview } from '@wellmet/shared/rights';
import { whoIsSignedIn } from '../../cache/read.ts';
import { day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage } from '../../messages.ts';
import { addressOf } from '../app/route.ts';
import { asked } from '../campaigns/doing.ts';
import { RightsWords } from './RightsWords.tsx';
import './rights.css';

export default function PurgeNotice() {
  const workspaceId = useLiveQuery(whoIsSignedIn)?.workspace.id;
  const [told, setTold] = useState<PurgePreview>();
  useEffect(() => {
    let isShown = true;
    if (workspaceId !== undefined)
      void (async () => {
        const answer = await asked(sendMessage('purgePreview', { limit: 1 }));
        if (isShown) setTold(isTrouble(answer) ? undefined : answer);
      })();
    return () => {
      isShown = false;
    };
  }, [workspaceId]);
  if (told?.purgeAt === undefined || told.count === 0) return null;
  return (
    <RightsWords>
      <Notice count={told.count} purgeAt={told.purgeAt} />
    </RightsWords>
  );
}

function Notice({ count, purgeAt }: { count: number; purgeAt: string }) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <p className="purge-notice">
      {t('rights.purgeOn', { count, when: day(purgeAt, language, now) })}{' '}
      <a className="link" href={addressOf({ room: 'settings' })}>
        {t('rights.purgeSee')}
      </a>
    </p>
  );
}
