/** English words of the welcome. Rules as in ../../en.ts. */
export const welcomeEn = {} as const;
