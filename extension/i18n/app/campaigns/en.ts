/** English words of the campaigns. Rules as in ../../en.ts. */
export const campaignsEn = {} as const;
