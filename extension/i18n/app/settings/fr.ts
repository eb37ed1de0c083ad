/** French words of the settings. Rules as in ../../en.ts. */
import type { settingsEn } from './en.ts';

export const settingsFr: Record<keyof typeof settingsEn, string> = {};
