/** Questions to the list that have a name: one press asks them again. And what the list shows. */
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Columns3, X } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import { useStore } from 'zustand';
import { savedViews } from '../../cache/readContacts.ts';
import { columns, ViewQuestion, type View } from '../../savedView.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { sendMessage } from '../../messages.ts';
import { Checks } from '../app/Checks.tsx';
import { columnOf } from './columns.tsx';
import { ask, askAll, askAs, finding, questionOf } from './finding.ts';

/** Whether two ask the same, in whatever order. */
const isSame = (a: ViewQuestion, b: ViewQuestion): boolean => asText(a) === asText(b);
const asText = (question: ViewQuestion): string => JSON.stringify(question, Object.keys(ViewQuestion.shape).concat('name'));

export function Views() {
  const { t } = useWords();
  const views = useLiveQuery(savedViews);
  const now = questionOf(useStore(finding));
  const [isNaming, setNaming] = useState(false);
  const [dropped, setDropped] = useState<View>();
  const isEverybody = isSame(now, questionOf({ ...finding.getInitialState(), order: now.order, columns: now.columns }));
  const current = views?.find(({ question }) => isSame(question, now));

  async function drop({ id, name, question }: View): Promise<void> {
    await sendMessage('dropView', { id });
    setDropped({ id, name, question });
  }

  async function putBack(view: View): Promise<void> {
    await sendMessage('saveView', view);
    setDropped(undefined);
  }

  return (
    <div className="views">
      <ul aria-label={t('views.title')}>
        <li>
          <button type="button" className="view" aria-pressed={isEverybody} onClick={askAll}>
            {t('views.all')}
          </button>
        </li>
        {views?.map((view) => (
          <li key={view.id}>
            <button type="button" className="view" aria-pressed={view === current} dir="auto" onClick={() => askAs(view.question)}>
              {view.name}
            </button>
            {view === current && (
              <button
                type="button"
                className="icon-button"
                aria-label={t('views.dropNamed', { name: view.name })}
                onClick={() => void drop(view)}
              >
                <X size={13} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
        {dropped && (
          <li>
            <output className="fine">{t('views.dropped', { name: dropped.name })}</output>
            <button type="button" className="link" onClick={() => void putBack(dropped)}>
              {t('campaign.undo')}
            </button>
          </li>
        )}
        {!isEverybody && !current && !isNaming && (
          <li>
            <button type="button" className="link" onClick={() => setNaming(true)}>
              {t('views.save')}
            </button>
          </li>
        )}
      </ul>
      {isNaming && <Naming question={now} onEnd={() => setNaming(false)} />}
      <Shown />
    </div>
  );
}

function Naming({ question, onEnd }: { question: ViewQuestion; onEnd: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);

  async function save(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (!name.trim()) return box.current?.focus();
    await sendMessage('saveView', { id: uuidv7(), name: name.trim(), question });
    return onEnd();
  }

  return (
    <form className="naming" onSubmit={(event) => void save(event)}>
      <input
        ref={box}
        aria-label={t('views.name')}
        placeholder={t('views.name')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onEnd()}
      />
      <Button kind="quiet" type="submit">
        {t('contact.save')}
      </Button>
    </form>
  );
}

/** Which columns the list has. */
function Shown() {
  const { t } = useWords();
  const shown = useStore(finding, (state) => state.columns);
  return (
    <details className="columns-menu">
      <summary aria-label={t('views.columns')} title={t('views.columns')}>
        <Columns3 size={15} aria-hidden="true" />
      </summary>
      <Checks
        title={t('views.columns')}
        all={columns}
        chosen={shown}
        name={(column) => t(columnOf[column].title)}
        onChange={(chosen) => ask({ columns: chosen })}
      />
    </details>
  );
}
