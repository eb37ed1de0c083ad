import { useWords } from '../../i18n/words.ts';
import { Select } from '../../look/Select.tsx';
import { Switch } from '../../look/Switch.tsx';
import type { Settings } from '../../settings.ts';
import { Server } from './Server.tsx';
import { Shortcuts } from './Shortcuts.tsx';

export function SettingsList({ settings, onChange }: { settings: Settings; onChange: (changed: Partial<Settings>) => void }) {
  const { t } = useWords();
  return (
    <details className="settings">
      <summary>{t('settings.title')}</summary>
      <div>
        <Switch
          label={t('settings.confirm')}
          more={t('settings.confirmMore')}
          on={settings.confirmProfiles}
          onChange={(confirmProfiles) => onChange({ confirmProfiles })}
        />
        <Select
          label={t('settings.language')}
          value={settings.language}
          options={[
            ['auto', t('settings.languageAuto')],
            ['en', 'English'],
            ['fr', 'Français'],
          ]}
          onChange={(language) => onChange({ language })}
        />
        <Select
          label={t('settings.theme')}
          value={settings.theme}
          options={[
            ['auto', t('settings.themeAuto')],
            ['light', t('settings.themeLight')],
            ['dark', t('settings.themeDark')],
          ]}
          onChange={(theme) => onChange({ theme })}
        />
        <Shortcuts />
        <Server signedIn />
      </div>
    </details>
  );
}
