/** French words of the campaigns. Rules as in ../../en.ts. */
import type { campaignsEn } from './en.ts';

export const campaignsFr: Record<keyof typeof campaignsEn, string> = {};
