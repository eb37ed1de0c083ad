/** French words of the palette. Rules as in ../../en.ts. */
import type { paletteEn } from './en.ts';

export const paletteFr: Record<keyof typeof paletteEn, string> = {};
