/** Why the workspace may have people, how long it keeps them, who goes next, and what it tells them. product.md 7. */
import { useEffect, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { PeopleTerms } from '@wellmet/shared/rights';
import { whoIsSignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';
import { Purge } from './Purge.tsx';
import { RightsWords } from './RightsWords.tsx';
import { Terms } from './Terms.tsx';
import { Texts } from './Texts.tsx';
import './rights.css';

export default function PeoplesData() {
  return (
    <RightsWords>
      <Told />
    </RightsWords>
  );
}

function Told() {
  const { t } = useWords();
  const workspace = useLiveQuery(whoIsSignedIn)?.workspace;
  const [told, setTold] = useState<PeopleTerms | Trouble>();
  const workspaceId = workspace?.id;
  useEffect(() => {
    let isShown = true;
    if (workspaceId !== undefined)
      void (async () => {
        const answer = await asked(sendMessage('peopleTerms', undefined));
        if (isShown) setTold(answer);
      })();
    return () => {
      isShown = false;
    };
  }, [workspaceId]);
  return (
    <>
      <p className="soft">{t('rights.what')}</p>
      {told === undefined || !workspace ? (
        <Skeleton widths={[60, 90, 40]} />
      ) : isTrouble(told) ? (
        <p className="waits">{troubleInWords(told, t)}</p>
      ) : (
        <>
          <Terms key={workspace.id} told={told} isOwner={workspace.role === 'owner'} onTold={setTold} />
          <Purge key={told.changed?.at} />
          <Texts terms={told} workspace={workspace.name} />
        </>
      )}
    </>
  );
}
