/** People found into a campaign: which one, what each of them is and costs, and only then the act, once however often it is said. product.md 2.8, 6. */
import { useEffect, useId, useRef, useState } from 'react';
import type { Choice } from '@wellmet/shared/campaign';
import type { AnalyseOutcome, Quote, QuotedPerson } from '@wellmet/shared/credits';
import type { FoundPerson } from '@wellmet/shared/discover';
import { heldInWords } from '../../i18n/campaign.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { shortInWords, wayInWords } from '../../i18n/quote.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { addressOf } from '../app/route.ts';
import { isTrouble, sendMessage, type CampaignRef, type Trouble } from '../../messages.ts';
import { Came, Choosing } from '../campaigns/AddToCampaign.tsx';
import { add as addContacts, partsOf, releasedIn, those, together, type Added } from '../campaigns/adding.ts';
import { asked } from '../campaigns/doing.ts';
import { Picking } from '../campaigns/Launch.tsx';
import { useMayMove } from '../campaigns/mayMove.ts';
import { NewCampaign } from '../campaigns/NewCampaign.tsx';
import { add, keyOf, looking, rememberAdded, wantedOf } from './looking.ts';
import { classNames } from './names.ts';

type Stage =
  | { stage: 'choosing' }
  | { stage: 'naming' }
  | { stage: 'quoting'; campaign: CampaignRef; people: readonly FoundPerson[]; trouble?: Trouble }
  | { stage: 'quoted'; campaign: CampaignRef; people: readonly FoundPerson[]; quote: Quote; isDearer?: boolean }
  | { stage: 'added'; added: Added; charged: string; leftOut: string }
  | { stage: 'undone'; said: string };

interface AddFoundProps {
  people: readonly FoundPerson[];
  onClose: () => void;
}

type Stood = Awaited<ReturnType<typeof releasedIn>>;
type DoneOutcome = Extract<AnalyseOutcome, { outcome: 'done' }>;

