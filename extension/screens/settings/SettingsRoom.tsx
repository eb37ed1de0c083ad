import { useWords } from '../../i18n/words.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { DeviceSection } from '../device/DeviceSection.tsx';

export default function SettingsRoom() {
  const { t } = useWords();
  return (
    <div className="page">
      <RoomHead title={t('app.settings')} />
      <DeviceSection />
    </div>
  );
}
