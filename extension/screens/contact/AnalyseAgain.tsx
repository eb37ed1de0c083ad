/** What could be known better of a contact, and how, always free: what was read by the engine of now, or their own page. product.md 2.1. */
import { useState, type ReactNode } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { Contact } from '@wellmet/shared/contact';
import { ownPageSaysMore } from '@wellmet/shared/sighting';
import type { WishRow } from '../../cache/database.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { isTrouble, sendMessage, type Kept } from '../../messages.ts';
import { reasonInWords, whatInWords } from '../wishes/OpenWishes.tsx';

interface AnalyseAgainProps {
  contact: { id: string; name: string };
  card: Contact;
  wishes: readonly WishRow[];
  /** The way to their own page. */
  toProfile: ReactNode;
}

export function AnalyseAgain({ contact, card: { sighting, staleBy }, wishes, toProfile }: AnalyseAgainProps) {
  const { t } = useWords();
  const [came, setCame] = useState<'asking' | Kept>();
  const wish = wishes.findLast(({ asked }) => asked.route === 'analyseAgain');
  const isDoing = came === 'asking' || wish?.state === 'sending';

  async function ask(): Promise<void> {
    setCame('asking');
    setCame(await sendMessage('analyseAgain', { requestId: uuidv7(), contact }));
  }

  function line(): ReactNode {
    if (isDoing) return t('again.doing');
    if (wish) return whyNotYet(wish, t);
    if (staleBy) return t(staleBy === 'engine' ? 'again.engine' : 'again.time');
    return came === 'done' && t('again.done');
  }
  const says = line();

  return (
    <>
      {ownPageSaysMore(sighting.page.kind) && (
        <p className="fine">
          {t(sighting.page.kind === 'pool' ? 'again.ofPool' : 'again.ofRow')} {toProfile}
        </p>
      )}
      {says && (
        <p className="fine">
          <output>{says}</output>{' '}
          {wish && !isDoing && (
            <button type="button" className="link" onClick={() => void sendMessage('dropWish', { requestId: wish.requestId })}>
              {t('wishes.discard')}
            </button>
          )}
          {staleBy && !wish && !isDoing && (
            <button type="button" className="link" onClick={() => void ask()}>
              {t('again.do')}
            </button>
          )}
        </p>
      )}
      {came && isTrouble(came) && (
        <p className="error" role="alert">
          {troubleInWords(came, t)}
        </p>
      )}
    </>
  );
}

function whyNotYet(wish: WishRow, t: T): ReactNode {
  return (
    <>
      {whatInWords(wish, t)} <span className="waits">{reasonInWords(wish, t)}</span>
    </>
  );
}
