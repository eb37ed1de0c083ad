/** What the server alone knows: asked when a section opens, and again after an act. What was told stays while the next answer is on its way. */
import { useEffect, useState } from 'react';
import { isTrouble, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';

export interface Told<A> {
  answer: A | undefined;
  trouble: Trouble | undefined;
  ask: () => Promise<void>;
}

/** @param send the same question each time: another one is for a component of another key. */
export function useTold<A extends object>(send: () => Promise<A | Trouble>): Told<A> {
  const [answer, setAnswer] = useState<A>();
  const [trouble, setTrouble] = useState<Trouble>();
  async function ask(): Promise<void> {
    const told = await asked(send());
    setTrouble(isTrouble(told) ? told : undefined);
    if (!isTrouble(told)) setAnswer(told);
  }
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- on arriving
  useEffect(() => void ask(), []);
  return { answer, trouble, ask };
}
