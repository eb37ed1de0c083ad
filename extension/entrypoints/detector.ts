/** On every LinkedIn page: sees whether this address is one we can read, tells the background once, and is done. Survives in-app navigation. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pageAt } from '../linkedin/pages.ts';
import { linkedinUrlOf } from '../linkedin/practice.ts';
import { sendMessage } from '../messages.ts';

export default defineUnlistedScript(() => {
  const done = new AbortController();
  const look = () => {
    const page = pageAt(linkedinUrlOf(location.href));
    if (!page) return;
    done.abort();
    // No background: the extension was updated or removed under this page.
    sendMessage('pageOpened', { kind: page.kind }).catch(() => undefined);
  };
  navigation.addEventListener('currententrychange', look, { signal: done.signal });
  look();
});
