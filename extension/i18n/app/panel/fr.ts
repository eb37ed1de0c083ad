/** French words of the panel. Rules as in ../../en.ts. */
import type { panelEn } from './en.ts';

export const panelFr: Record<keyof typeof panelEn, string> = {};
