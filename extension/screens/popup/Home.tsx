import { useEffect, useState } from 'react';
import type { Member, Workspace } from '@wellmet/shared/account';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { Mark } from '../../look/Mark.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import type { Settings } from '../../settings.ts';
import { SettingsList } from '../account/SettingsList.tsx';
import { BasketCount } from '../basket/BasketCount.tsx';
import { LastContacts } from '../contacts/LastContacts.tsx';
import { CreditsLeft } from '../credits/CreditsLeft.tsx';
import { OpenWishes } from '../wishes/OpenWishes.tsx';

interface HomeProps {
  account: { member: Member; workspace: Workspace };
  settings: Settings;
  onChange: (changed: Partial<Settings>) => void;
}

export function Home({ account, settings, onChange }: HomeProps) {
  const { t } = useWords();
  const trouble = useRefreshed();
  return (
    <>
      <header className="top">
        <Mark size={22} />
        <h1 className="unseen">Wellmet</h1>
        <p>{whoIn(account, t)}</p>
        <button type="button" className="link" onClick={() => void sendMessage('signOut')}>
          {t('account.signOut')}
        </button>
      </header>
      <CreditsLeft isOld={trouble !== undefined} />
      {trouble && (
        <p className="line" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
      <OpenWishes />
      <BasketCount />
      <LastContacts />
      <SettingsList settings={settings} onChange={onChange} />
    </>
  );
}

/** Who, and in which workspace where that says more. */
function whoIn({ member, workspace }: HomeProps['account'], t: T): string {
  return workspace.name === member.name ? member.name : t('account.as', { name: member.name, workspace: workspace.name });
}

/** Asks the server once for what the cache shows; what it answers comes by the live queries, only trouble comes back here. */
function useRefreshed(): Trouble | undefined {
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => {
    let shown = true;
    void (async () => {
      const answer = await sendMessage('refresh');
      if (shown) setTrouble(isTrouble(answer) ? answer : undefined);
    })();
    return () => {
      shown = false;
    };
  }, []);
  return trouble;
}
