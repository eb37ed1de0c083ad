/** French words of the credits. Rules as in ../../en.ts. */
import type { creditsEn } from './en.ts';

export const creditsFr: Record<keyof typeof creditsEn, string> = {};
