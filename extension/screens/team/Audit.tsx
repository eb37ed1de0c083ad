/** Who did what of consequence in the workspace, and when: the newest first, a page at a time. */
import { useState } from 'react';
import { auditActs, type AuditAct, type AuditEntry, type AuditPage } from '@wellmet/shared/audit';
import { clock } from '../../i18n/time.ts';
import { useWords, type Key, type T } from '../../i18n/words.ts';
import { Select } from '../../look/Select.tsx';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { roles } from '../account/WorkspaceSwitcher.tsx';
import { asked } from '../campaigns/doing.ts';
import { InTheWay } from './InTheWay.tsx';
import { useTold } from './told.ts';

export function Audit() {
  const { t } = useWords();
  const [act, setAct] = useState<AuditAct | ''>('');
  const [memberId, setMember] = useState('');
  const members = useTold(() => sendMessage('members', undefined)).answer?.members ?? [];
  const filter = { ...(act !== '' && { act }), ...(memberId !== '' && { memberId }) };
  return (
    <>
      <p className="soft">{t('audit.more')}</p>
      <div className="team-filters">
        <Select
          stands="field"
          label={t('audit.what')}
          value={act}
          options={[['', t('audit.everything')], ...auditActs.map((one) => [one, t(actNames[one])] as const)]}
          onChange={setAct}
        />
        <Select
          stands="field"
          label={t('audit.who')}
          value={memberId}
          options={[['', t('audit.everybody')], ...members.map(({ id, name }) => [id, name] as const)]}
          onChange={setMember}
        />
      </div>
      <Found
        key={JSON.stringify(filter)}
        filter={filter}
        onShowAll={() => {
          setAct('');
          setMember('');
        }}
      />
    </>
  );
}

interface Filter {
  act?: AuditAct;
  memberId?: string;
}

function Found({ filter, onShowAll }: { filter: Filter; onShowAll: () => void }) {
  const { t } = useWords();
  const { answer, trouble, ask } = useTold(() => sendMessage('audit', filter));
  if (!answer) return trouble ? <InTheWay trouble={trouble} onAgain={() => void ask()} /> : <Skeleton widths={[100, 100, 100]} />;
  if (answer.entries.length > 0) return <Entries first={answer} filter={filter} />;
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <div className="empty">
      <p>{t(isNarrowed ? 'audit.noneSo' : 'audit.none')}</p>
      {isNarrowed && (
        <button type="button" className="link" onClick={onShowAll}>
          {t('audit.showAll')}
        </button>
      )}
    </div>
  );
}

interface EntriesProps {
  first: AuditPage;
  filter: Filter;
}

function Entries({ first, filter }: EntriesProps) {
  const { t, language } = useWords();
  const now = useNow();
  const [{ entries, next }, setShown] = useState(first);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();

  async function bringEarlier(): Promise<void> {
    if (next === undefined || isBusy) return;
    setBusy(true);
    const page = await asked(sendMessage('audit', { ...filter, cursor: next }));
    setBusy(false);
    setTrouble(isTrouble(page) ? page : undefined);
    if (!isTrouble(page)) setShown({ ...page, entries: [...entries, ...page.entries] });
  }

  return (
    <>
      <ol className="team-audit">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p>
              <strong>{t(actNames[entry.act])}</strong>
              <span dir="auto">{aboutInWords(entry, t)}</span>
            </p>
            <p className="soft">
              <span dir="auto">{whoIn(entry, t)}</span>
              {' · '}
              <time dateTime={entry.at}>{clock(entry.at, t, language, now)}</time>
            </p>
          </li>
        ))}
      </ol>
      {trouble && <InTheWay trouble={trouble} onAgain={() => void bringEarlier()} />}
      {next !== undefined && !trouble && (
        <Button kind="quiet" aria-disabled={isBusy} onClick={() => void bringEarlier()}>
          {t('audit.earlier')}
        </Button>
      )}
    </>
  );
}

function whoIn({ act, by, about: { keyId } }: AuditEntry, t: T): string {
  const name = by?.name || t('audit.somebody');
  const isByKey = keyId !== undefined && act !== 'key-made' && act !== 'key-revoked';
  if (by) return isByKey ? t('audit.byKey', { name }) : name;
  return t(act === 'webhook-paused' ? 'audit.itself' : 'audit.operator');
}

/** Whom or what it was about, and from what to what. */
function aboutInWords({ act, about: { memberName, email, name, from, to } }: AuditEntry, t: T): string {
  const whom = memberName ?? email ?? name;
  const [before, after] = act === 'cap-changed' ? [from ?? t('team.noCap'), to ?? t('team.noCap')] : [from, to];
  const change = [before, after].flatMap((value) => (value === undefined ? [] : valueInWords(value, t))).join(' → ');
  return [whom, change].filter(Boolean).join(' · ');
}

const valueInWords = (value: string, t: T): string =>
  value === 'owner' || value === 'admin' || value === 'member' ? t(roles[value]) : value;

const actNames: Record<AuditAct, Key> = {
  'workspace-made': 'audit.act.workspace-made',
  'workspace-renamed': 'audit.act.workspace-renamed',
  'member-invited': 'audit.act.member-invited',
  'invitation-resent': 'audit.act.invitation-resent',
  'invitation-revoked': 'audit.act.invitation-revoked',
  'member-joined': 'audit.act.member-joined',
  'role-changed': 'audit.act.role-changed',
  'member-removed': 'audit.act.member-removed',
  'member-left': 'audit.act.member-left',
  'cap-changed': 'audit.act.cap-changed',
  'key-made': 'audit.act.key-made',
  'key-revoked': 'audit.act.key-revoked',
  'webhook-set': 'audit.act.webhook-set',
  'webhook-removed': 'audit.act.webhook-removed',
  'webhook-paused': 'audit.act.webhook-paused',
  'plan-asked': 'audit.act.plan-asked',
  'plan-changed': 'audit.act.plan-changed',
  'retention-changed': 'audit.act.retention-changed',
  'contact-exported': 'audit.act.contact-exported',
  'contact-erased': 'audit.act.contact-erased',
};
