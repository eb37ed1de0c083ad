import { createRoot } from 'react-dom/client';
import { App } from '../../screens/app/App.tsx';
import '../../screens/app/app.css';
import { settingsItem } from '../../settings.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<App savedSettings={await settingsItem.getValue()} />);
