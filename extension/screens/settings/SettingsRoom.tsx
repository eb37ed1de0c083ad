import { useWords } from '../../i18n/words.ts';
import { RoomHead } from '../app/RoomHead.tsx';

export default function SettingsRoom() {
  const { t } = useWords();
  return <RoomHead title={t('app.settings')} />;
}
