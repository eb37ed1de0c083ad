/** Where in the app one is, by the part of the address behind `#`: it can be kept, sent to a colleague and gone back to. */
import { useSyncExternalStore } from 'react';

export type Room = { room: 'contacts' } | { room: 'contact'; id: string } | { room: 'waiting' } | { room: 'device' };

/** Anything that is no address of ours leads to the contacts. */
export function roomAt(hash: string): Room {
  const [, room, id] = hash.replace(/^#/, '').split('/');
  if (room === 'contacts' && id && /^[\da-f-]{36}$/.test(id)) return { room: 'contact', id };
  return room === 'waiting' || room === 'device' ? { room } : { room: 'contacts' };
}

export function addressOf(room: Room): string {
  return room.room === 'contact' ? `#/contacts/${room.id}` : `#/${room.room}`;
}

export function useRoom(): Room {
  const hash = useSyncExternalStore(
    (changed) => {
      addEventListener('hashchange', changed);
      return () => removeEventListener('hashchange', changed);
    },
    () => location.hash,
  );
  return roomAt(hash);
}
