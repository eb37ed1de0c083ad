/** One line that is written anew in its place: Enter saves, Escape leaves it. What is empty or as it was changes nothing. */
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';

interface EditLineProps {
  label: string;
  value: string;
  maxLength: number;
  onSave: (to: string) => void;
  onClose: () => void;
}

export function EditLine({ label, value, maxLength, onSave, onClose }: EditLineProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <form
      className="field-form"
      onSubmit={(event) => {
        event.preventDefault();
        const to = typed.trim();
        if (to === '' || to === value) onClose();
        else onSave(to);
      }}
    >
      <input
        ref={input}
        aria-label={label}
        maxLength={maxLength}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <Button kind="primary" type="submit">
        {t('contact.save')}
      </Button>
      <Button kind="plain" onClick={onClose}>
        {t('panel.notNow')}
      </Button>
    </form>
  );
}
