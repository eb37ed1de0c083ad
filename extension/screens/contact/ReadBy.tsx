/** Who read a contact: Wellmet's own engine, or a language model beside it; and what was in its way. product.md 5.5. */
import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { Contact } from '@wellmet/shared/contact';
import { hasOwnText } from '@wellmet/shared/modelText';
import { modelTroubleNames } from '../settings/modelTroubleNames.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { when } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { SentText } from '../settings/SentText.tsx';

export function ReadBy({ contact: { id, model, insights, sighting } }: { contact: Contact }) {
  const { t, language } = useWords();
  const now = useNow();
  const [trouble, setTrouble] = useState<Trouble>();
  const [isAsking, setAsking] = useState(false);
  if (!model || !hasOwnText(sighting)) return null;

  async function askAgain(): Promise<void> {
    setAsking(true);
    setTrouble(undefined);
    const answer = await sendMessage('readAgain', { id, requestId: uuidv7() });
    setAsking(false);
    if (isTrouble(answer)) setTrouble(answer);
  }

  const { state, rejected = 0 } = model;
  const line =
    state === 'asked'
      ? t('model.reading')
      : state === 'failed'
        ? t('model.localInstead', { why: t(modelTroubleNames[model.trouble ?? 'unusable']) })
        : t('model.readBy', { model: insights.engine, when: when(model.at, t, language, now) });
  return (
    <div className="read-by">
      <output className={state === 'failed' ? 'waits' : 'fine'}>
        {line}
        {state === 'done' && rejected > 0 && ` ${t('model.readRejected', { count: rejected })}`}
        {trouble && ` ${troubleInWords(trouble, t)}`}
      </output>
      {state !== 'asked' && (
        <button type="button" className="link" disabled={isAsking} title={t('model.againFree')} onClick={() => void askAgain()}>
          {t('model.again')}
        </button>
      )}
      <details>
        <summary>{t('model.leavesHere')}</summary>
        <SentText of={sighting} />
      </details>
    </div>
  );
}
