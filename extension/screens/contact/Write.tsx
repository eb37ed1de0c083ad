/** Writing to a contact: a draft from what is known, at once and without network; what it rests on; and what to do with it. Wellmet sends nothing. product.md 3.6, 5. */
import { useEffect, useRef, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Check, Copy, Mail, Phone, RotateCcw, Send, X } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import { draft, noteLength, type Draft, type Wanted } from '@wellmet/shared/drafts/draft';
import { knownOf, type Known, type Shown } from '@wellmet/shared/drafts/known';
import type { Hook } from '@wellmet/shared/insight';
import type { Field as FieldName } from '@wellmet/shared/templates/text';
import { fillTemplate, valuesOf } from '@wellmet/shared/templates/values';
import { useStore } from 'zustand';
import type { CardRow, ContactRow, WishRow } from '../../cache/database.ts';
import { templatesHere, whoIsSignedIn, type SignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { sortable } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { gapIn } from '../templates/fieldWords.ts';
import { locationOf } from './location.ts';
import { Missing } from './Missing.tsx';
import { engagementsOf, fieldOf, wordsOf } from './waiting.ts';
import { WriteOptions } from './WriteOptions.tsx';
import { WriteSources } from './WriteSources.tsx';
import { WriteStyle } from './WriteStyle.tsx';
import { blank, change, mailAddress, writings, type Paperwork, type Writing } from './writing.ts';

interface WriteProps {
  row: ContactRow;
  card: CardRow;
  /** About this contact. */
  wishes: readonly WishRow[];
  onClose: () => void;
}

export default function Write(props: WriteProps) {
  const account = useLiveQuery(whoIsSignedIn);
  return account ? <Writer {...props} member={account.member} /> : <section className="write" aria-busy="true" />;
}

function Writer({ row, card, wishes, onClose, member }: WriteProps & Pick<SignedIn, 'member'>) {
  const { t, language } = useWords();
  const today = sortable(useNow()).slice(0, 10);
  const key = `${member.id} ${row.id}`;
  const writing = useStore(writings, (all) => all[key] ?? blank);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const shown = shownOf(row, card, wishes, member.name);
  const whole: Known = {
    ...knownOf(shown, { ...card.contact, words: wordsOf(card.contact, wishes, member.name) }),
    ...lastDone(card, wishes),
  };
  const { manner, ...plain } = whole;
  const known = writing.isPlain ? plain : whole;
  const templates = useLiveQuery(templatesHere) ?? [];
  const template = templates.find(({ id }) => id === writing.template);
  const theirs = card.contact.insights.language;
  const inLanguage = template?.language ?? writing.language ?? theirs ?? language;
  const hook = writing.hook === undefined ? known.hooks[0] : known.hooks.find((one) => hookKey(one) === writing.hook);
  const { purpose, length, about } = writing;
  const { channel } = template ?? writing;
  const wanted: Wanted = { known, hook, channel, purpose, length, about, language: inLanguage, sender: member.name, today };
  const location = locationOf(shown, card.contact);
  const fresh: Paperwork = template ? fillTemplate(template, valuesOf({ ...wanted, location }), gapIn(t)) : draft(wanted);
  const name = shown.name;
  return (
    <section className="write" aria-labelledby="write">
      <div className="write-head">
        <h2 id="write" ref={heading} tabIndex={-1} dir="auto">
          {t('write.title', { name })}
        </h2>
        <button type="button" className="icon-button" aria-label={t('write.close')} title={t('write.close')} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      <WriteOptions
        writing={{ ...writing, channel, language: inLanguage }}
        hooks={known.hooks.map((one) => ({ key: hookKey(one), hook: one }))}
        hookKey={hook && hookKey(hook)}
        theirs={theirs}
        templates={templates}
        template={template}
        onChange={(by) => change(key, by)}
      />
      {manner && !template && (
        <WriteStyle manner={manner} isUsed={!writing.isPlain} onChange={(isUsed) => change(key, { isPlain: !isUsed })} />
      )}
      <Paper id={row.id} name={name} wishes={wishes} writing={{ ...writing, channel }} fresh={fresh} onChange={(by) => change(key, by)} />
    </section>
  );
}

/** A hook by what it says: its place in the list changes with every analysis. */
const hookKey = ({ kind, evidence }: Hook): string => `${kind} ${evidence.quote}`;

/** As the member sees the contact, with what they have corrected and the server has not confirmed. */
function shownOf(row: ContactRow, card: CardRow, wishes: readonly WishRow[], by: string): Shown & Pick<ContactRow, 'location'> {
  const [name, company, location] = (['name', 'company', 'location'] as const).map((field) => fieldOf(field, row, card, wishes));
  const edits = {
    ...row.edits,
    ...(name?.wish && { name: { by, at: name.wish.madeAt } }),
    ...(company?.wish && { company: { by, at: company.wish.madeAt } }),
    ...(location?.wish && { location: { by, at: location.wish.madeAt } }),
  };
  return { name: name?.value ?? row.name, company: company?.value, location: location?.value, edits };
}

/** What a follow-up can name: the member's own, and not taken back. */
function lastDone(card: CardRow, wishes: readonly WishRow[]): Pick<Known, 'last'> {
  const done = engagementsOf(card.contact, wishes).find(
    ({ what, byYou, takingBack }) => byYou && !takingBack && what !== 'noted' && what !== 'copied',
  );
  return done ? { last: { what: done.what, day: sortable(new Date(done.doneAt)).slice(0, 10) } } : {};
}

/** What was last done with the draft. */
type Told = 'copied' | 'notCopied' | 'mailTooLong' | 'written' | 'unmarked' | { marked: string };

interface PaperProps {
  id: string;
  name: string;
  wishes: readonly WishRow[];
  writing: Writing;
  /** The draft that the choices give. */
  fresh: Paperwork;
  onChange: (by: Partial<Writing>) => void;
}

function Paper({ id, name, wishes, writing, fresh, onChange }: PaperProps) {
  const { t } = useWords();
  const [told, setTold] = useState<Told>();
  const [trouble, setTrouble] = useState<Trouble>();
  const { channel, to, edited, replaced } = writing;
  const { subject, text } = edited ?? { subject: fresh.subject ?? '', text: fresh.text };
  const what = channel === 'call' ? 'called' : 'sent';
  const contact = { id, name };
  const isMarked = typeof told === 'object';
  const gap = gapIn(t);
  /** As long as its place is still marked: typed over, nothing is missing. */
  const missing = ((edited?.from ?? fresh).missing ?? []).filter((field) => `${subject}\n${text}`.includes(gap(field)));
  const isBlocked = missing.length > 0;

  function edit(by: { subject?: string; text?: string }): void {
    const next = { subject, text, from: edited?.from ?? fresh, ...by };
    const isAsDrafted = next.text === fresh.text && next.subject === (fresh.subject ?? '');
    setTold(undefined);
    onChange({ edited: isAsDrafted ? undefined : next, replaced: undefined });
  }

  function copy(words: string, then: Told = 'copied'): void {
    if (isBlocked) return showMissing();
    navigator.clipboard.writeText(words).then(
      () => setTold(then),
      () => setTold('notCopied'),
    );
  }

  async function mark(): Promise<void> {
    const requestId = uuidv7();
    setTrouble(undefined);
    setTold({ marked: requestId });
    const said = (channel === 'email' && subject ? `${subject}\n\n${text}` : text).trim().slice(0, maxTextLength);
    const answer = await sendMessage('engage', {
      requestId,
      contact,
      what,
      ...(said !== '' && { text: said }),
      doneAt: new Date().toISOString(),
    });
    if (!isTrouble(answer)) return;
    setTrouble(answer);
    setTold(undefined);
  }

  async function unmark(requestId: string): Promise<void> {
    setTrouble(undefined);
    // What has not gone out need not be taken back from the server.
    if (wishes.some((wish) => wish.requestId === requestId)) await sendMessage('dropWish', { requestId });
    else {
      const answer = await sendMessage('withdrawEngagement', { requestId: uuidv7(), contact, engagementId: requestId });
      if (isTrouble(answer)) return setTrouble(answer);
    }
    setTold('unmarked');
  }

  /** For this message alone. */
  function fill(field: FieldName, words: string): void {
    edit({ subject: subject.replaceAll(gap(field), () => words), text: text.replaceAll(gap(field), () => words) });
  }

  function writeAnew(): void {
    onChange({ edited: undefined, replaced: edited });
    setTold('written');
  }

  const mail = mailAddress({ to, subject, text });
  return (
    <div className="paper">
      {channel === 'email' && (
        <div className="paper-mail">
          <Field
            label={t('write.to')}
            note={t('signUp.optional')}
            type="email"
            autoComplete="off"
            value={to}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
          <div className="paper-subject">
            <Field
              label={t('write.subject')}
              value={subject}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => edit({ subject: event.currentTarget.value })}
            />
            <button
              type="button"
              className="icon-button"
              aria-label={t('write.copySubject')}
              title={t('write.copySubject')}
              onClick={() => copy(subject)}
            >
              <Copy size={14} aria-hidden="true" />
            </button>
          </div>
        </div>
      )}
      <TextOf channel={channel} text={text} onChange={(words) => edit({ text: words })} />
      {edited && (
        <p className="paper-stays">
          <span className="fine">{t('write.stays')}</span>
          <Button kind="quiet" onClick={writeAnew}>
            <RotateCcw size={14} aria-hidden="true" />
            {t('write.anew')}
          </Button>
        </p>
      )}
      {isBlocked && <Missing fields={missing} onFill={fill} onAnother={() => focusOn('#write-template select')} />}
      <div className="paper-acts">
        <Button kind="primary" aria-disabled={isBlocked} onClick={() => copy(text)}>
          {told === 'copied' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
          {t('write.copy')}
        </Button>
        {channel === 'email' && isBlocked && (
          <Button kind="quiet" aria-disabled onClick={showMissing}>
            <Mail size={14} aria-hidden="true" />
            {t('write.openMail')}
          </Button>
        )}
        {channel === 'email' && !isBlocked && (
          <a
            className="button quiet"
            href={mail.address}
            target="_blank"
            rel="noreferrer"
            onClick={() => !mail.isWhole && copy(text, 'mailTooLong')}
          >
            <Mail size={14} aria-hidden="true" />
            {t('write.openMail')}
          </a>
        )}
        <Button kind="quiet" aria-disabled={isMarked || isBlocked} onClick={() => (isBlocked ? showMissing() : !isMarked && void mark())}>
          {what === 'called' ? <Phone size={14} aria-hidden="true" /> : <Send size={14} aria-hidden="true" />}
          {t(what === 'called' ? 'write.markCalled' : 'write.markSent')}
        </Button>
      </div>
      <div className="paper-told">
        <output>
          {told === 'copied' && t('hooks.copied')}
          {told === 'notCopied' && t('hooks.notCopied')}
          {told === 'mailTooLong' && t('write.mailTooLong')}
          {told === 'written' && t('write.written')}
          {told === 'unmarked' && t('write.unmarked')}
          {isMarked && t(what === 'called' ? 'write.markedCalled' : 'write.markedSent')}
        </output>
        {isMarked && (
          <button type="button" className="link" onClick={() => void unmark(told.marked)}>
            {t('campaign.undo')}
          </button>
        )}
        {told === 'written' && replaced && (
          <button
            type="button"
            className="link"
            onClick={() => {
              onChange({ edited: replaced, replaced: undefined });
              setTold(undefined);
            }}
          >
            {t('campaign.undo')}
          </button>
        )}
      </div>
      {trouble && (
        <p className="line" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
      <WriteSources claims={claimsIn(edited?.from ?? fresh, subject, text)} isEdited={edited !== undefined} />
    </div>
  );
}

const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();
/** Why what was pressed does nothing. */
const showMissing = (): void => focusOn('.write-fill input');

/** What an engagement keeps. */
const maxTextLength = 4000;

/** Where a member has rewritten a sentence, it is no longer what the source was for. */
function claimsIn({ claims }: Paperwork, subject: string, text: string): Draft['claims'] {
  return claims.filter((claim) => text.includes(claim.text) || subject === claim.text);
}

function TextOf({ channel, text, onChange }: { channel: Writing['channel']; text: string; onChange: (text: string) => void }) {
  const { t } = useWords();
  const left = noteLength - text.length;
  const isNote = channel === 'note';
  return (
    <div className="field">
      <label htmlFor="draft">{t('write.text')}</label>
      <textarea
        id="draft"
        rows={isNote ? 6 : 12}
        maxLength={maxTextLength}
        dir="auto"
        value={text}
        aria-invalid={isNote && left < 0}
        aria-describedby={isNote ? 'draft-left' : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {isNote && (
        <p id="draft-left" className={left < 0 ? 'error' : 'hint'}>
          {left < 0 ? t('write.tooLong', { count: -left, most: noteLength }) : t('write.left', { count: left })}
        </p>
      )}
      {/* Said once, not at every key. */}
      <output className="unseen">{isNote && left < 0 && t('write.isTooLong')}</output>
    </div>
  );
}
