import { createRoot } from 'react-dom/client';
import { Popup } from '../../screens/popup/Popup.tsx';
import '../../screens/popup/popup.css';
import { settingsItem } from '../../settings.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<Popup savedSettings={await settingsItem.getValue()} />);
