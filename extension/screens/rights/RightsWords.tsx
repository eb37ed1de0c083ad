import type { ReactNode } from 'react';
import { rightsEn } from '../../i18n/app/rights/en.ts';
import { rightsFr } from '../../i18n/app/rights/fr.ts';
import { RoomWords } from '../app/RoomWords.tsx';

const late = { en: rightsEn, fr: rightsFr };

/** The words of these screens, in other rooms too. */
export function RightsWords({ children }: { children: ReactNode }) {
  return <RoomWords own={late}>{children}</RoomWords>;
}
