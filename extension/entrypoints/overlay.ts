/** Brought by the background to pages of a kind that we read (entrypoints/detector.ts), once in a document. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** Known in our own world of the page only. */
const mounted = Symbol.for('mounted');

/** What waits for the page's main thread has its turn. */
const pause = () => new Promise((resume) => setTimeout(resume));

export default defineUnlistedScript(async () => {
  if (mounted in globalThis) return;
  Object.defineProperty(globalThis, mounted, { value: true });
  // Piece by piece, so that no task of ours is long: the library first, then what we draw with it.
  await pause();
  await import('react-dom/client');
  await pause();
  const { mountOverlay } = await import('../overlay/mount.tsx');
  await pause();
  await mountOverlay();
});
