/** The keys that work on LinkedIn's pages, as the browser has them: it is where they are changed. */
import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { pageKeys, type PageKey } from '../../messages.ts';

const names: Record<PageKey, Key> = {
  'open-panel': 'keys.open-panel',
  'select-row': 'keys.select-row',
  'select-new': 'keys.select-new',
  'open-bar': 'keys.open-bar',
};

export function Shortcuts() {
  const { t } = useWords();
  const [keys, setKeys] = useState<Partial<Record<PageKey, string>>>({});
  useEffect(() => {
    const look = () => void chosenKeys().then(setKeys);
    look();
    // Whoever has changed them comes back.
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
  return (
    <>
      <dl className="shortcuts">
        {pageKeys.map((key) => (
          <div key={key}>
            <dt>{t(names[key])}</dt>
            <dd>{keys[key] ? <kbd>{keys[key]}</kbd> : <span className="fine">{t('keys.none')}</span>}</dd>
          </div>
        ))}
      </dl>
      <div className="row-of-buttons">
        <Button kind="quiet" onClick={() => void openKeySettings()}>
          {t('keys.change')}
        </Button>
      </div>
    </>
  );
}

async function chosenKeys(): Promise<Partial<Record<PageKey, string>>> {
  const commands = await browser.commands.getAll();
  return Object.fromEntries(commands.flatMap(({ name, shortcut }) => (name && shortcut ? [[name, shortcut]] : [])));
}

/** Firefox has a way there; Chrome's page has an address. */
async function openKeySettings(): Promise<void> {
  const commands: typeof browser.commands & { openShortcutSettings?: () => Promise<void> } = browser.commands;
  if (commands.openShortcutSettings) await commands.openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
