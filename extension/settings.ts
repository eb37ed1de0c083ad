/**
 * What a user sets on this device. No secret and nothing that decides where data goes: content scripts can read and write this area.
 * Plain storage, without a library, because the overlay carries this file into the page and its size counts.
 */
import { browser } from 'wxt/browser';

export interface Settings {
  language: 'auto' | 'en' | 'fr';
  theme: 'auto' | 'light' | 'dark';
  /** Ask before spending a credit on a single profile. */
  confirmProfiles: boolean;
  /** Tell when a fifth of the period's credits is left and when none is, only the latter, or neither. */
  creditNotices: 'both' | 'empty' | 'never';
}

const key = 'settings';
const choices = {
  language: ['auto', 'en', 'fr'],
  theme: ['auto', 'light', 'dark'],
  confirmProfiles: [true, false],
  creditNotices: ['both', 'empty', 'never'],
} as const;

export const settingsItem = {
  async getValue(): Promise<Settings> {
    return parse((await browser.storage.local.get(key))[key]);
  },
  async setValue(settings: Settings): Promise<void> {
    await browser.storage.local.set({ [key]: settings });
  },
  /** @returns what ends the watching. */
  watch(onChange: (settings: Settings) => void): () => void {
    const listener: Parameters<typeof browser.storage.local.onChanged.addListener>[0] = (changes) => {
      if (changes[key]) onChange(parse(changes[key].newValue));
    };
    browser.storage.local.onChanged.addListener(listener);
    return () => browser.storage.local.onChanged.removeListener(listener);
  },
};

/** What is not one of the choices, from an older or newer version or from a page's mischief, counts as not set: the first choice. */
function parse(stored: unknown): Settings {
  const found: Partial<Record<keyof Settings, unknown>> | null = typeof stored === 'object' ? stored : null;
  const pick = <K extends keyof Settings>(name: K) =>
    (choices[name].find((choice) => choice === found?.[name]) ?? choices[name][0]) as Settings[K];
  return {
    language: pick('language'),
    theme: pick('theme'),
    confirmProfiles: pick('confirmProfiles'),
    creditNotices: pick('creditNotices'),
  };
}
