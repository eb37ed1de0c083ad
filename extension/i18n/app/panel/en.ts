/** English words of the panel. Rules as in ../../en.ts. */
export const panelEn = {} as const;
