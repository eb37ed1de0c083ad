/** After signing in: the first useful act, what it costs, and what to work with afterwards. */
import { useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { ExternalLink } from 'lucide-react';
import type { Member } from '@wellmet/shared/account';
import { lastBalance, serverUrl } from '../../cache/read.ts';
import { day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import { isLoopback } from '../account/serverAddress.ts';
import { Shortcuts } from '../settings/Shortcuts.tsx';
import { inApp } from '../sidePanel/inApp.ts';
import { openSidePanel } from '../sidePanel/open.ts';

export function FirstSteps({ member }: { member: Member }) {
  const { t, language } = useWords();
  const now = useNow();
  const balance = useLiveQuery(lastBalance);
  return (
    <section className="sheet-of-steps" aria-labelledby="steps">
      <p className="soft">{t('welcome.start', { name: member.name })}</p>
      <h2 id="steps">{t('welcome.steps')}</h2>
      <ol className="steps">
        <li>
          <h3>{t('welcome.stepOpen')}</h3>
          <Places />
        </li>
        <li>
          <h3>{t('welcome.stepPress')}</h3>
          <p className="soft">{t('welcome.stepPressMore')}</p>
        </li>
        <li>
          <h3>{t('welcome.stepRead')}</h3>
          <p className="soft">{t('welcome.stepReadMore')}</p>
        </li>
      </ol>
      <p className="credits-line">
        {balance &&
          t('welcome.credits', {
            count: balance.available,
            day: day(balance.periodEnd, language, now, balance.timeZone),
          })}
      </p>
    </section>
  );
}

/** LinkedIn; on a server of one's own, the practice pages too. */
function Places() {
  const { t } = useWords();
  const server = useLiveQuery(serverUrl);
  return (
    <p className="ways-in">
      <a className="button primary" href="https://www.linkedin.com/" target="_blank" rel="noreferrer">
        {t('panelRoom.linkedin')}
        <ExternalLink size={14} aria-hidden="true" />
      </a>
      {server && isLoopback(new URL(server)) && (
        <a className="button quiet" href={`${server}/practice/`} target="_blank" rel="noreferrer">
          {t('welcome.openPractice')}
        </a>
      )}
    </p>
  );
}

export function AtHand() {
  const { t } = useWords();
  const [isRefused, setRefused] = useState(false);
  return (
    <section className="at-hand" aria-labelledby="at-hand">
      <h2 id="at-hand">{t('welcome.atHand')}</h2>
      <div className="three">
        <div>
          <h3>{t('welcome.panel')}</h3>
          <p className="soft">{t('welcome.panelMore')}</p>
          <Button kind="quiet" onClick={() => void openSidePanel().then((isOpen) => setRefused(!isOpen))}>
            {t('welcome.panelOpen')}
          </Button>
          <output className="fine">{isRefused && t('welcome.panelNot')}</output>
        </div>
        <div>
          <h3>{t('keys.title')}</h3>
          <Shortcuts />
        </div>
        <div>
          <h3>{t('welcome.contacts')}</h3>
          <p className="soft">{t('welcome.contactsMore')}</p>
          <a className="button quiet" href={inApp({ room: 'contacts' })} target="_blank">
            {t('panelRoom.toApp')}
          </a>
        </div>
      </div>
    </section>
  );
}
