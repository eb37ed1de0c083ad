/** The words of the screens, in the language that the user picked; each context (popup, page) has its own instance. */
import { createInstance, type i18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type Language = 'en' | 'fr';
/** Keys of words without a gap to fill: what a table of names may hold. */
export type Key = {
  [K in keyof typeof en]: (typeof en)[K] extends `${string}{{${string}` ? never : K;
}[keyof typeof en];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof en };
    keySeparator: false;
    nsSeparator: false;
  }
}

/** 'auto' follows the first language of the browser that we speak, else English. */
export function languageFor(setting: 'auto' | Language, preferred: readonly string[]): Language {
  if (setting !== 'auto') return setting;
  const spoken = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'fr' || tag === 'en');
  return spoken === 'fr' ? 'fr' : 'en';
}

/** Ready at once: the catalogues are part of the script. */
export function wordsIn(language: Language): i18n {
  const words = createInstance();
  void words.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { words: en }, fr: { words: fr } },
    defaultNS: 'words',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return words;
}

export type T = i18n['t'];

export function useWords(): { t: T; language: Language } {
  const { t, i18n } = useTranslation();
  return { t, language: i18n.language === 'fr' ? 'fr' : 'en' };
}
