/** Where in the app one is, by the part of the address behind `#`: it can be kept, sent to a colleague and gone back to. */
import { useSyncExternalStore } from 'react';

export type Room =
  | { room: 'contacts' }
  | { room: 'contact'; id: string }
  | { room: 'campaigns' }
  | { room: 'campaign'; id: string }
  | { room: 'discover' }
  | { room: 'pool' }
  | { room: 'templates' }
  | { room: 'template'; id: string }
  | { room: 'credits' }
  | { room: 'plan' }
  | { room: 'team' }
  | { room: 'waiting' }
  | { room: 'settings' };

/** Rooms that show one of many, and the room of all of them. */
const within = { contact: 'contacts', campaign: 'campaigns', template: 'templates' } as const;

const plainRooms = ['campaigns', 'discover', 'pool', 'templates', 'credits', 'plan', 'team', 'waiting', 'settings'] as const;

/** Anything that is no address of ours leads to the contacts. */
export function roomAt(hash: string): Room {
  const [, room, id] = hash.replace(/^#/, '').split('/');
  if (id && /^[\da-f-]{36}$/.test(id)) {
    if (room === 'contacts') return { room: 'contact', id };
    if (room === 'campaigns') return { room: 'campaign', id };
    if (room === 'templates') return { room: 'template', id };
  }
  const plainRoom = plainRooms.find((name) => name === room);
  return plainRoom ? { room: plainRoom } : { room: 'contacts' };
}

export function addressOf(room: Room): string {
  return 'id' in room ? `#/${within[room.room]}/${room.id}` : `#/${room.room}`;
}

/** The room that the navigation says one is in. */
export function placeOf({ room }: Room): Exclude<Room, { id: string } | { room: 'pool' | 'plan' }>['room'] {
  if (room === 'pool') return 'discover';
  if (room === 'plan') return 'credits';
  return room === 'contact' || room === 'campaign' || room === 'template' ? within[room] : room;
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
