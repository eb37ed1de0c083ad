/** Waiting for a page that mounts late, and staying with a list that goes on changing. */
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

/** Between two looks at a list at least this many times what the last one took: looking never has more than a tenth of the page's time. */
const pace = 9;

/**
 * Looks with the next frame and whenever the page changes, until aborted: at most once a frame, and no more often than `pace` allows. Elements that are `ours`
 * may be put into the page without a new look; when the page throws one out, there is one.
 */
export function watchChanges(look: () => void, ours: (node: Node) => boolean, signal: AbortSignal): void {
  let isDue = false;
  let notBeforeMs = 0;
  const now = () => {
    isDue = false;
    if (signal.aborted) return;
    const began = performance.now();
    look();
    const ended = performance.now();
    notBeforeMs = ended + pace * (ended - began);
  };
  const soon = () => {
    if (isDue) return;
    isDue = true;
    const waitMs = notBeforeMs - performance.now();
    if (waitMs > 0) setTimeout(() => requestAnimationFrame(now), waitMs);
    else requestAnimationFrame(now);
  };
  const observer = new MutationObserver((records) => {
    const isOurDoing = records.every(
      ({ addedNodes, removedNodes }) => addedNodes.length > 0 && removedNodes.length === 0 && [...addedNodes].every(ours),
    );
    if (!isOurDoing) soon();
  });
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: tellingAttributes });
  signal.addEventListener('abort', () => observer.disconnect());
  soon();
}
