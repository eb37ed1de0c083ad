/** One row of the ledger in a line, and behind "Why was this charged?" everything that is known of it. */
import { useEffect, useId, useState, type ReactNode } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Check, ChevronDown, Copy } from 'lucide-react';
import type { LedgerRow } from '@wellmet/shared/ledger';
import { contactsNamed } from '../../cache/readContacts.ts';
import { momentInZone } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { addressOf } from '../app/route.ts';
import { amountInWords, circumstancesOf, ruleOf, searchInWords } from './explain.ts';
import { pageNames, sourceNames } from './names.ts';

interface EntryProps {
  row: LedgerRow;
  timeZone: string;
  /** Says an instant as "3 Nov, 14:02" of that zone. */
  moment: (instant: string) => string;
}

export function EntryOf({ row, timeZone, moment }: EntryProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const more = useId();
  const line = useId();
  const { contact, at, amount } = row;
  const person = contact && (contact.name ?? t('ledger.erased'));
  return (
    <li className="entry" data-kind={row.kind}>
      <div className="entry-line">
        <span className="entry-sign" aria-hidden="true">
          {amount > 0 ? '+' : amount < 0 ? '−' : '='}
        </span>
        <p id={line}>
          <strong>{amountInWords(row, t)}</strong>
          {person !== undefined && (
            <>
              {' · '}
              <span className={contact?.name === undefined ? 'soft' : 'entry-person'} dir="auto">
                {person}
              </span>
            </>
          )}
          {circumstancesOf(row, t).map((words) => (
            <span key={words} className="soft">
              {' · '}
              {words}
            </span>
          ))}
          <span className="soft">
            {' · '}
            <time dateTime={at}>{moment(at)}</time>
          </span>
        </p>
        <button
          type="button"
          className="entry-why"
          aria-expanded={isOpen}
          aria-controls={isOpen ? more : undefined}
          aria-describedby={line}
          onClick={() => setOpen(!isOpen)}
        >
          {t(row.kind === 'debit' ? 'ledger.why' : 'ledger.whyOther')}
          <ChevronDown size={14} aria-hidden="true" />
        </button>
      </div>
      {isOpen && (
        <div id={more} className="entry-more">
          <p>{ruleOf(row, t, moment)}</p>
          <Known row={row} timeZone={timeZone} />
        </div>
      )}
    </li>
  );
}

function Known({ row, timeZone }: Omit<EntryProps, 'moment'>) {
  const { t, language } = useWords();
  const now = useNow();
  const { contact, member, source, page, searchContext, campaign, requestId, plan, reason, restores, kind } = row;
  const who = (name: string): string => name || t('ledger.formerMember');
  return (
    <dl>
      <Fact name={t('ledger.when')}>{momentInZone(row.at, timeZone, t, language, now)}</Fact>
      <Fact name={t('ledger.who')}>{member && who(member.name)}</Fact>
      <Fact name={t('ledger.contact')}>
        {contact && (contact.name === undefined ? t('ledger.erasedMore') : <Person id={contact.id} name={contact.name} />)}
      </Fact>
      <Fact name={t('ledger.source')}>{source && t(sourceNames[source])}</Fact>
      <Fact name={t('ledger.page')}>{page && t(pageNames[page])}</Fact>
      <Fact name={t('ledger.search')}>{searchContext !== undefined && <span dir="auto">{searchInWords(searchContext)}</span>}</Fact>
      <Fact name={t('find.campaign')}>
        {campaign && (
          <a className="link" href={addressOf({ room: 'campaign', id: campaign.id })} dir="auto">
            {campaign.name}
          </a>
        )}
      </Fact>
      <Fact name={t('ledger.restored')}>
        {restores &&
          t('ledger.restoredOf', { name: who(restores.member.name), moment: momentInZone(restores.at, timeZone, t, language, now) })}
      </Fact>
      <Fact name={t('ledger.planVersion')}>
        {plan &&
          t('ledger.planIs', { plan: plan.code, version: String(plan.version), seats: t('ledger.seats', { count: plan.seats ?? 1 }) })}
      </Fact>
      <Fact name={t('ledger.reason')}>{kind === 'adjustment' && reason !== undefined && t('quoted', { text: reason })}</Fact>
      <Fact name={t('ledger.after')}>{t('credits', { count: row.balanceAfter })}</Fact>
      <Fact name={t('ledger.request')}>{requestId !== undefined && <RequestId id={requestId} />}</Fact>
    </dl>
  );
}

/** Leads to the contact where there is one: an id that became another one's is a name alone. */
function Person({ id, name }: { id: string; name: string }) {
  const [row] = useLiveQuery(() => contactsNamed([id]), [id]) ?? [];
  if (!row) return <span dir="auto">{name}</span>;
  return (
    <a className="link" href={addressOf({ room: 'contact', id })} dir="auto">
      {name}
    </a>
  );
}

/** Nothing where nothing is known. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === undefined || children === false) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const confirmationMs = 2000;

function RequestId({ id }: { id: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');

  useEffect(() => {
    if (copied !== 'yes') return undefined;
    const timer = setTimeout(() => setCopied('no'), confirmationMs);
    return () => clearTimeout(timer);
  }, [copied]);

  function copy(): void {
    navigator.clipboard.writeText(id).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  }

  return (
    <>
      <code>{id}</code>
      <button type="button" className="icon-button" aria-label={t('ledger.copyRequest')} title={t('ledger.copyRequest')} onClick={copy}>
        {copied === 'yes' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      </button>
      <output className={copied === 'failed' ? 'error' : 'unseen'}>
        {copied === 'yes' && t('hooks.copied')}
        {copied === 'failed' && t('hooks.notCopied')}
      </output>
    </>
  );
}
