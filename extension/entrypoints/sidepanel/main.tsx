import { createRoot } from 'react-dom/client';
import { SidePanel } from '../../screens/sidePanel/SidePanel.tsx';
import '../../screens/sidePanel/sidePanel.css';
import { settingsItem } from '../../settings.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<SidePanel savedSettings={await settingsItem.getValue()} />);
