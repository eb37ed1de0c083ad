/** English words of the palette. Rules as in ../../en.ts. */
export const paletteEn = {} as const;
