/** Chosen contacts into a campaign: which one, how far it is, what came of it, and the way back. Always free. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Megaphone, Plus } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import type { Campaign, Choice } from '@wellmet/shared/campaign';
import { lastCampaigns } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { isTrouble, type CampaignRef, type Trouble } from '../../messages.ts';
import { refOf } from './acts.ts';
import { add, addedInWords, partsOf, takeOut, those, together, type Added, type Part } from './adding.ts';
import { useMayMove } from './mayMove.ts';
import { NewCampaign } from './NewCampaign.tsx';
import { stateInWords } from './stateWords.ts';
import { plain } from './view.ts';

interface AddToCampaignProps {
  contactIds: string[];
  onDone: (said: string) => void;
}

export function AddToCampaign({ contactIds, onDone }: AddToCampaignProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        kind="quiet"
        disabled={contactIds.length === 0}
        aria-label={t('campaigns.add')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Megaphone size={14} aria-hidden="true" />
        <span>{t('campaigns.add')}</span>
      </Button>
      {isOpen && <Dialog contactIds={contactIds} onDone={onDone} onClose={() => setOpen(false)} />}
    </>
  );
}

type Stage =
  | { stage: 'choosing' }
  | { stage: 'naming' }
  | { stage: 'adding'; count: number; all: number }
  | { stage: 'added'; added: Added }
  | { stage: 'undone'; said: string };

function Dialog({ contactIds, onDone, onClose }: AddToCampaignProps & { onClose: () => void }) {
  const { t } = useWords();
  const mayMove = useMayMove();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [now, setNow] = useState<Stage>({ stage: 'choosing' });
  /** Those who were chosen when it was opened: doing something with them may change the list. */
  const [own] = useState(contactIds);
  useEffect(() => dialog.current?.showModal(), []);

  async function run(campaign: CampaignRef, parts: readonly Part[], before?: Added): Promise<void> {
    const all = parts.reduce((sum, part) => sum + part.contactIds.length, 0);
    setNow({ stage: 'adding', count: 0, all });
    const after = await add(campaign, parts, (count) => setNow({ stage: 'adding', count, all }));
    const added = before ? together(before, after) : after;
    setNow({ stage: 'added', added });
    const said = addedInWords(added, t);
    if (said !== '') onDone(said);
  }

  const isAdding = now.stage === 'adding';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape is the dialog's own
    <dialog
      ref={dialog}
      className="add-dialog"
      aria-labelledby={title}
      onCancel={(event) => isAdding && event.preventDefault()}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && !isAdding && dialog.current?.close()}
      // Keys of the list behind it are not meant.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div>
        <h2 id={title}>{t('campaigns.adding.title', { count: own.length })}</h2>
        {now.stage === 'choosing' && (
          <Choosing
            note={t('campaigns.adding.free')}
            onChoose={(campaign) => void run(campaign, partsOf(own))}
            onNew={() => setNow({ stage: 'naming' })}
          />
        )}
        {now.stage === 'naming' && (
          <NewCampaign onMade={(campaign) => void run(campaign, partsOf(own))} onClose={() => setNow({ stage: 'choosing' })} />
        )}
        {isAdding && (
          <div className="adding">
            <progress value={now.count} max={now.all} aria-label={t('campaigns.add')} />
            <p className="fine">{t('export.written', { written: now.count, of: now.all })}</p>
          </div>
        )}
        {now.stage === 'added' && (
          <Came
            added={now.added}
            mayMove={mayMove}
            onChoice={(choice) => {
              const held = those(now.added, 'skipped').map(({ contactId }) => contactId);
              void run(now.added.campaign, partsOf(held, choice), now.added);
            }}
            onAgain={() => void run(now.added.campaign, now.added.left, now.added)}
            onUndone={(said) => {
              setNow({ stage: 'undone', said });
              onDone(said);
            }}
          />
        )}
        {now.stage === 'undone' && <output dir="auto">{now.said}</output>}
        {!isAdding && now.stage !== 'naming' && (
          <p className="dialog-end">
            <Button kind={now.stage === 'choosing' ? 'plain' : 'primary'} onClick={() => dialog.current?.close()}>
              {t(now.stage === 'choosing' ? 'panel.notNow' : 'panel.close')}
            </Button>
          </p>
        )}
      </div>
    </dialog>
  );
}

/** More than can be overlooked are found by name. */
const toFind = 8;

interface ChoosingProps {
  onChoose: (campaign: CampaignRef) => void;
  onNew: () => void;
  /** Under the list: what it costs. */
  note: string;
}

