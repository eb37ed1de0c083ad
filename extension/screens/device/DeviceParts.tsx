/** What this device keeps, what it may, and the way to begin again without losing what was not sent. */
import { useEffect, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { browser } from 'wxt/browser';
import { keptHere } from '../../cache/readContacts.ts';
import { lastBalance, serverUrl, syncState, unconfirmedWishes } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { inBytes } from '../../i18n/size.ts';
import { clock } from '../../i18n/time.ts';
import { useWords, type Language } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type StorageUse, type Trouble } from '../../messages.ts';

export function DeviceParts() {
  const { t, language } = useWords();
  const now = useNow();
  const kept = useLiveQuery(keptHere);
  const sync = useLiveQuery(syncState);
  const balance = useLiveQuery(lastBalance);
  const wishes = useLiveQuery(unconfirmedWishes);
  const server = useLiveQuery(serverUrl);
  const use = useStorageUse(kept);
  const moment = (instant: string | undefined) => (instant ? t('app.asOf', { moment: clock(instant, t, language, now) }) : t('asOf.never'));
  return (
    <>
      {kept ? (
        <dl className="figures">
          <Figure name={t('device.contacts')} value={kept.contacts.toLocaleString(language)} more={moment(sync?.asOf)} />
          <Figure name={t('device.cards')} value={kept.cards.toLocaleString(language)} more={t('device.cardsMore')} />
          <Figure
            name={t('device.pinned')}
            value={kept.pinned.toLocaleString(language)}
            more={kept.pinnedHere < kept.pinned ? t('device.pinnedHere', { count: kept.pinnedHere }) : t('device.pinnedAll')}
          />
          <Figure name={t('device.waiting')} value={(wishes?.length ?? 0).toLocaleString(language)} more={t('device.waitingMore')} />
          {balance && (
            <Figure
              name={t('balance.title')}
              value={t('app.creditsOf', { left: balance.available, allotment: balance.allotment })}
              more={moment(balance.at)}
            />
          )}
        </dl>
      ) : (
        <Skeleton widths={[50, 70, 60]} />
      )}
      <section aria-labelledby="room">
        <h3 id="room">{t('device.room')}</h3>
        {use === undefined ? <Skeleton widths={[40, 60]} /> : <Room use={use} language={language} />}
      </section>
      <Repair />
      <p className="fine">
        {t('device.version', { version: browser.runtime.getManifest().version })}
        {server && ` · ${t('server.is', { server: new URL(server).host })}`}
      </p>
    </>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        <span className="fine">{more}</span>
      </dd>
    </div>
  );
}

/** Asked again whenever what is kept has changed. */
function useStorageUse(kept: object | undefined): StorageUse | undefined {
  const [told, setTold] = useState<{ kept: object | undefined; use: StorageUse }>();
  useEffect(() => {
    let shown = true;
    void (async () => {
      const use = await sendMessage('storageUse');
      if (shown) setTold({ kept, use });
    })();
    return () => {
      shown = false;
    };
  }, [kept]);
  return told?.use;
}

function Room({ use: { usedBytes, quotaBytes, isPersistent }, language }: { use: StorageUse; language: Language }) {
  const { t } = useWords();
  return (
    <>
      <p>{t('device.used', { used: inBytes(usedBytes, language), quota: inBytes(quotaBytes, language) })}</p>
      <progress max={Math.max(quotaBytes, 1)} value={usedBytes} aria-label={t('device.room')} />
      <p className="soft">{t(isPersistent ? 'device.persistent' : 'device.notPersistent')}</p>
    </>
  );
}

function Repair() {
  const { t } = useWords();
  const [state, setState] = useState<'shown' | 'asking' | 'doing' | 'done' | Trouble>('shown');

  async function repair(): Promise<void> {
    setState('doing');
    const answer = await sendMessage('repair');
    setState(isTrouble(answer) ? answer : 'done');
  }

  return (
    <section aria-labelledby="repair">
      <h3 id="repair">{t('repair.title')}</h3>
      <p>{t('repair.what')}</p>
      <p className="soft">{t('repair.stays')}</p>
      {state === 'asking' ? (
        <div className="row-of-buttons">
          <Button kind="primary" onClick={() => void repair()}>
            {t('repair.now')}
          </Button>
          <Button kind="plain" onClick={() => setState('shown')}>
            {t('panel.notNow')}
          </Button>
        </div>
      ) : (
        <div className="row-of-buttons">
          <Button kind="quiet" disabled={state === 'doing'} onClick={() => setState('asking')}>
            {t(state === 'doing' ? 'repair.doing' : 'repair.do')}
          </Button>
          <output>{state === 'done' && t('repair.done')}</output>
        </div>
      )}
      {isTrouble(state) && (
        <p className="line" role="alert">
          {troubleInWords(state, t)}
        </p>
      )}
    </section>
  );
}
