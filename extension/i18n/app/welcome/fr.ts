/** French words of the welcome. Rules as in ../../en.ts. */
import type { welcomeEn } from './en.ts';

export const welcomeFr: Record<keyof typeof welcomeEn, string> = {};