/** Which of the campaigns that take people. */
export function Choosing({ onChoose, onNew, note }: ChoosingProps) {
  const { t } = useWords();
  const kept = useLiveQuery(async () => (await lastCampaigns())?.campaigns ?? []);
  const [query, setQuery] = useState('');
  const open = kept?.filter(takesPeople) ?? [];
  const shown = open.filter(({ name }) => plain(name).includes(plain(query.trim())));
  return (
    <>
      {open.length > toFind && (
        <input
          type="search"
          className="dialog-find"
          aria-label={t('campaigns.find')}
          placeholder={t('campaigns.find')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      {kept && open.length === 0 && <p className="soft">{t('campaigns.none')}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons are what the keys go to */}
      <ul className="choosing" onKeyDown={go}>
        {shown.map((campaign) => (
          <li key={campaign.id}>
            <button type="button" onClick={() => onChoose(refOf(campaign))}>
              <span dir="auto">{campaign.name}</span>
              <small>{stateInWords(campaign, t)}</small>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="choosing-new" onClick={onNew}>
            <Plus size={14} aria-hidden="true" />
            {t('campaigns.new')}
          </button>
        </li>
      </ul>
      <p className="fine">{note}</p>
    </>
  );
}

const takesPeople = ({ state }: Campaign): boolean => state === 'draft' || state === 'ongoing';

function go(event: KeyboardEvent<HTMLUListElement>): void {
  const all = [...event.currentTarget.querySelectorAll('button')];
  const at = all.findIndex((button) => button === document.activeElement);
  const to: Partial<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
  const next = to[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all[next]?.focus();
}

interface CameProps {
  added: Added;
  mayMove: boolean;
  onChoice: (choice: Choice) => void;
  onAgain: () => void;
  onUndone: (said: string) => void;
}

/** What became of them, and the ways on. */
export function Came({ added, mayMove, onChoice, onAgain, onUndone }: CameProps) {
  const { t } = useWords();
  const [undoing, setUndoing] = useState<{ isBusy: boolean; trouble?: Trouble }>({ isBusy: false });
  /** Said again it is the same. */
  const [ids] = useState(() => memory());
  const said = useRef<HTMLOutputElement>(null);
  useEffect(() => said.current?.focus(), []);
  const { trouble, left, campaign } = added;
  const held = those(added, 'skipped').length;
  const mine = those(added, 'enrolled', 'moved', 'waiting').length;
  const notKnown = left.reduce((sum, part) => sum + part.contactIds.length, 0);

  async function undo(): Promise<void> {
    setUndoing({ isBusy: true });
    const answer = await takeOut(added, ids());
    if (typeof answer !== 'number') return setUndoing({ isBusy: false, trouble: answer });
    setUndoing({ isBusy: false });
    onUndone(t('campaigns.adding.undone', { campaign: campaign.name, count: answer }));
  }

  return (
    <div className="came">
      <output ref={said} tabIndex={-1} dir="auto">
        {addedInWords(added, t)}
      </output>
      {trouble && (
        <div className="line with-way" role="alert">
          <p>
            {t('campaigns.adding.notConfirmed', { count: notKnown })} {trouble.trouble !== 'unreachable' && troubleInWords(trouble, t)}
          </p>
          <Button kind="quiet" onClick={onAgain}>
            {t('panel.tryAgain')}
          </Button>
        </div>
      )}
      {undoing.trouble && isTrouble(undoing.trouble) && (
        <p className="line" role="alert">
          {undoing.trouble.trouble === 'unreachable' ? t('campaigns.notConfirmed') : troubleInWords(undoing.trouble, t)}
        </p>
      )}
      {!trouble && held > 0 && (
        <div className="came-held">
          <p className="fine">{t('campaign.notYetIn', { campaign: campaign.name })}</p>
          <p className="row-of-buttons">
            <Button kind="quiet" onClick={() => onChoice('wait')}>
              {t('campaign.wait')}
            </Button>
            {mayMove && (
              <Button kind="quiet" onClick={() => onChoice('move')}>
                {t('campaign.move')}
              </Button>
            )}
          </p>
        </div>
      )}
      {mine > 0 && (
        <p>
          <Button kind="quiet" aria-disabled={undoing.isBusy} onClick={() => void undo()}>
            {t('campaign.undo')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** The same ids in the same order, each time from the beginning. */
function memory(): () => () => string {
  const kept: string[] = [];
  return () => {
    let place = 0;
    return () => {
      const id = (kept[place] ??= uuidv7());
      place += 1;
      return id;
    };
  };
}
