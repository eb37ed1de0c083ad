/** The popup's script, whole in one file: the first picture waits for every file that a page begins with. */
import { createRoot } from 'react-dom/client';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { Popup, readFirst } from '../screens/popup/Popup.tsx';
import { settingsItem } from '../settings.ts';

export default defineUnlistedScript(async () => {
  const root = document.querySelector('#root');
  if (!root) throw new Error('index.html has no #root');
  // What it shows first is read before it is drawn: one picture, not three that follow each other.
  const [savedSettings, first] = await Promise.all([settingsItem.getValue(), readFirst()]);
  createRoot(root).render(<Popup savedSettings={savedSettings} first={first} />);
});
