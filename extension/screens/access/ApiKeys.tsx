/** Keys for programs of the workspace: made by admins and owners, shown once, revoked at once. */
import { useEffect, useState, type SubmitEvent } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { v7 as uuidv7 } from 'uuid';
import { apiScopes, type ApiKey, type ApiScope, type NewApiKey } from '@wellmet/shared/apiKey';
import { whoIsSignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { ago, day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { Select } from '../../look/Select.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';
import { AskOnce } from '../app/AskOnce.tsx';
import { Checks } from '../app/Checks.tsx';
import { ToCopy } from '../app/ToCopy.tsx';
import { AccessWords } from './AccessWords.tsx';

const scopeNames = {
  read: 'apiKeys.read',
  analyse: 'apiKeys.analyse',
  campaigns: 'apiKeys.campaigns',
  manage: 'apiKeys.manage',
} as const satisfies Record<ApiScope, string>;

const bring = async (show: (told: { keys: ApiKey[] } | Trouble) => void): Promise<void> => show(await asked(sendMessage('apiKeys')));

export default function ApiKeys() {
  return (
    <AccessWords>
      <Keys />
    </AccessWords>
  );
}

function Keys() {
  const { t } = useWords();
  const workspaceId = useLiveQuery(whoIsSignedIn)?.workspace.id;
  const [told, setTold] = useState<{ keys: ApiKey[] } | Trouble>();
  const [made, setMade] = useState<string>();
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    if (workspaceId !== undefined) void bring(setTold);
  }, [workspaceId]);

  async function revoke(id: string): Promise<Trouble | undefined> {
    const answer = await asked(sendMessage('revokeApiKey', { id, requestId: uuidv7() }));
    if (isTrouble(answer)) return answer;
    await bring(setTold);
    return undefined;
  }

  if (!told) return <Skeleton widths={[60, 80]} />;
  if (isTrouble(told)) return <p className="soft">{troubleInWords(told, t)}</p>;
  return (
    <>
      <p className="soft">{t('apiKeys.more')}</p>
      {made !== undefined && <Made secret={made} onKept={() => setMade(undefined)} />}
      {told.keys.length === 0 && <p className="soft">{t('apiKeys.none')}</p>}
      <ul className="access-list">
        {told.keys.map((key) => (
          <Key key={key.id} of={key} onRevoke={() => revoke(key.id)} />
        ))}
      </ul>
      {isNew ? (
        <Form
          onCancel={() => setNew(false)}
          onMade={(secret) => {
            setNew(false);
            setMade(secret);
            void bring(setTold);
          }}
        />
      ) : (
        <div className="row-of-buttons">
          <Button kind="quiet" onClick={() => setNew(true)}>
            {t('apiKeys.new')}
          </Button>
        </div>
      )}
    </>
  );
}

function Key({ of, onRevoke }: { of: ApiKey; onRevoke: () => Promise<Trouble | undefined> }) {
  const { t, language } = useWords();
  const now = useNow();
  const facts = [
    t('apiKeys.by', { by: of.madeBy.name }),
    of.lastUsedAt === undefined ? t('apiKeys.unused') : t('apiKeys.used', { when: ago(of.lastUsedAt, language, now) }),
    of.expiresAt === undefined ? t('apiKeys.forEver') : t('apiKeys.until', { when: day(of.expiresAt, language, now) }),
  ];
  return (
    <li>
      <div>
        <span className="access-name">{of.name}</span>
        <span className="soft">{of.scopes.map((scope) => t(scopeNames[scope])).join(' · ')}</span>
        <span className="fine">{facts.join(' · ')}</span>
      </div>
      <AskOnce
        kind="plain"
        label={t('apiKeys.revoke')}
        name={t('apiKeys.revokeNamed', { name: of.name })}
        question={t('apiKeys.revokeSure')}
        destroys
        yes={t('apiKeys.revokeYes')}
        doing={t('apiKeys.revoking')}
        onYes={onRevoke}
      />
    </li>
  );
}

function Made({ secret, onKept }: { secret: string; onKept: () => void }) {
  const { t } = useWords();
  return (
    <section className="access-made" aria-label={t('apiKeys.key')}>
      <p>{t('apiKeys.once')}</p>
      <ToCopy label={t('apiKeys.key')} value={secret} />
      <div className="row-of-buttons">
        <Button kind="quiet" onClick={onKept}>
          {t('apiKeys.kept')}
        </Button>
      </div>
    </section>
  );
}

type Days = '30' | '90' | '365' | 'forEver';
const daysOf: Record<Days, NewApiKey['days']> = { 30: 30, 90: 90, 365: 365, forEver: null };

function Form({ onMade, onCancel }: { onMade: (secret: string) => void; onCancel: () => void }) {
  const { t } = useWords();
  // Said again after trouble it is the same key.
  const [requestId] = useState(() => uuidv7());
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ApiScope[]>(['read']);
  const [days, setDays] = useState<Days>('90');
  const [state, setState] = useState<'shown' | 'doing' | 'nameMissing' | 'scopeMissing' | Trouble>('shown');

  async function make(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (state === 'doing') return;
    if (name.trim() === '') return setState('nameMissing');
    if (scopes.length === 0) return setState('scopeMissing');
    setState('doing');
    const answer = await asked(sendMessage('makeApiKey', { requestId, name: name.trim(), scopes, days: daysOf[days] }));
    return isTrouble(answer) ? setState(answer) : onMade(answer.secret);
  }

  return (
    <form className="access-form" noValidate onSubmit={(event) => void make(event)}>
      <Field
        label={t('apiKeys.name')}
        value={name}
        maxLength={60}
        autoComplete="off"
        error={state === 'nameMissing' ? t('apiKeys.nameMissing') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checks title={t('apiKeys.scopes')} all={apiScopes} chosen={scopes} name={(scope) => t(scopeNames[scope])} onChange={setScopes} />
      <Select
        label={t('apiKeys.ends')}
        value={days}
        options={[
          ['30', t('apiKeys.days', { count: 30 })],
          ['90', t('apiKeys.days', { count: 90 })],
          ['365', t('apiKeys.days', { count: 365 })],
          ['forEver', t('apiKeys.forEver')],
        ]}
        onChange={setDays}
      />
      {state === 'scopeMissing' && (
        <p className="line" role="alert">
          {t('apiKeys.scopeMissing')}
        </p>
      )}
      {typeof state === 'object' && (
        <p className="line" role="alert">
          {troubleInWords(state, t)}
        </p>
      )}
      <div className="row-of-buttons">
        <Button kind="primary" type="submit" aria-disabled={state === 'doing'}>
          {t(state === 'doing' ? 'apiKeys.making' : 'apiKeys.make')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('signIn.cancel')}
        </Button>
      </div>
    </form>
  );
}
