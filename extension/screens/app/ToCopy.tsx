/** A secret or a link that goes elsewhere: copied by a press; where the browser does not let us, selected, so that it is copied by hand. */
import { useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';

export function ToCopy({ label, value }: { label: string; value: string }) {
  const { t } = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const [came, setCame] = useState<'copied' | 'refused'>();

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      setCame('copied');
    } catch {
      // Whatever the browser's reason: by hand it always goes.
      field.current?.focus();
      setCame('refused');
    }
  }

  return (
    <div className="to-copy">
      {/* What stands behind it gives it the height that all of it takes. */}
      <div className="to-copy-field" data-value={value}>
        <textarea
          ref={field}
          aria-label={label}
          readOnly
          rows={1}
          spellCheck={false}
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <Button kind="quiet" onClick={() => void copy()}>
        {t('copy.do')}
      </Button>
      <output className={came === 'copied' ? 'soft' : 'unseen'}>{came === 'copied' && t('copy.done')}</output>
      {came === 'refused' && (
        <p className="line" role="alert">
          {t('copy.refused')}
        </p>
      )}
    </div>
  );
}
