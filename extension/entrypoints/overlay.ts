/** Brought by the background to pages of a kind that we read (entrypoints/detector.ts), once in a document. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountOverlay } from '../overlay/mount.tsx';

/** Known in our own world of the page only. */
const mounted = Symbol.for('mounted');

export default defineUnlistedScript(() => {
  if (mounted in globalThis) return;
  Object.defineProperty(globalThis, mounted, { value: true });
  void mountOverlay();
});
