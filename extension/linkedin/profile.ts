import type { PageReader } from './reader.ts';

export const profile: PageReader = {
  kind: 'profile',
  ready: () => false,
  read: () => ({ kind: 'notYet' }),
};