export function AddFound({ people: chosen, onClose }: AddFoundProps) {
  const { t } = useWords();
  const mayMove = useMayMove();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  /** Those who were chosen when it was opened. */
  const [own] = useState(chosen);
  const [now, setNow] = useState<Stage>({ stage: 'choosing' });
  const [isBusy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  async function quote(campaign: CampaignRef, people: readonly FoundPerson[] = own): Promise<void> {
    setNow({ stage: 'quoting', campaign, people });
    const answer = await asked(sendMessage('quoteFound', { people: people.map(namedBy), campaignId: campaign.id }));
    setNow(
      isTrouble(answer) ? { stage: 'quoting', campaign, people, trouble: answer } : { stage: 'quoted', campaign, people, quote: answer },
    );
  }

  function came(campaign: CampaignRef, people: readonly FoundPerson[], outcome: DoneOutcome, stood: Stood): void {
    rememberAdded(
      people,
      outcome.people.map(({ contact }) => contact),
    );
    const added = outcome.people.flatMap(({ contact, enrolment, holder }) =>
      contact && enrolment ? [{ contactId: contact.id, enrolment, holder, before: stood.get(contact.id) }] : [],
    );
    const out = outcome.people.filter(({ contact }) => !contact).map((person) => t(classNames[person.class]));
    setNow({
      stage: 'added',
      added: { campaign, people: added, trouble: undefined, left: [] },
      charged: t('discover.charged', {
        credits: t('credits', { count: outcome.costCredits }),
        left: t('left', { count: outcome.balance.available }),
      }),
      leftOut: [...Map.groupBy(out, (said) => said)].map(([said, all]) => `${said} (${all.length})`).join(', '),
    });
  }

  async function choose(added: Added, charged: string, leftOut: string, choice?: Choice): Promise<void> {
    const held = those(added, 'skipped').map(({ contactId }) => contactId);
    const parts = choice ? partsOf(held, choice) : added.left;
    const after = await addContacts(added.campaign, parts, () => undefined);
    setNow({ stage: 'added', added: together(added, after), charged, leftOut });
  }

  const into = 'campaign' in now ? now.campaign : now.stage === 'added' ? now.added.campaign : undefined;
  const count = 'people' in now ? now.people.length : own.length;
  return (
    <dialog
      ref={dialog}
      className="add-dialog add-found"
      aria-labelledby={title}
      onCancel={(event) => isBusy && event.preventDefault()}
      onClose={onClose}
      // Keys of the list behind it are not meant.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div>
        <h2 id={title} dir="auto">
          {into ? t('quoteMany.into', { campaign: into.name }) : t('discover.addTitle', { count })}
        </h2>
        {now.stage === 'choosing' && (
          <Choosing
            note={t('quoteMany.explained')}
            onChoose={(campaign) => void quote(campaign)}
            onNew={() => setNow({ stage: 'naming' })}
          />
        )}
        {now.stage === 'naming' && (
          <NewCampaign onMade={(campaign) => void quote(campaign)} onClose={() => setNow({ stage: 'choosing' })} />
        )}
        {now.stage === 'quoting' &&
          (now.trouble ? (
            <div className="line with-way" role="alert">
              <p>{now.trouble.trouble === 'unreachable' ? t('unreachable.says') : troubleInWords(now.trouble, t)}</p>
              <Button kind="quiet" onClick={() => void quote(now.campaign, now.people)}>
                {t('panel.tryAgain')}
              </Button>
            </div>
          ) : (
            <div aria-busy="true" className="quote-coming">
              <p className="soft">{t('quoteMany.looking', { count })}</p>
              <Skeleton widths={[70, 55, 62]} />
            </div>
          ))}
        {now.stage === 'quoted' && (
          <Quoted
            key={JSON.stringify([now.quote.costCredits, now.people.length, now.isDearer])}
            {...now}
            isBusy={isBusy}
            onBusy={setBusy}
            onOnly={(first) => void quote(now.campaign, first)}
            onDone={(outcome, stood) => came(now.campaign, now.people, outcome, stood)}
            onOther={(other) => setNow({ ...now, quote: other, isDearer: true })}
          />
        )}
        {now.stage === 'added' && (
          <>
            <Came
              added={now.added}
              mayMove={mayMove}
              onChoice={(choice) => void choose(now.added, now.charged, now.leftOut, choice)}
              onAgain={() => void choose(now.added, now.charged, now.leftOut)}
              onUndone={(said) => setNow({ stage: 'undone', said })}
            />
            {now.leftOut !== '' && <p>{now.leftOut}</p>}
            <p className="soft">{now.charged}</p>
          </>
        )}
        {now.stage === 'undone' && <output dir="auto">{now.said}</output>}
        {now.stage !== 'naming' && (
          <p className="dialog-end">
            <Button
              kind={now.stage === 'added' || now.stage === 'undone' ? 'primary' : 'plain'}
              disabled={isBusy}
              onClick={() => dialog.current?.close()}
            >
              {t(now.stage === 'added' || now.stage === 'undone' ? 'panel.close' : 'panel.notNow')}
            </Button>
          </p>
        )}
      </div>
    </dialog>
  );
}

const namedBy = ({ poolId, personId }: FoundPerson) => ({ poolId, personId });

interface QuotedProps {
  campaign: CampaignRef;
  people: readonly FoundPerson[];
  quote: Quote;
  /** It would cost more than was quoted before: nothing was done. */
  isDearer?: boolean;
  isBusy: boolean;
  onBusy: (isBusy: boolean) => void;
  onOnly: (people: readonly FoundPerson[]) => void;
  /** @param stood where those stood in the campaign who had been let go of it. */
  onDone: (outcome: DoneOutcome, stood: Stood) => void;
  onOther: (quote: Quote) => void;
}

function Quoted({ campaign, people, quote, isDearer = false, isBusy, onBusy, onOnly, onDone, onOther }: QuotedProps) {
  const { t, language } = useWords();
  const now = useNow();
  const mayMove = useMayMove();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [trouble, setTrouble] = useState<Trouble>();
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const rows = people.map((person, place) => ({ person, quoted: quote.people[place] }));
  const isShort = quote.availableAfter === undefined;
  const first = quote.waysOn.find((way) => way.way === 'firstN');

  async function confirm(): Promise<void> {
    if (isBusy) return;
    onBusy(true);
    setTrouble(undefined);
    const contacts = rows.flatMap(({ quoted }) => contactOf(quoted) ?? []);
    const stood = await releasedIn(campaign, contacts);
    const choices = [...chosen].map(([contactId, choice]) => ({ contactId, choice }));
    const answer = await add({
      campaignId: campaign.id,
      people: people.map(namedBy),
      ceilingCredits: quote.costCredits,
      ...(choices.length > 0 && { choices }),
      wanted: wantedOf(looking.getState()),
    });
    onBusy(false);
    if (isTrouble(answer)) return setTrouble(answer);
    if (answer.outcome !== 'done') return onOther(answer.quote);
    return onDone(answer, stood);
  }

  return (
    <>
      <p ref={heading} tabIndex={-1} className="add-found-cost">
        <strong>{t('credits', { count: quote.costCredits })}</strong>{' '}
        {quote.availableAfter !== undefined && (
          <span className="soft">
            {t('discover.balance', {
              before: t('left', { count: quote.balance.available }),
              after: t('left', { count: quote.availableAfter }),
            })}
          </span>
        )}
      </p>
      {isDearer && !isShort && (
        <p className="line" role="alert">
          {t('bulk.dearer', { credits: t('credits', { count: quote.costCredits }) })}
        </p>
      )}
      {isShort && (
        <div className="add-found-short">
          <p>{shortInWords(quote, undefined, t)}</p>
          <h3>{t('short.waysOn')}</h3>
          <ul>
            {quote.waysOn
              .filter((way) => way !== first)
              .map((way) => (
                <li key={way.way}>{wayInWords(way, quote.balance, t, language, now)}</li>
              ))}
          </ul>
          <a className="link" href={addressOf({ room: 'plan' })}>
            {t('low.see')}
          </a>
          {first && (
            <Button kind="primary" onClick={() => onOnly(people.slice(0, first.count))}>
              {t('short.takeFirstN', { count: first.count })}
            </Button>
          )}
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <section className="add-found-people" aria-label={t('quoteMany.classes')} tabIndex={0}>
        <ul>
          {rows.map(({ person, quoted }) => (
            <QuotedLine
              key={keyOf(person)}
              person={person}
              quoted={quoted}
              mayMove={mayMove}
              chosen={chosen}
              onChoose={(contactId, choice) => setChosen(new Map([...chosen, [contactId, choice]]))}
            />
          ))}
        </ul>
      </section>
      {trouble && (
        <p className="line" role="alert">
          {trouble.trouble === 'unreachable' ? t('discover.unanswered') : troubleInWords(trouble, t)}
        </p>
      )}
      {!isShort && (
        <p>
          <Button kind="primary" aria-disabled={isBusy} onClick={() => void confirm()}>
            {trouble ? t('panel.tryAgain') : t('quoteMany.confirmAdd', { count: people.length })}
          </Button>
        </p>
      )}
    </>
  );
}

const contactOf = (quoted: QuotedPerson | undefined): string | undefined => quoted?.firstAnalysis?.contactId;

interface QuotedLineProps {
  person: FoundPerson;
  quoted: QuotedPerson | undefined;
  mayMove: boolean;
  chosen: ReadonlyMap<string, Choice>;
  onChoose: (contactId: string, choice: Choice) => void;
}

/** One person: what they are, what they cost, and what becomes of who is held elsewhere. */
function QuotedLine({ person, quoted, mayMove, chosen, onChoose }: QuotedLineProps) {
  const { t, language } = useWords();
  const now = useNow();
  const what = quoted?.class ?? 'unidentifiable';
  const contactId = contactOf(quoted) ?? person.contactId;
  const isHeld = what === 'blocked' && contactId !== undefined;
  return (
    <li>
      <p className="two">
        <span className="name" dir="auto">
          {person.name}
        </span>
        <small dir="auto">{isHeld && quoted?.holder ? heldInWords(quoted.holder, t, language, now) : t(classNames[what])}</small>
      </p>
      {isHeld ? (
        <Picking
          legend={person.name}
          choices={mayMove ? ['skip', 'wait', 'move'] : ['skip', 'wait']}
          value={chosen.get(contactId) ?? 'skip'}
          onPick={(choice) => onChoose(contactId, choice)}
        />
      ) : (
        <span className="soft">{(quoted?.costCredits ?? 0) > 0 ? t('credits', { count: 1 }) : t('free')}</span>
      )}
    </li>
  );
}
