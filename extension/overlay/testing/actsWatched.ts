/** Acts that do nothing but remember that they were called. */
import { vi } from 'vitest';
import type { Acts, ListActs } from '../panel.ts';

export function listActsWatched() {
  return {
    pick: vi.fn<ListActs['pick']>(),
    pickOne: vi.fn<ListActs['pickOne']>(),
    unpick: vi.fn<ListActs['unpick']>(),
    pickAll: vi.fn<() => void>(),
    pickNew: vi.fn<() => void>(),
    foldBar: vi.fn<ListActs['foldBar']>(),
    showBasket: vi.fn<() => void>(),
    empty: vi.fn<() => void>(),
    putBack: vi.fn<() => void>(),
    quote: vi.fn<ListActs['quote']>(),
    chooseCampaign: vi.fn<() => void>(),
    remove: vi.fn<ListActs['remove']>(),
    only: vi.fn<ListActs['only']>(),
    decide: vi.fn<ListActs['decide']>(),
    confirm: vi.fn<() => void>(),
    cancel: vi.fn<() => void>(),
    goOn: vi.fn<() => void>(),
    undo: vi.fn<() => void>(),
    putAway: vi.fn<ListActs['putAway']>(),
  } satisfies ListActs;
}

export function actsWatched() {
  return {
    open: vi.fn<() => void>(),
    close: vi.fn<() => void>(),
    confirm: vi.fn<() => void>(),
    retry: vi.fn<() => void>(),
    keep: vi.fn<() => void>(),
    drop: vi.fn<() => void>(),
    openAccount: vi.fn<() => void>(),
    report: vi.fn<() => void>(),
    sendReport: vi.fn<() => void>(),
    pickSubject: vi.fn<() => void>(),
    campaigns: {
      list: vi.fn<() => void>(),
      choose: vi.fn<Acts['campaigns']['choose']>(),
      create: vi.fn<Acts['campaigns']['create']>(),
      decide: vi.fn<Acts['campaigns']['decide']>(),
      leave: vi.fn<Acts['campaigns']['leave']>(),
      retry: vi.fn<() => void>(),
      keep: vi.fn<() => void>(),
      drop: vi.fn<() => void>(),
    },
    list: listActsWatched(),
  } satisfies Acts;
}
