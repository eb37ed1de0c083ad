/** English words of the settings. Rules as in ../../en.ts. */
export const settingsEn = {} as const;
