/** Addresses of the app's rooms, for links from other pages of ours. */
import { addressOf, type Room } from '../app/route.ts';

export const inApp = (room: Room): string => `/app.html${addressOf(room)}`;
