/** What the member has set on this device, wherever they set it; undefined before it has been read. */
import { useEffect, useState } from 'react';
import { settingsItem, type Settings } from '../../settings.ts';

export function useSavedSettings() {
  const [settings, setSettings] = useState<Settings>();
  useEffect(() => {
    void settingsItem.getValue().then(setSettings);
    return settingsItem.watch(setSettings);
  }, []);

  function change(changed: Partial<Settings>): void {
    if (!settings) return;
    const next = { ...settings, ...changed };
    setSettings(next);
    void settingsItem.setValue(next);
  }

  return { settings, change };
}
