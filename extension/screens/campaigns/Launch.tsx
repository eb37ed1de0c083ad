/**
 * The moment of truth: whom a launch (or opening again) would hold, and whom another campaign holds, each with what is to become of them.
 * One press then does all of it, or nothing. product.md 3.2.
 */
import { useEffect, useId, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { Campaign, Choice, Conflict, LaunchPreview } from '@wellmet/shared/campaign';
import { heldInWords } from '../../i18n/campaign.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { addressOf } from '../app/route.ts';
import { begunInWords, inParts, partSize } from './acts.ts';
import { asked } from './doing.ts';
import { useMayMove } from './mayMove.ts';

interface LaunchProps {
  campaign: Campaign;
  act: 'launch' | 'reopen';
  onClose: () => void;
  onDone: (said: string) => void;
}

const choiceNames: Record<Choice, Key> = { skip: 'campaign.leaveThere', wait: 'campaign.wait', move: 'campaign.move' };

const previewOf = (campaignId: string): Promise<LaunchPreview | Trouble> => asked(sendMessage('previewLaunch', { campaignId }));

export function Launch({ campaign, act, onClose, onDone }: LaunchProps) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const title = useId();
  const [preview, setPreview] = useState<LaunchPreview>();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [isLate, setLate] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const { id: campaignId } = campaign;
  /** The same press said again is the same request; another choice is another one. */
  const pressed = useRef<{ requestId: string; of: string }>(undefined);

  function told(answer: LaunchPreview | Trouble): void {
    setTrouble(isTrouble(answer) ? answer : undefined);
    if (!isTrouble(answer)) setPreview(answer);
  }
  const look = async (): Promise<void> => told(await previewOf(campaignId));

  useEffect(() => {
    heading.current?.focus();
    const ending = new AbortController();
    async function lookFirst(): Promise<void> {
      const answer = await previewOf(campaignId);
      if (ending.signal.aborted) return;
      if (isTrouble(answer)) setTrouble(answer);
      else setPreview(answer);
    }
    void lookFirst();
    return () => ending.abort();
  }, [campaignId]);

  const conflicts = preview?.conflicts ?? [];
  const choiceOf = (contactId: string): Choice => chosen.get(contactId) ?? 'skip';
  const count = (choice: Choice): number => conflicts.filter(({ contactId }) => choiceOf(contactId) === choice).length;
  const free = (preview?.people ?? 0) - conflicts.length;
  const left = conflicts.filter(({ contactId }) => choiceOf(contactId) === 'skip').map(({ contactId }) => contactId);
  const isTooMany = conflicts.length > partSize;

  async function press(): Promise<void> {
    if (isBusy) return;
    const choices = conflicts.map(({ contactId }) => ({ contactId, choice: choiceOf(contactId) }));
    const of = JSON.stringify(choices);
    const requestId = pressed.current?.of === of ? pressed.current.requestId : uuidv7();
    pressed.current = { requestId, of };
    setBusy(true);
    setTrouble(undefined);
    const answer = await asked(sendMessage('actOnCampaign', { campaignId, requestId, act, choices }));
    setBusy(false);
    if (isTrouble(answer)) setTrouble(answer);
    else if (answer.outcome === 'done') onDone(begunInWords(campaign, answer.results, t));
    else {
      setLate(true);
      setPreview((before) => ({ people: before?.people ?? answer.conflicts.length, conflicts: answer.conflicts }));
      heading.current?.focus();
    }
  }

  /** More than one request can decide: those who stay where they are are taken out before. */
  async function takeOut(): Promise<void> {
    setBusy(true);
    for (const contactIds of inParts(left)) {
      const answer = await asked(sendMessage('changeMany', { campaignId, requestId: uuidv7(), contactIds, state: 'removed' }));
      if (!isTrouble(answer)) continue;
      setTrouble(answer);
      break;
    }
    await look();
    setBusy(false);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape, from wherever in it one is
    <section
      className="launch"
      aria-labelledby={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <h2 ref={heading} id={title} tabIndex={-1} dir="auto">
        {t(act === 'launch' ? 'campaignRoom.launchTitle' : 'campaignRoom.reopenTitle', { campaign: campaign.name })}
      </h2>
      {preview ? (
        <>
          <p>
            {free > 0
              ? t('campaignRoom.free', { count: free })
              : conflicts.length === 0 && t(act === 'launch' ? 'campaignRoom.freeNobody' : 'campaignRoom.nobodyAgain')}
          </p>
          {isLate && (
            <p className="line" role="alert">
              {t('campaignRoom.takenMeanwhile')}
            </p>
          )}
          {conflicts.length > 0 && <Conflicts conflicts={conflicts} choiceOf={choiceOf} onChoose={setChosen} chosen={chosen} />}
          {isTooMany && <p className="line">{t('campaignRoom.tooMany')}</p>}
        </>
      ) : (
        !trouble && <Skeleton widths={[50, 70]} />
      )}
      {trouble && (
        <div className="line with-way" role="alert">
          <p>{preview && trouble.trouble === 'unreachable' ? t('campaigns.notConfirmed') : troubleInWords(trouble, t)}</p>
          {!preview && (
            <Button kind="quiet" onClick={() => void look()}>
              {t('panel.tryAgain')}
            </Button>
          )}
        </div>
      )}
      <div className="launch-acts">
        {preview && !isTooMany && (
          <Button kind="primary" aria-disabled={isBusy} onClick={() => void press()}>
            {t(act === 'launch' ? 'campaignRoom.launchNow' : 'campaignRoom.reopenNow')}
          </Button>
        )}
        {preview && isTooMany && left.length > 0 && (
          <Button kind="quiet" disabled={isBusy} onClick={() => void takeOut()}>
            {t('campaignRoom.takeOut', { count: left.length })}
          </Button>
        )}
        <Button kind="plain" onClick={onClose}>
          {t('panel.notNow')}
        </Button>
        {conflicts.length > 0 && (
          <output className="fine">
            {[
              free + count('move') > 0 && t('campaigns.said.held', { count: free + count('move') }),
              count('wait') > 0 && t('campaigns.said.waits', { count: count('wait') }),
              count('skip') > 0 && t('campaigns.said.left', { count: count('skip') }),
            ]
              .filter(Boolean)
              .join(', ')}
          </output>
        )}
      </div>
    </section>
  );
}

interface ConflictsProps {
  conflicts: readonly Conflict[];
  chosen: ReadonlyMap<string, Choice>;
  choiceOf: (contactId: string) => Choice;
  onChoose: (chosen: ReadonlyMap<string, Choice>) => void;
}

function Conflicts({ conflicts, chosen, choiceOf, onChoose }: ConflictsProps) {
  const { t, language } = useWords();
  const now = useNow();
  const mayMove = useMayMove();
  const choices: Choice[] = mayMove ? ['skip', 'wait', 'move'] : ['skip', 'wait'];
  const all = new Set(conflicts.map(({ contactId }) => choiceOf(contactId)));
  const [same] = all.size === 1 ? all : [];
  return (
    <div className="conflicts">
      <div className="conflicts-head">
        <div>
          <h3>{t('campaignRoom.conflicts', { count: conflicts.length })}</h3>
          <p className="fine">{t('campaignRoom.conflictsMore')}</p>
        </div>
        {conflicts.length > 1 && (
          <Picking
            legend={t('campaignRoom.forAll')}
            isShown
            choices={choices}
            value={same}
            onPick={(choice) => onChoose(new Map(conflicts.map(({ contactId }) => [contactId, choice])))}
          />
        )}
      </div>
      {!mayMove && <p className="fine">{t('campaignRoom.othersMove')}</p>}
      <ul>
        {conflicts.map(({ contactId, name, holder }) => (
          <li key={contactId}>
            <p className="two">
              <span className="name" dir="auto">
                <a href={addressOf({ room: 'contact', id: contactId })}>{name}</a>
              </span>
              <small dir="auto">{heldInWords(holder, t, language, now)}</small>
            </p>
            <Picking
              legend={name}
              choices={choices}
              value={choiceOf(contactId)}
              onPick={(choice) => onChoose(new Map([...chosen, [contactId, choice]]))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PickingProps {
  legend: string;
  /** The legend is read beside it; else it is heard only. */
  isShown?: boolean;
  choices: readonly Choice[];
  /** Absent where they differ. */
  value: Choice | undefined;
  onPick: (choice: Choice) => void;
}

/** One of a few: the browser's own radio buttons, in our dress. */
export function Picking({ legend, isShown = false, choices, value, onPick }: PickingProps) {
  const { t } = useWords();
  const name = useId();
  return (
    <fieldset className="picking">
      <legend className={isShown ? 'fine' : 'unseen'}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={value === choice} onChange={() => onPick(choice)} />
          <span>{t(choiceNames[choice])}</span>
        </label>
      ))}
    </fieldset>
  );
}
