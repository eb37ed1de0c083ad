/** How the campaigns are looked at: kept for the visit, vanishes with the page. And what a room begins with that one is sent to. */
import { createStore } from 'zustand/vanilla';
import { addressOf } from '../app/route.ts';

interface View {
  shape: 'board' | 'table';
  /** What is typed to find some by name. */
  query: string;
  /** The campaign whose room shows first whom it would hold, and the step it is shown for. */
  asking: { id: string; act: 'launch' | 'reopen' } | undefined;
}

export const view = createStore<View>(() => ({ shape: 'board', query: '', asking: undefined }));

/** To the campaign's room, where whom it would hold is shown before anything is done. */
export function askFirst(id: string, act: 'launch' | 'reopen'): void {
  view.setState({ asking: { id, act } });
  location.hash = addressOf({ room: 'campaign', id });
}

/** As one compares names when looking for one: without accents and capitals. */
export const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
