/** What was done with a contact: to say it, to read it, to take back what one has said. Free, and without network it waits. product.md 1, 3.6. */
import { useState } from 'react';
import { Copy, Handshake, MessageSquareReply, Phone, Send, StickyNote, type LucideIcon } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import type { EngagementKind } from '@wellmet/shared/engagement';
import type { CardRow, WishRow } from '../../cache/database.ts';
import { engagementNames } from '../../i18n/engagement.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { clock } from '../../i18n/time.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Kept, type Trouble } from '../../messages.ts';
import { reasonInWords } from '../wishes/OpenWishes.tsx';
import { engagementsOf, type EngagementView } from './waiting.ts';

const icons: Record<EngagementKind, LucideIcon> = {
  copied: Copy,
  sent: Send,
  replied: MessageSquareReply,
  called: Phone,
  met: Handshake,
  noted: StickyNote,
};

/** What is said by one press. */
const offered = [
  ['sent', 'done.sent'],
  ['replied', 'done.replied'],
  ['called', 'done.called'],
  ['met', 'done.met'],
] as const satisfies [EngagementKind, Key][];

interface DoneProps {
  contact: { id: string; name: string };
  card: CardRow | undefined;
  wishes: readonly WishRow[];
}

export function Done({ contact, card, wishes }: DoneProps) {
  const { t } = useWords();
  const [trouble, setTrouble] = useState<Trouble>();
  const [note, setNote] = useState('');
  const done = engagementsOf(card?.contact, wishes);

  async function tell(asking: Promise<Kept>): Promise<void> {
    setTrouble(undefined);
    const answer = await asking;
    if (isTrouble(answer)) setTrouble(answer);
  }

  function engage(what: EngagementKind, text?: string): Promise<void> {
    return tell(sendMessage('engage', { requestId: uuidv7(), contact, what, text, doneAt: new Date().toISOString() }));
  }

  function write(): void {
    const text = note.trim();
    if (text === '') return;
    setNote('');
    void engage('noted', text);
  }

  function takeBack({ id, wish }: EngagementView): void {
    // What has not gone out need not be taken back from the server.
    if (wish) void sendMessage('dropWish', { requestId: wish.requestId });
    else void tell(sendMessage('withdrawEngagement', { requestId: uuidv7(), contact, engagementId: id }));
  }

  return (
    <section aria-labelledby="done" className="done">
      <h2 id="done">{t('done.title')}</h2>
      <fieldset className="row-of-buttons" aria-label={t('done.say')}>
        {offered.map(([what, word]) => {
          const Icon = icons[what];
          return (
            <Button key={what} kind="quiet" onClick={() => void engage(what)}>
              <Icon size={14} aria-hidden="true" />
              {t(word)}
            </Button>
          );
        })}
      </fieldset>
      <form
        className="note"
        onSubmit={(event) => {
          event.preventDefault();
          write();
        }}
      >
        <textarea
          aria-label={t('done.note')}
          placeholder={t('done.note')}
          rows={2}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) write();
          }}
        />
        {note.trim() !== '' && (
          <Button kind="primary" type="submit">
            {t('done.keepNote')}
          </Button>
        )}
      </form>
      {trouble && (
        <p className="line" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
      {done.length === 0 ? (
        card && <p className="soft">{t('done.nothing')}</p>
      ) : (
        <ul className="done-list">
          {done.map((one) => (
            <One key={one.id} one={one} onTakeBack={() => takeBack(one)} />
          ))}
        </ul>
      )}
      {!card && <p className="fine">{t('done.notHere')}</p>}
    </section>
  );
}

function One({ one, onTakeBack }: { one: EngagementView; onTakeBack: () => void }) {
  const { t, language } = useWords();
  const now = useNow();
  const { what, text, doneAt, by, byYou, wish, takingBack } = one;
  const Icon = icons[what];
  const name = t(engagementNames[what]);
  const at = clock(doneAt, t, language, now);
  return (
    <li data-going={takingBack !== undefined}>
      <Icon size={15} aria-hidden="true" />
      <div>
        {text !== undefined && (
          <p dir="auto" className="note-text">
            {text}
          </p>
        )}
        <p className={text === undefined ? undefined : 'fine'}>
          <span>{name}</span>{' '}
          <span className="fine">{byYou ? t('done.byYouAt', { moment: at }) : t('done.byAt', { by: by ?? '', moment: at })}</span>
        </p>
        {(wish ?? takingBack) && (
          <p>
            <span className="waits">
              {takingBack ? `${t('wishes.takeBack')} · ${reasonInWords(takingBack, t)}` : wish && reasonInWords(wish, t)}
            </span>
          </p>
        )}
      </div>
      {takingBack ? (
        <button
          type="button"
          className="link"
          aria-label={t('done.letStayFor', { what: name })}
          onClick={() => void sendMessage('dropWish', { requestId: takingBack.requestId })}
        >
          {t('done.letStay')}
        </button>
      ) : (
        byYou && (
          <button type="button" className="link" aria-label={t('done.takeBackFor', { what: name })} onClick={onTakeBack}>
            {t('done.takeBack')}
          </button>
        )
      )}
    </li>
  );
}
