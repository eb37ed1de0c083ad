/**
 * React for the overlay, as a script of its own: a script is read in one piece, and a page should never wait long for one of ours. The build
 * gives overlay.ts what stands here in the place of its own copy (wxt.config.ts, `libraryApart`).
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { library, pause, type Library } from '../overlay/library.ts';

export default defineUnlistedScript(() => {
  if (library in globalThis) return;
  const apart: Library = { modules: {}, ready: fill() };
  Object.defineProperty(globalThis, library, { value: apart });

  async function fill(): Promise<void> {
    await pause();
    apart.modules['react'] = await import('react');
    apart.modules['react/jsx-runtime'] = await import('react/jsx-runtime');
    await pause();
    apart.modules['react-dom/client'] = await import('react-dom/client');
  }
});
