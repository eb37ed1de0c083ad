/** Everything that can be set, in parts that have an address of their own within the page. */
import { useLiveQuery } from 'dexie-react-hooks';
import { lazy, Suspense, useId, type ReactNode } from 'react';
import { whoIsSignedIn } from '../../cache/read.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Select } from '../../look/Select.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { Switch } from '../../look/Switch.tsx';
import { sendMessage } from '../../messages.ts';
import type { Settings } from '../../settings.ts';
import { Server } from '../account/Server.tsx';
import { WorkspaceSwitcher } from '../account/WorkspaceSwitcher.tsx';
import { RoomHead } from '../app/RoomHead.tsx';
import { DeviceParts } from '../device/DeviceParts.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { LanguageModel } from './LanguageModel.tsx';
import { Privacy } from './Privacy.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { useSavedSettings } from './useSavedSettings.ts';

const SigningIn = lazy(() => import('../access/SigningIn.tsx'));
const ApiKeys = lazy(() => import('../access/ApiKeys.tsx'));
const PeoplesData = lazy(() => import('../rights/PeoplesData.tsx'));

const parts: { name: string; title: Key; Part: () => ReactNode }[] = [
  { name: 'account', title: 'settingsRoom.account', Part: Account },
  { name: 'access', title: 'settingsRoom.access', Part: Access },
  { name: 'look', title: 'settingsRoom.look', Part: Look },
  { name: 'credits', title: 'settingsRoom.credits', Part: Credits },
  { name: 'model', title: 'model.title', Part: LanguageModel },
  { name: 'apiKeys', title: 'settingsRoom.apiKeys', Part: Keys },
  { name: 'keys', title: 'keys.title', Part: Shortcuts },
  { name: 'server', title: 'settingsRoom.server', Part: ServerPart },
  { name: 'device', title: 'device.kept', Part: DeviceParts },
  { name: 'people', title: 'settingsRoom.people', Part: People },
  { name: 'privacy', title: 'settingsRoom.privacy', Part: Privacy },
  { name: 'diagnostics', title: 'settingsRoom.diagnostics', Part: Diagnostics },
];

export default function SettingsRoom() {
  const { t } = useWords();
  const id = useId();
  const role = useLiveQuery(whoIsSignedIn)?.workspace.role;
  // Others have nothing to do with keys.
  const shown = parts.filter(({ name }) => name !== 'apiKeys' || role === 'admin' || role === 'owner');
  return (
    <div className="page wide settings-room">
      <RoomHead title={t('app.settings')} />
      <nav aria-label={t('settingsRoom.parts')}>
        {shown.map(({ name, title }) => (
          <a key={name} href={`#${id}${name}`} onClick={(event) => goTo(event, `${id}${name}`)}>
            {t(title)}
          </a>
        ))}
      </nav>
      <div className="settings-parts">
        {shown.map(({ name, title, Part }) => (
          <section key={name} aria-labelledby={`${id}${name}`}>
            <h2 id={`${id}${name}`} tabIndex={-1}>
              {t(title)}
            </h2>
            <Part />
          </section>
        ))}
      </div>
    </div>
  );
}

/** By hand: the address behind `#` is the room's. */
function goTo(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault();
  const heading = document.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

function Account() {
  const { t } = useWords();
  const account = useLiveQuery(whoIsSignedIn);
  if (!account) return <Skeleton widths={[40, 60]} />;
  const { member } = account;
  return (
    <>
      <dl className="figures">
        <div>
          <dt>{t('settingsRoom.signedInAs')}</dt>
          <dd>
            {member.name}
            <span className="soft">{member.email}</span>
          </dd>
        </div>
        <div>
          <dt>{t('workspace.label')}</dt>
          <dd>
            <WorkspaceSwitcher account={account} />
          </dd>
        </div>
      </dl>
      <div className="row-of-buttons">
        <Button kind="quiet" onClick={() => void sendMessage('signOut')}>
          {t('account.signOut')}
        </Button>
        <span className="fine">{t('settingsRoom.signOutMore')}</span>
      </div>
    </>
  );
}

function Access() {
  return (
    <Suspense fallback={<Skeleton widths={[60, 80]} />}>
      <SigningIn />
    </Suspense>
  );
}

function Keys() {
  return (
    <Suspense fallback={<Skeleton widths={[60, 80]} />}>
      <ApiKeys />
    </Suspense>
  );
}

function Look() {
  const { t } = useWords();
  const { settings, change } = useSavedSettings();
  if (!settings) return <Skeleton widths={[100, 100]} />;
  return (
    <>
      <Select
        label={t('settings.language')}
        value={settings.language}
        options={[
          ['auto', t('settings.languageAuto')],
          ['en', 'English'],
          ['fr', 'Français'],
        ]}
        onChange={(language) => change({ language })}
      />
      <Select
        label={t('settings.theme')}
        value={settings.theme}
        options={[
          ['auto', t('settings.themeAuto')],
          ['light', t('settings.themeLight')],
          ['dark', t('settings.themeDark')],
        ]}
        onChange={(theme) => change({ theme })}
      />
    </>
  );
}

function Credits() {
  const { t } = useWords();
  const { settings, change } = useSavedSettings();
  if (!settings) return <Skeleton widths={[100, 70, 100]} />;
  const notices: readonly (readonly [Settings['creditNotices'], string])[] = [
    ['both', t('settingsRoom.noticesBoth')],
    ['empty', t('settingsRoom.noticesEmpty')],
    ['never', t('settingsRoom.noticesNever')],
  ];
  return (
    <>
      <Switch
        label={t('settings.confirm')}
        more={t('settings.confirmMore')}
        on={settings.confirmProfiles}
        onChange={(confirmProfiles) => change({ confirmProfiles })}
      />
      <Select
        label={t('settingsRoom.notices')}
        value={settings.creditNotices}
        options={notices}
        onChange={(creditNotices) => change({ creditNotices })}
      />
      <p className="fine">{t('settingsRoom.noticesMore')}</p>
    </>
  );
}

function People() {
  return (
    <Suspense fallback={<Skeleton widths={[60, 90, 40]} />}>
      <PeoplesData />
    </Suspense>
  );
}

function ServerPart() {
  const { t } = useWords();
  return (
    <>
      <p className="soft">{t('settingsRoom.serverMore')}</p>
      <Server signedIn />
    </>
  );
}
