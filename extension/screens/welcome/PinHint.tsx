/** How our button gets into the toolbar, while it is not there. */
import { useState } from 'react';
import { Check, Pin, Puzzle, Settings as Wheel } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { usePinned } from './usePinned.ts';

export function PinHint() {
  const { t } = useWords();
  const isPinned = usePinned();
  const [wasNot, setWasNot] = useState(false);
  if (isPinned === false && !wasNot) setWasNot(true);
  const Second = import.meta.env.FIREFOX ? Wheel : Pin;
  return (
    <>
      {isPinned === false && (
        <aside className="pin-hint">
          <p className="signs" aria-hidden="true">
            <Puzzle size={15} />
            <span>›</span>
            <Second size={15} />
          </p>
          <div>
            <p>
              <strong>{t('welcome.pin')}</strong>
            </p>
            <p className="fine">{t(import.meta.env.FIREFOX ? 'welcome.pinHowFirefox' : 'welcome.pinHow')}</p>
          </div>
        </aside>
      )}
      <output className={isPinned && wasNot ? 'pinned' : 'unseen'}>
        {isPinned && wasNot && (
          <>
            <Check size={15} aria-hidden="true" />
            {t('welcome.pinned')}
          </>
        )}
      </output>
    </>
  );
}
