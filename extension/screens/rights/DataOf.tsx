/** What is held of one person: why and until when, where each field came from, all of it in a file, and erasing it. product.md 7. */
import { useEffect, useId, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { FileJson, FileText } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import { lawfulBases, type LawfulBasis } from '@wellmet/shared/pool';
import type { ContactSources, FieldSource } from '@wellmet/shared/rights';
import { whoIsSignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { day } from '../../i18n/time.ts';
import { useWords, type Language, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Select } from '../../look/Select.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';
import { download } from '../download.ts';
import { basisNames } from '../app/basisNames.ts';
import { Erase } from './Erase.tsx';
import { basisOfInWords, becauseInWords, fieldNames, sourceNames } from './names.ts';
import { RightsWords } from './RightsWords.tsx';
import './rights.css';

interface DataOfProps {
  contact: { id: string; name: string };
}

export default function DataOf(props: DataOfProps) {
  return (
    <RightsWords>
      <Data {...props} />
    </RightsWords>
  );
}

function Data({ contact }: DataOfProps) {
  const { t } = useWords();
  const role = useLiveQuery(whoIsSignedIn)?.workspace.role;
  const [told, setTold] = useState<ContactSources | Trouble>();
  const { id } = contact;
  useEffect(() => {
    let isShown = true;
    void (async () => {
      const answer = await asked(sendMessage('contactSources', { id }));
      if (isShown) setTold(answer);
    })();
    return () => {
      isShown = false;
    };
  }, [id]);
  const mayDecide = role === 'owner' || role === 'admin';
  if (told === undefined) return <Skeleton widths={[70, 60, 88, 66]} />;
  if (isTrouble(told)) return <p className="soft">{told.trouble === 'unreachable' ? t('rights.withNetwork') : troubleInWords(told, t)}</p>;
  return (
    <div className="data-of">
      <Terms id={id} told={told} mayDecide={mayDecide} onTold={setTold} />
      <Sources {...told} />
      <Take contact={contact} />
      {mayDecide && <Erase contact={contact} />}
    </div>
  );
}

interface TermsProps {
  id: string;
  told: ContactSources;
  mayDecide: boolean;
  onTold: (told: ContactSources) => void;
}

function Terms({ id, told: { basis, retention }, mayDecide, onTold }: TermsProps) {
  const { t, language } = useWords();
  const now = useNow();
  const [trouble, setTrouble] = useState<Trouble>();

  async function set(lawfulBasis: LawfulBasis | 'asAll'): Promise<void> {
    const wish = { requestId: uuidv7(), id, lawfulBasis: lawfulBasis === 'asAll' ? null : lawfulBasis };
    const answer = await asked(sendMessage('setContactBasis', wish));
    setTrouble(isTrouble(answer) ? answer : undefined);
    if (!isTrouble(answer)) onTold(answer);
  }

  return (
    <>
      <dl className="data-terms">
        <div>
          <dt>{t('rights.basis')}</dt>
          <dd>
            {t(basisNames[basis.value].name)}
            <span className="soft">{basisOfInWords(basis, t, language, now)}</span>
          </dd>
        </div>
        <div>
          <dt>{t('rights.until')}</dt>
          <dd>
            {day(retention.dueAt, language, now)}
            <span className="soft">{becauseInWords(retention, t, language, now)}</span>
          </dd>
        </div>
      </dl>
      {mayDecide && (
        <Select
          stands="field"
          label={t('rights.basisSet')}
          value={basis.of === 'contact' ? basis.value : 'asAll'}
          options={[['asAll', t('rights.basisAsAll')], ...lawfulBases.map((one) => [one, t(basisNames[one].name)] as const)]}
          onChange={(value) => void set(value)}
        />
      )}
      {trouble && (
        <p className="error" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
    </>
  );
}

function Sources({ fields, imports }: ContactSources) {
  const { t, language } = useWords();
  const now = useNow();
  const id = useId();
  return (
    <>
      <section aria-labelledby={`${id}sources`}>
        <h3 id={`${id}sources`}>{t('rights.sources')}</h3>
        <dl className="data-sources">
          {fields.map((one, place) => (
            <div key={one.field}>
              <dt>{t(fieldNames[one.field])}</dt>
              <dd>
                <span className="value" dir="auto">
                  {one.value}
                </span>
                <span className="soft">{sourceInWords(one, t, language, now)}</span>
                {one.url !== undefined && one.from !== 'pool' && one.url !== fields[place - 1]?.url && (
                  <a className="link" href={one.url} target="_blank" rel="noreferrer">
                    {one.url.replace(/^https:\/\/(www\.)?/, '')}
                  </a>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {imports.length > 0 && (
        <section aria-labelledby={`${id}imports`}>
          <h3 id={`${id}imports`}>{t('rights.imports')}</h3>
          <ul className="data-imports">
            {imports.map(({ source, licence, lawfulBasis, name, by, isOperators, at }, place) => (
              <li key={place}>
                <span dir="auto">{t('rights.import', { source, licence, basis: t(basisNames[lawfulBasis].name) })}</span>
                <span className="soft" dir="auto">
                  {isOperators || by === ''
                    ? t('rights.importByOperator', { name, when: day(at, language, now) })
                    : t('rights.importBy', { name, by, when: day(at, language, now) })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function sourceInWords({ from, by, at, lastAt }: FieldSource, t: T, language: Language, now: Date): string {
  const [first, last] = [day(at, language, now), day(lastAt, language, now)];
  if (from === 'hand') return t('rights.fromHand', { by, when: first });
  const told = t('rights.fromPage', { page: t(sourceNames[from]), by, when: first });
  return first === last ? told : `${told}; ${t('rights.readAgain', { when: last })}`;
}

function Take({ contact: { id, name } }: DataOfProps) {
  const { t, language } = useWords();
  const heading = useId();
  const [state, setState] = useState<'idle' | 'making' | { saved: string } | Trouble>('idle');

  async function take(as: 'json' | Language): Promise<void> {
    if (state === 'making') return;
    setState('making');
    const text = await asked(sendMessage('personFile', { id, as }));
    if (isTrouble(text)) return setState(text);
    const file = `${
      name
        .normalize('NFD')
        .replaceAll(/[^\w]+/g, '-')
        .replaceAll(/^-+|-+$/g, '')
        .toLowerCase() || 'person'
    }.${as === 'json' ? 'json' : 'html'}`;
    download(new Blob([text], { type: as === 'json' ? 'application/json' : 'text/html' }), file);
    setState({ saved: file });
  }

  const trouble = typeof state === 'object' && 'trouble' in state ? state : undefined;
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{t('rights.take')}</h3>
      <p className="soft">{t('rights.takeMore')}</p>
      <div className="row-of-buttons">
        <Button kind="quiet" aria-disabled={state === 'making'} onClick={() => void take(language)}>
          <FileText size={14} aria-hidden="true" />
          {t('rights.takeDocument')}
        </Button>
        <Button kind="quiet" aria-disabled={state === 'making'} onClick={() => void take('json')}>
          <FileJson size={14} aria-hidden="true" />
          {t('rights.takeData')}
        </Button>
      </div>
      <output className={trouble ? 'error' : 'fine'}>
        {state === 'making' && t('export.writing')}
        {typeof state === 'object' && 'saved' in state && t('export.saved', { file: state.saved })}
        {trouble && troubleInWords(trouble, t)}
      </output>
    </section>
  );
}
