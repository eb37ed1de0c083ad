/** The keys that work on pages of many people, as the browser has them: it is where they are changed. */
import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { useWords, type Key } from '../../i18n/words.ts';
import { pageKeys, type PageKey } from '../../messages.ts';

const names: Record<PageKey, Key> = { 'select-row': 'keys.select-row', 'select-new': 'keys.select-new', 'open-bar': 'keys.open-bar' };

export function Shortcuts() {
  const { t } = useWords();
  const [keys, setKeys] = useState<Partial<Record<PageKey, string>>>({});
  useEffect(() => {
    void chosenKeys().then(setKeys);
  }, []);
  return (
    <section className="shortcuts" aria-label={t('keys.title')}>
      <h3>{t('keys.title')}</h3>
      <dl>
        {pageKeys.map((key) => (
          <div key={key}>
            <dt>{t(names[key])}</dt>
            <dd>{keys[key] ? <kbd>{keys[key]}</kbd> : t('keys.none')}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="link" onClick={() => void openKeySettings()}>
        {t('keys.change')}
      </button>
    </section>
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
