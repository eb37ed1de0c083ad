/** What a user sets on this device. No secret and nothing that decides where data goes: content scripts can read and write this area. */
import { storage } from 'wxt/utils/storage';

export interface Settings {
  language: 'auto' | 'en' | 'fr';
  theme: 'auto' | 'light' | 'dark';
  /** Ask before spending a credit on a single profile. */
  confirmProfiles: boolean;
}

export const settingsItem = storage.defineItem<Settings>('local:settings', {
  fallback: { language: 'auto', theme: 'auto', confirmProfiles: true },
  version: 1,
});
