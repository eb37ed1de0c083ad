import { createRoot } from 'react-dom/client';
import { Welcome } from '../../screens/welcome/Welcome.tsx';
import '../../screens/welcome/welcome.css';
import { settingsItem } from '../../settings.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<Welcome savedSettings={await settingsItem.getValue()} />);
