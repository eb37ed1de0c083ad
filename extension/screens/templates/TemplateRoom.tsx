/** One template: written on the left, on real contacts on the right. What is typed is kept on this device at every key, and the workspace's when it is saved. */
import { useEffect, useRef, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { ArrowLeft } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import { channels } from '@wellmet/shared/drafts/sentences';
import {
  isSameContent,
  templateNameLength,
  templateSubjectLength,
  templateTextLength,
  type TemplateContent,
} from '@wellmet/shared/template';
import { fields, fieldsIn, type Field as FieldName } from '@wellmet/shared/templates/text';
import type { TemplateDraftRow, TemplateRow } from '../../cache/database.ts';
import { templateDrafts, templatesHere, whoIsSignedIn, type SignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { when } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { Select } from '../../look/Select.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { Menu } from '../campaigns/Menu.tsx';
import { channelKeys, fieldKeys, languageKeys, typedAs } from './fieldWords.ts';
import { begin, contentOf, removed } from './making.ts';
import { Preview } from './Preview.tsx';

export default function TemplateRoom({ id }: { id: string }) {
  const { t } = useWords();
  const kept = useLiveQuery(async () => {
    const [rows, drafts, account] = await Promise.all([templatesHere(), templateDrafts(), whoIsSignedIn()]);
    return { row: rows.find((row) => row.id === id), draft: drafts.find((draft) => draft.id === id), account };
  }, [id]);
  return (
    <div className="page wide template-room">
      <a className="back" href={addressOf({ room: 'templates' })}>
        <ArrowLeft size={14} aria-hidden="true" />
        {t('templates.title')}
      </a>
      {!kept?.account ? (
        <Skeleton widths={[30, 60, 45]} />
      ) : kept.row || kept.draft ? (
        <Editor id={id} row={kept.row} draft={kept.draft} account={kept.account} />
      ) : (
        <>
          <RoomHead title={t('templates.gone')} />
          <p className="soft">{t('templates.goneMore')}</p>
        </>
      )}
    </div>
  );
}

interface EditorProps {
  id: string;
  row: TemplateRow | undefined;
  draft: TemplateDraftRow | undefined;
  account: SignedIn;
}

const empty: TemplateContent = { name: '', channel: 'note', language: 'en', text: '' };

function Editor({ id, row, draft, account }: EditorProps) {
  const { t, language } = useWords();
  const now = useNow();
  const [typed, setTyped] = useState(draft?.content);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [told, setTold] = useState<'saved' | 'theirs'>();
  const [trouble, setTrouble] = useState<Trouble>();
  /** What "Take theirs" has put away. */
  const [putAway, setPutAway] = useState<TemplateContent>();
  const content = typed ?? (row ? contentOf(row) : empty);
  const { fields: used, unknown } = fieldsIn(content.channel === 'email' ? (content.subject ?? '') : '', content.text);
  const isNew = !row && draft?.basedOn === undefined;
  const isDeleted = !row && draft?.basedOn !== undefined;
  const isOvertaken = row !== undefined && draft !== undefined && draft.basedOn !== row.seq;

  // Saved: what is shown from now on is the workspace's.
  if (!draft && row && typed && told === 'saved' && isSameContent(typed, row)) setTyped(undefined);

  function edit(by: Partial<TemplateContent>): void {
    const next = { ...content, ...by };
    setTyped(next);
    setTold(undefined);
    setPutAway(undefined);
    if (row && !isOvertaken && isSameContent(next, row)) void sendMessage('dropTemplateDraft', { id });
    else void keep(next);
  }

  const keep = (next: TemplateContent, basedOn = draft ? draft.basedOn : row?.seq) =>
    sendMessage('keepTemplateDraft', { id, content: next, ...(basedOn !== undefined && { basedOn }) });

  async function save(): Promise<void> {
    setTried(true);
    if (isBusy || content.name.trim() === '' || content.text.trim() === '' || unknown.length > 0) return;
    setBusy(true);
    setTrouble(undefined);
    const { subject, ...rest } = content;
    const whole = { ...rest, ...(content.channel === 'email' && subject?.trim() && { subject }) };
    const basedOn = draft ? draft.basedOn : row?.seq;
    const answer = await sendMessage('saveTemplate', {
      requestId: uuidv7(),
      id,
      content: whole,
      ...(basedOn !== undefined && { basedOn }),
    });
    setBusy(false);
    if (!isTrouble(answer)) {
      // Without the subject that no other channel has.
      setTyped((latest) => (latest && isSameContent({ ...latest, subject: whole.subject }, whole) ? whole : latest));
      await sendMessage('dropTemplateDraft', { id });
      setTried(false);
      return setTold('saved');
    }
    setTrouble(answer);
  }

  async function remove(): Promise<void> {
    const { name } = content;
    if (!row) {
      await sendMessage('dropTemplateDraft', { id });
      removed.setState({ last: { name, back: () => sendMessage('keepTemplateDraft', { id, content }) } });
    } else {
      const answer = await sendMessage('deleteTemplate', { requestId: uuidv7(), id });
      if (isTrouble(answer)) return setTrouble(answer);
      removed.setState({ last: { name, back: () => sendMessage('restoreTemplate', { requestId: uuidv7(), id }) } });
    }
    location.hash = addressOf({ room: 'templates' });
  }

  async function takeTheirs(): Promise<void> {
    await sendMessage('dropTemplateDraft', { id });
    setPutAway(content);
    setTyped(undefined);
    setTold('theirs');
  }

  const mayDelete = !row || row.createdByYou || account.workspace.role !== 'member';
  const isUnsaved = draft !== undefined;
  return (
    <>
      <RoomHead title={content.name.trim() || t(isNew ? 'templates.new' : 'templates.unnamed')}>
        <div className="template-acts">
          <Button
            kind="quiet"
            onClick={() => void begin({ ...content, name: t('templates.copyOf', { name: content.name }).slice(0, templateNameLength) })}
          >
            {t('templates.duplicate')}
          </Button>
          {mayDelete && (
            <Button kind="quiet" onClick={() => void remove()}>
              {t(row ? 'templates.delete' : 'templates.throwAway')}
            </Button>
          )}
          <Button kind="primary" aria-disabled={isBusy} onClick={() => void save()}>
            {t('templates.save')}
          </Button>
        </div>
      </RoomHead>
      <div className="templates-told">
        <output>
          {told === 'saved' && !isUnsaved
            ? t('templates.saved')
            : told === 'theirs'
              ? t('templates.tookTheirs')
              : isUnsaved
                ? t('templates.keptHere')
                : row && t('templates.changedBy', { by: row.changedBy, when: when(row.changedAt, t, language, now) })}
        </output>
        {told === 'theirs' && putAway && (
          <button type="button" className="link" onClick={() => edit(putAway)}>
            {t('campaign.undo')}
          </button>
        )}
        {!mayDelete && row && <span className="fine">{t('templates.notYours', { by: row.createdBy })}</span>}
      </div>
      {trouble && !isOvertaken && !isDeleted && (
        <p className="line" role="alert">
          {saveTroubleInWords()}
        </p>
      )}
      {isOvertaken && row && (
        <div className="line template-overtaken" role="alert">
          <p>{t('templates.overtaken', { by: row.changedBy, when: when(row.changedAt, t, language, now) })}</p>
          <Button kind="quiet" onClick={() => void keep(content, row.seq)}>
            {t('templates.keepMine')}
          </Button>
          <Button kind="quiet" onClick={() => void takeTheirs()}>
            {t('templates.takeTheirs')}
          </Button>
        </div>
      )}
      {isDeleted && (
        <div className="line template-overtaken" role="alert">
          <p>{t('templates.deletedMeanwhile')}</p>
          <Button kind="quiet" onClick={() => void begin(content).then(() => sendMessage('dropTemplateDraft', { id }))}>
            {t('templates.asNew')}
          </Button>
        </div>
      )}
      <div className="template-columns">
        <Form content={content} unknown={unknown} isTried={isTried} isNew={isNew} onEdit={edit} />
        <Preview content={content} sender={account.member.name} />
      </div>
      <p className="fine">{used.length > 0 ? t('templates.fieldsUsed', { count: used.length }) : t('templates.noFields')}</p>
    </>
  );

  function saveTroubleInWords(): string {
    if (!trouble) return '';
    if (trouble.trouble === 'unreachable') return t('templates.notSaved');
    const isFull = trouble.trouble === 'refused' && trouble.problem.code === 'wrong-state';
    return isFull ? t('templates.full') : troubleInWords(trouble, t);
  }
}

interface FormProps {
  content: TemplateContent;
  unknown: string[];
  isTried: boolean;
  isNew: boolean;
  onEdit: (by: Partial<TemplateContent>) => void;
}

function Form({ content, unknown, isTried, isNew, onEdit }: FormProps) {
  const { t } = useWords();
  const { channel, language, text } = content;
  const area = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const caret = useRef<number>(undefined);
  useEffect(() => {
    if (isNew) place.current?.querySelector('input')?.focus();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- on arriving
  }, []);
  useEffect(() => {
    if (caret.current === undefined) return;
    area.current?.focus();
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [text]);

  function insert(field: FieldName): void {
    const { selectionStart = text.length, selectionEnd = text.length } = area.current ?? {};
    const typed = typedAs(field, language);
    caret.current = selectionStart + typed.length;
    onEdit({ text: `${text.slice(0, selectionStart)}${typed}${text.slice(selectionEnd)}`.slice(0, templateTextLength) });
  }

  const isEmpty = isTried && text.trim() === '';
  return (
    <div ref={place} className="template-form">
      <Field
        label={t('templates.name')}
        value={content.name}
        maxLength={templateNameLength}
        autoComplete="off"
        error={isTried && content.name.trim() === '' ? t('templates.nameMissing') : undefined}
        onChange={(event) => onEdit({ name: event.currentTarget.value })}
      />
      <div className="template-pair">
        <Select
          stands="field"
          label={t('write.channel')}
          value={channel}
          options={channels.map((one) => [one, t(channelKeys[one])])}
          onChange={(one) => onEdit({ channel: one })}
        />
        <Select
          stands="field"
          label={t('write.language')}
          value={language}
          options={(['en', 'fr'] as const).map((one) => [one, t(languageKeys[one])])}
          onChange={(one) => onEdit({ language: one })}
        />
      </div>
      {channel === 'email' && (
        <Field
          label={t('write.subject')}
          note={t('signUp.optional')}
          value={content.subject ?? ''}
          maxLength={templateSubjectLength}
          autoComplete="off"
          onChange={(event) => onEdit({ subject: event.currentTarget.value })}
        />
      )}
      <div className="field">
        <div className="template-text-head">
          <label htmlFor="template-text">{t('templates.text')}</label>
          <Menu label={t('templates.insert')} items={fields.map((field) => ({ name: t(fieldKeys[field]), act: () => insert(field) }))} />
        </div>
        <textarea
          ref={area}
          id="template-text"
          rows={12}
          maxLength={templateTextLength}
          dir="auto"
          lang={language}
          value={text}
          aria-invalid={unknown.length > 0 || isEmpty}
          aria-describedby="template-wrong template-how"
          onChange={(event) => onEdit({ text: event.currentTarget.value })}
        />
        <output id="template-wrong">
          {isEmpty && <span className="error">{t('templates.textMissing')}</span>}
          {unknown.map((raw) => (
            <span key={raw} className="error">
              {t('templates.unknown', { field: raw.slice(0, 60) })}
            </span>
          ))}
        </output>
        <p id="template-how" className="hint">
          {t('templates.how', { example: `${typedAs('company', language).slice(0, -1)}|…}` })}
        </p>
      </div>
    </div>
  );
}
