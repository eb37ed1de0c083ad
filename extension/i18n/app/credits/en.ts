/** English words of the credits. Rules as in ../../en.ts. */
export const creditsEn = {} as const;
