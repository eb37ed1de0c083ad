/** For whoever helps: shown before it is copied, so that it is seen that nobody is in it. */
import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { diagnostics } from './diagnostics.ts';

export function Diagnostics() {
  const { t } = useWords();
  const [text, setText] = useState<string>();
  const [state, setState] = useState<'shown' | 'copied' | 'notCopied'>('shown');
  /** As it is when it is looked at. */
  async function show(isOpen: boolean): Promise<void> {
    setText(isOpen ? await diagnostics() : undefined);
    setState('shown');
  }

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text ?? '');
      setState('copied');
    } catch {
      setState('notCopied');
    }
  }

  return (
    <>
      <p className="soft">{t('settingsRoom.diagnosticsMore')}</p>
      <details onToggle={(event) => void show(event.currentTarget.open)}>
        <summary>{t('settingsRoom.diagnosticsShow')}</summary>
        <textarea
          className="diagnostics"
          readOnly
          spellCheck={false}
          rows={text?.split('\n').length ?? 16}
          aria-label={t('settingsRoom.diagnostics')}
          value={text ?? ''}
        />
        <div className="row-of-buttons">
          <Button kind="quiet" disabled={text === undefined} onClick={() => void copy()}>
            {t('settingsRoom.copy')}
          </Button>
          <output>{state !== 'shown' && t(state === 'copied' ? 'hooks.copied' : 'hooks.notCopied')}</output>
        </div>
      </details>
    </>
  );
}
