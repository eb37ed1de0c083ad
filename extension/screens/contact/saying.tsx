/** Saying something of a part of the insights: its member's word takes the place of the page's, or hides it. product.md 5.3. */
import { useState, type ReactNode } from 'react';
import { EyeOff } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import { useWords } from '../../i18n/words.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';

/** By the name of the part; `null` brings back what the page says. */
export type Say = (words: Record<string, string | null>) => void;

export function useSaying(contact: { id: string; name: string }): { say: Say; trouble: Trouble | undefined } {
  const [trouble, setTrouble] = useState<Trouble>();
  async function send(words: Record<string, string | null>): Promise<void> {
    setTrouble(undefined);
    const answer = await sendMessage('editContact', { requestId: uuidv7(), contact, words });
    if (isTrouble(answer)) setTrouble(answer);
  }
  return { say: (words) => void send(words), trouble };
}

export function Hide({ what, onHide }: { what: string; onHide: () => void }) {
  const { t } = useWords();
  const label = t('parts.hide', { what });
  return (
    <button type="button" className="icon-button source part-act" aria-label={label} title={label} onClick={onHide}>
      <EyeOff size={14} aria-hidden="true" />
    </button>
  );
}

interface HiddenProps {
  /** Each with its words and the name of its part. */
  all: readonly { what: string; part: string }[];
  say: Say;
}

/** "2 hidden · show": what is hidden can be found, and brought back. */
export function Hidden({ all, say }: HiddenProps): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <output className="unseen">{all.length > 0 && t('parts.hidden', { count: all.length })}</output>
      {all.length > 0 && (
        <div className="hidden-parts">
          <p className="fine">
            {t('parts.hidden', { count: all.length })}{' '}
            <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {t(isOpen ? 'parts.close' : 'parts.show')}
            </button>
          </p>
          {isOpen && (
            <ul>
              {all.map(({ what, part }) => (
                <li key={part} className="fine">
                  <span dir="auto">{what}</span>{' '}
                  <button type="button" className="link" aria-label={t('parts.backFor', { what })} onClick={() => say({ [part]: null })}>
                    {t('parts.back')}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </>
  );
}
