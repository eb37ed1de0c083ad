/** Waiting for a page that mounts late. */
import type { PageReader } from './reader.ts';

/** What tells whose page or row it is. The older application redraws a profile in place: nothing is added, these change. */
const tellingAttributes = ['href', 'id', 'componentkey', 'data-member-id', 'data-chameleon-result-urn', 'data-scroll-into-view'];

/**
 * True as soon as the reader has something to say about the page at this address, false when aborted before.
 * One observer, at most one look per frame, gone at the end.
 */
export function whenReady(reader: PageReader, url: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    let frame: number | undefined;
    const finish = (ready: boolean) => {
      observer.disconnect();
      signal.removeEventListener('abort', abandon);
      if (frame !== undefined) cancelAnimationFrame(frame);
      resolve(ready);
    };
    const abandon = () => finish(false);
    const look = () => {
      frame = undefined;
      if (reader.ready(document, url)) finish(true);
    };
    const observer = new MutationObserver(() => {
      frame ??= requestAnimationFrame(look);
    });
    if (signal.aborted) return resolve(false);
    if (reader.ready(document, url)) return resolve(true);
    signal.addEventListener('abort', abandon);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: tellingAttributes });
  });
}
