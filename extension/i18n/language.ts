/** The languages that we speak, and which of them the user hears. Without React: the background uses this, too. */

export type Language = 'en' | 'fr';

/** Every word of one language, by its key. */
export type Catalogue = Partial<Record<string, string>>;

/** 'auto' follows the first language of the browser that we speak, else English. */
export function languageFor(setting: 'auto' | Language, preferred: readonly string[]): Language {
  if (setting !== 'auto') return setting;
  const spoken = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'fr' || tag === 'en');
  return spoken === 'fr' ? 'fr' : 'en';
}
