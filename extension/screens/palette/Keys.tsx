/** The keys of the app, to be looked up from anywhere. Those that work on LinkedIn's pages are the browser's (settings/Shortcuts.tsx). */
import { Button } from '../../look/Button.tsx';
import { useWords, type Key } from '../../i18n/words.ts';
import { commandKey, palette, roomKeys, roomNames } from './palette.ts';
import { Sheet } from './Sheet.tsx';

const listKeys: [keys: string, does: Key][] = [
  ['/', 'keysOf.search'],
  ['↑ ↓', 'keysOf.move'],
  ['␣', 'keysOf.select'],
  ['⇧ ↑ ↓', 'keysOf.range'],
  ['Ctrl A', 'keysOf.all'],
  ['↵', 'keysOf.open'],
  ['Esc', 'keysOf.leave'],
  ['n', 'keysOf.newCampaign'],
];

export function Keys() {
  const { t } = useWords();
  return (
    <Sheet label={t('palette.keys')} className="keys-sheet">
      <h2>{t('palette.keys')}</h2>
      <dl>
        <Line keys={commandKey} does={t('palette.title')} />
        {Object.entries(roomKeys).map(([key, room]) => (
          <Line key={key} keys={`g ${key}`} does={t('keysOf.goTo', { room: t(roomNames[room]) })} />
        ))}
        {listKeys.map(([keys, does]) => (
          <Line key={keys} keys={keys} does={t(does)} />
        ))}
        <Line keys="?" does={t('palette.keys')} />
      </dl>
      <p className="fine">{t('keysOf.onPages')}</p>
      <Button kind="quiet" onClick={() => palette.setState({ open: undefined })}>
        {t('keysOf.close')}
      </Button>
    </Sheet>
  );
}

function Line({ keys, does }: { keys: string; does: string }) {
  return (
    <div>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
