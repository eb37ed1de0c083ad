import type { ReactNode } from 'react';
import { accessEn } from '../../i18n/app/access/en.ts';
import { accessFr } from '../../i18n/app/access/fr.ts';
import { RoomWords } from '../app/RoomWords.tsx';

const late = { en: accessEn, fr: accessFr };

/** The words of these screens, in other rooms too. */
export function AccessWords({ children }: { children: ReactNode }) {
  return <RoomWords own={late}>{children}</RoomWords>;
}
