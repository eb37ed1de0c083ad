/** The templates of the workspace: to be found, begun, and gone on with. */
import { useEffect, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Plus, Search } from 'lucide-react';
import { useStore } from 'zustand';
import type { TemplateContent } from '@wellmet/shared/template';
import { syncState, templateDrafts, templatesHere } from '../../cache/read.ts';
import type { TemplateRow } from '../../cache/database.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { when } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, type Trouble } from '../../messages.ts';
import { freshness } from '../app/freshness.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { plain } from '../campaigns/view.ts';
import { channelKeys, languageKeys } from './fieldWords.ts';
import { begin, removed } from './making.ts';
import { startersIn } from './starters.ts';

/** From so many on one searches. */
const manyEnough = 7;

interface Line {
  id: string;
  content: TemplateContent;
  row: TemplateRow | undefined;
  isUnsaved: boolean;
}

async function linesHere(): Promise<{ lines: Line[]; isKnown: boolean }> {
  const [rows, drafts, state] = await Promise.all([templatesHere(), templateDrafts(), syncState()]);
  const typed = new Map(drafts.map((draft) => [draft.id, draft]));
  const fresh = drafts.filter(({ id }) => !rows.some((row) => row.id === id));
  return {
    lines: [
      ...fresh.map(({ id, content }) => ({ id, content, row: undefined, isUnsaved: true })),
      ...rows.map((row) => ({ id: row.id, content: typed.get(row.id)?.content ?? row, row, isUnsaved: typed.has(row.id) })),
    ],
    isKnown: state?.asOf !== undefined,
  };
}

export default function TemplatesRoom() {
  const { t, language } = useWords();
  const kept = useLiveQuery(linesHere);
  const { trouble } = useStore(freshness);
  const [query, setQuery] = useState('');
  const lines = kept?.lines ?? [];
  const found = lines.filter(({ content }) => plain(`${content.name} ${content.text}`).includes(plain(query.trim())));
  const beginNew = () => void begin({ name: '', channel: 'note', language, text: '' });
  return (
    <div className="page templates-room">
      <RoomHead title={t('templates.title')}>
        <Button kind="primary" onClick={beginNew}>
          <Plus size={15} aria-hidden="true" />
          {t('templates.new')}
        </Button>
      </RoomHead>
      <p className="soft">{t('templates.what')}</p>
      <Removed />
      {lines.length >= manyEnough && (
        <search className="search">
          <Search size={15} aria-hidden="true" />
          <input
            type="search"
            aria-label={t('templates.find')}
            placeholder={t('templates.find')}
            autoComplete="off"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        </search>
      )}
      {!kept ? (
        <Skeleton widths={[60, 80, 50]} />
      ) : lines.length === 0 && !kept.isKnown ? (
        <div className="empty">
          <p>{t('templates.notYet')}</p>
          {trouble && <p className="soft">{troubleInWords(trouble, t)}</p>}
        </div>
      ) : lines.length === 0 ? (
        <Starters />
      ) : found.length === 0 ? (
        <div className="empty">
          <p>{t('templates.nothingFits')}</p>
          <button type="button" className="link" onClick={() => setQuery('')}>
            {t('templates.showAll')}
          </button>
        </div>
      ) : (
        <ul className="templates">
          {found.map((line) => (
            <TemplateLine key={line.id} line={line} />
          ))}
        </ul>
      )}
    </div>
  );
}

function TemplateLine({ line: { id, content, row, isUnsaved } }: { line: Line }) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <li>
      <a href={addressOf({ room: 'template', id })}>
        <strong dir="auto">{content.name.trim() || t('templates.unnamed')}</strong>
        <span className="soft templates-text" dir="auto">
          {content.text}
        </span>
        <span className="fine">
          {[
            t(channelKeys[content.channel]),
            t(languageKeys[content.language]),
            row && t('templates.changed', { by: row.changedBy, when: when(row.changedAt, t, language, now) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {isUnsaved && <span className="badge late">{t('templates.unsaved')}</span>}
      </a>
    </li>
  );
}

function Starters() {
  const { t, language } = useWords();
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <section className="templates-starters" aria-labelledby="starters">
      <h2 id="starters">{t('templates.begin')}</h2>
      <p className="soft">{t('templates.beginMore')}</p>
      {([language, other] as const).map((one) => (
        <div key={one}>
          <h3>{t(languageKeys[one])}</h3>
          <ul className="templates">
            {startersIn(one).map((starter) => (
              <li key={starter.name}>
                <button type="button" onClick={() => void begin(starter)}>
                  <strong lang={one}>{starter.name}</strong>
                  <span className="soft templates-text" lang={one}>
                    {starter.text}
                  </span>
                  <span className="fine">{t(channelKeys[starter.channel])}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** What was deleted can be brought back. */
function Removed() {
  const { t } = useWords();
  const { last } = useStore(removed);
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => () => removed.setState({ last: undefined }), []);
  async function bringBack(): Promise<void> {
    const answer = await last?.back();
    if (typeof answer === 'object' && answer !== null && isTrouble(answer)) return setTrouble(answer);
    setTrouble(undefined);
    removed.setState({ last: undefined });
  }
  return (
    <div className="templates-told">
      <output>{last && t('templates.deleted', { name: last.name || t('templates.unnamed') })}</output>
      {last && (
        <button type="button" className="link" onClick={() => void bringBack()}>
          {t('campaign.undo')}
        </button>
      )}
      {trouble && (
        <p className="error" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
    </div>
  );
}
