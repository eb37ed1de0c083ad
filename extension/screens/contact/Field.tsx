/** What is said of a contact in one field: as corrected, by whom, and what the page says; and the way to correct it. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Pencil } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import type { EditableField } from '@wellmet/shared/engagement';
import { troubleInWords } from '../../i18n/problem.ts';
import { when } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { EditLine } from '../app/EditLine.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { reasonInWords } from '../wishes/OpenWishes.tsx';
import { fieldNames } from './fieldNames.ts';
import type { FieldView } from './waiting.ts';

interface FieldProps {
  contact: { id: string; name: string };
  field: EditableField;
  view: FieldView;
}

/** A line of the list of what is said. */
export function Field(props: FieldProps) {
  const { t } = useWords();
  const { form, opener, mark, notes } = useCorrecting(props);
  const { value, wish } = props.view;
  return (
    <div>
      <dt>{t(fieldNames[props.field])}</dt>
      <dd>
        {form ?? (
          <p className="field-line">
            <span dir="auto" className={value ? undefined : 'soft'}>
              {value ?? t(wish ? 'wishes.asOnPage' : 'contact.nothing')}
            </span>
            {opener}
            {mark}
          </p>
        )}
        {notes}
      </dd>
    </div>
  );
}

/** The name is the heading of the room. */
export function NameHead({ children, ...props }: FieldProps & { children: ReactNode }) {
  const { form, opener, mark, notes } = useCorrecting(props);
  const beside = form ?? (
    <>
      {opener}
      {mark}
    </>
  );
  return (
    <div>
      <RoomHead title={props.view.value ?? props.contact.name} beside={beside}>
        {children}
      </RoomHead>
      {notes}
    </div>
  );
}

/** The parts of correcting a field: what opens it, the form while it is open, what waits, and what there is to say of it. */
function useCorrecting({ contact, field, view }: FieldProps) {
  const { t, language } = useWords();
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const self = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const name = t(fieldNames[field]);
  const { value, edit, page, wish } = view;

  useEffect(() => {
    if (wasOpen.current && !isOpen) self.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  async function correct(to: string | null): Promise<void> {
    setOpen(false);
    setTrouble(undefined);
    const answer = await sendMessage('editContact', { requestId: uuidv7(), contact, fields: { [field]: to } });
    if (isTrouble(answer)) setTrouble(answer);
  }

  /** What is on the page anyway is no correction. */
  const onPage = page ?? (edit ? undefined : value);
  const form = isOpen ? (
    <EditLine
      label={name}
      value={value ?? ''}
      maxLength={400}
      onSave={(to) => void correct(to === onPage ? null : to)}
      onClose={() => setOpen(false)}
    />
  ) : undefined;
  const opener = (
    <button
      ref={self}
      type="button"
      className="icon-button"
      aria-label={t('contact.correct', { field: name })}
      title={t('contact.correct', { field: name })}
      onClick={() => setOpen(true)}
    >
      <Pencil size={13} aria-hidden="true" />
    </button>
  );
  const said = [
    edit && !wish && t('contact.correctedBy', { by: edit.by, when: when(edit.at, t, language, now) }),
    page && t('contact.pageSays', { text: page }),
  ].filter(Boolean);
  const notes = (
    <>
      {trouble && (
        <p className="error" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
      {!isOpen && (said.length > 0 || wish) && (
        <p className="fine">
          {said.join(' · ')}{' '}
          {wish ? (
            <button type="button" className="link" onClick={() => void sendMessage('dropWish', { requestId: wish.requestId })}>
              {t('wishes.discard')}
            </button>
          ) : (
            edit && (
              <button type="button" className="link" aria-label={t('contact.backFor', { field: name })} onClick={() => void correct(null)}>
                {t('contact.back')}
              </button>
            )
          )}
        </p>
      )}
    </>
  );
  return { form, opener, mark: wish && <span className="waits">{reasonInWords(wish, t)}</span>, notes };
}
