/** What a member may spend in a period, changed where it stands: Enter saves, Escape leaves it, nothing is no cap. */
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';

interface CapProps {
  name: string;
  capCredits: number | undefined;
  mayChange: boolean;
  onChange: (to: number | undefined) => void;
}

export function Cap({ name, capCredits, mayChange, onChange }: CapProps) {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const cap = capCredits === undefined ? t('team.noCap') : capCredits.toLocaleString(language);
  if (!mayChange) return <span className={capCredits === undefined ? 'soft' : undefined}>{cap}</span>;
  if (!isOpen)
    return (
      <button ref={button} type="button" className="link" aria-label={t('team.capChange', { name, cap })} onClick={() => setOpen(true)}>
        {cap}
      </button>
    );
  return (
    <CapForm
      label={t('team.capOf', { name })}
      value={capCredits}
      onSave={(to) => {
        setOpen(false);
        if (to !== capCredits) onChange(to);
      }}
      onClose={() => setOpen(false)}
    />
  );
}

interface CapFormProps {
  label: string;
  value: number | undefined;
  onSave: (to: number | undefined) => void;
  onClose: () => void;
}

const mostCredits = 1_000_000;

function CapForm({ label, value, onSave, onClose }: CapFormProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const [isWrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      className="team-cap"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const text = typed.trim();
        const to = text === '' ? undefined : Number(text);
        if (to !== undefined && !(/^\d+$/.test(text) && to <= mostCredits)) return setWrong(true);
        return onSave(to);
      }}
    >
      <input
        ref={input}
        aria-label={label}
        aria-invalid={isWrong}
        inputMode="numeric"
        maxLength={7}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <Button kind="quiet" type="submit">
        {t('contact.save')}
      </Button>
      {isWrong && (
        <p className="error" role="alert">
          {t('team.capWrong')}
        </p>
      )}
    </form>
  );
}
