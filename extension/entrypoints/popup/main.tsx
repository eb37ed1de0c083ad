import { createRoot } from 'react-dom/client';
import { Popup, readFirst } from '../../screens/popup/Popup.tsx';
import '../../screens/popup/popup.css';
import { settingsItem } from '../../settings.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
// What it shows first is read before it is drawn: one picture, not three that follow each other.
const [savedSettings, first] = await Promise.all([settingsItem.getValue(), readFirst()]);
createRoot(root).render(<Popup savedSettings={savedSettings} first={first} />);
