/** Brought by the background to pages of a kind that we read (entrypoints/detector.ts), after library.ts, once in a document. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { libraryReady, pause } from '../overlay/library.ts';

/** Known in our own world of the page only. */
const mounted = Symbol.for('mounted');

export default defineUnlistedScript(async () => {
  if (mounted in globalThis) return;
  Object.defineProperty(globalThis, mounted, { value: true });
  // Piece by piece, so that no task of ours is long.
  await libraryReady();
  await pause();
  const { mountOverlay } = await import('../overlay/mount.tsx');
  await pause();
  await mountOverlay();
});
