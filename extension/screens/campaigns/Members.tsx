/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are chosen and gone through by keys are a grid, and no table to a browser */
/** Who is in the campaign, by state. By keyboard: arrows, Home, End; Space chooses, Shift extends, Enter opens. */
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useStore } from 'zustand';
import type { Campaign, Enrolment, EnrolmentState } from '@wellmet/shared/campaign';
import { heldInWords } from '../../i18n/campaign.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { day, isToday } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import { addressOf } from '../app/route.ts';
import { refOf } from './acts.ts';
import { DoneLine } from './DoneLine.tsx';
import { useDoing, type Doing } from './doing.ts';
import { keyOf, listMembers, type MembersList, type Tab } from './members.ts';
import { Menu } from './Menu.tsx';
import { countOf, enrolmentStates, standingNames, standingsNames } from './people.ts';
import { setting } from './states.ts';

const standings = [...enrolmentStates, 'waiting'] as const;

export function Members({ campaign }: { campaign: Campaign }) {
  const { t } = useWords();
  const [list] = useState(() => listMembers(campaign.id));
  const { tab, people, next, isAsking, trouble } = useStore(list.store);
  const doing = useDoing();
  // Whoever changes something here or elsewhere changes the figures that come with the workspace.
  const version = JSON.stringify([campaign.state, campaign.counts, campaign.waiting]);
  useEffect(() => list.follow(version), [list, version]);

  const all = standings.reduce((sum, state) => sum + countOf(campaign, state), 0);
  const count = tab === 'all' ? all : countOf(campaign, tab);
  return (
    <section className="members" aria-labelledby="members" aria-busy={isAsking}>
      <h2 id="members">{t('campaigns.peopleHead')}</h2>
      <Tabs campaign={campaign} all={all} tab={tab} onTab={(to) => list.show(to)} />
      <DoneLine doing={doing} />
      {trouble && (
        <div className="line with-way" role="alert">
          <p>
            {troubleInWords(trouble, t)} {!people && t('campaignRoom.figuresOnly')}
          </p>
          <Button kind="quiet" onClick={() => void list.again()}>
            {t('panel.tryAgain')}
          </Button>
        </div>
      )}
      {people === undefined ? (
        !trouble && <Coming rows={Math.min(count, 12)} />
      ) : people.length === 0 ? (
        <Nobody isAll={tab === 'all'} />
      ) : (
        <>
          <Chosen campaign={campaign} list={list} doing={doing} />
          <Rows list={list} people={people} />
          <p className="members-more">
            {next !== undefined && (
              <Button kind="quiet" aria-disabled={isAsking} onClick={() => void list.more()}>
                {t('campaignRoom.more')}
              </Button>
            )}
            <span className="fine">{t('campaignRoom.shown', { shown: people.length, all: Math.max(count, people.length) })}</span>
          </p>
        </>
      )}
    </section>
  );
}

/** States that nobody is in are left out, but for the one that is shown. */
function Tabs({ campaign, all, tab, onTab }: { campaign: Campaign; all: number; tab: Tab; onTab: (tab: Tab) => void }) {
  const { t } = useWords();
  const shown = standings.filter((state) => state === tab || countOf(campaign, state) > 0);
  return (
    <fieldset className="state-tabs" aria-label={t('campaignRoom.byState')}>
      <button type="button" aria-pressed={tab === 'all'} onClick={() => onTab('all')}>
        {t('campaignRoom.everybody')} <span>{all}</span>
      </button>
      {shown.map((state) => (
        <button key={state} type="button" aria-pressed={tab === state} onClick={() => onTab(state)}>
          {t(standingsNames[state])} <span>{countOf(campaign, state)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** What can be said of people: in a draft nothing has happened yet; where the campaign is over, nobody is held again. */
function statesFor({ state }: Campaign): EnrolmentState[] {
  if (state === 'draft') return [];
  if (state === 'ongoing') return ['queued', 'active', 'paused', 'failed', 'replied', 'finished', 'optedOut'];
  return ['replied', 'finished', 'optedOut'];
}

function Chosen({ campaign, list, doing }: { campaign: Campaign; list: MembersList; doing: Doing }) {
  const { t } = useWords();
  const { people = [], chosen } = useStore(list.store);
  const own = people.filter((person) => chosen.has(keyOf(person)));
  const states = statesFor(campaign);

  function set(state: EnrolmentState): void {
    void doing.run(setting(refOf(campaign), own, state, t)).then(() => list.again());
  }

  return (
    <div className="acts">
      <div className="acts-who">
        <strong>{chosen.size > 0 ? t('list.chosenCount', { count: chosen.size }) : t('list.count', { count: people.length })}</strong>
        {chosen.size > 0 && (
          <button type="button" className="link" onClick={() => list.choose([])}>
            {t('list.chooseNone')}
          </button>
        )}
        {chosen.size < people.length && (
          <button type="button" className="link" onClick={() => list.choose(people.map(keyOf))}>
            {t('list.chooseAll', { count: people.length })}
          </button>
        )}
      </div>
      <div className="acts-do">
        {states.length > 0 && (
          <Menu
            label={t('campaignRoom.setState')}
            isDisabled={own.length === 0 || doing.isBusy}
            items={states.map((state) => ({ name: t(standingNames[state]), act: () => set(state) }))}
          />
        )}
        <Button kind="quiet" disabled={own.length === 0 || doing.isBusy} onClick={() => set('removed')}>
          {t('campaign.remove')}
        </Button>
      </div>
    </div>
  );
}

function Rows({ list, people }: { list: MembersList; people: readonly Enrolment[] }) {
  const { t } = useWords();
  const now = useNow();
  const { chosen, active } = useStore(list.store);
  const grid = useRef<HTMLDivElement>(null);
  /** Where a range begins. */
  const anchor = useRef<number>(undefined);
  const found = people.findIndex((person) => keyOf(person) === active);
  const at = Math.max(0, found);
  const keyAt = (index: number): string => keyOf(people[index] ?? { contactId: '', state: 'queued' });

  function moveTo(index: number): number {
    const to = Math.min(Math.max(index, 0), people.length - 1);
    list.goTo(keyAt(to));
    grid.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus();
    return to;
  }

  function toggle(index: number, withRange: boolean): void {
    const next = new Set(chosen);
    const key = keyAt(index);
    if (withRange) {
      const from = anchor.current ?? at;
      for (const one of people.slice(Math.min(from, index), Math.max(from, index) + 1)) next.add(keyOf(one));
    } else if (!next.delete(key)) next.add(key);
    anchor.current = index;
    list.choose(next);
    moveTo(index);
  }

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    const { key, shiftKey } = event;
    const isAll = key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey);
    if (!isAll && (event.ctrlKey || event.metaKey || event.altKey)) return;
    const moves: Partial<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: people.length - 1 };
    const move = moves[key];
    if (move !== undefined && shiftKey) {
      anchor.current ??= at;
      const to = moveTo(move);
      list.choose([...chosen, ...people.slice(Math.min(at, to), Math.max(at, to) + 1).map(keyOf)]);
    } else if (move !== undefined) moveTo(move);
    else if (key === ' ') toggle(at, shiftKey);
    else if (key === 'Enter') location.hash = addressOf({ room: 'contact', id: people[at]?.contactId ?? '' });
    else if (isAll) list.choose(people.map(keyOf));
    else if (key === 'Escape' && chosen.size > 0) list.choose([]);
    else return;
    event.preventDefault();
  }

  /** A click anywhere on a row chooses it; on its link, that leads on. */
  function click(event: MouseEvent<HTMLDivElement>): void {
    const { target } = event;
    if (!(target instanceof Element) || target.closest('a')) return;
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index']);
    if (Number.isNaN(index)) return;
    // The box is drawn by who is chosen.
    event.preventDefault();
    toggle(index, event.shiftKey);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows do
    <div
      ref={grid}
      role="grid"
      className="member-rows"
      aria-label={t('campaigns.peopleHead')}
      aria-multiselectable
      onKeyDown={press}
      onClick={click}
    >
      <div role="row" className="member-row member-head">
        <span role="columnheader" className="unseen">
          {t('list.chosen')}
        </span>
        <span role="columnheader">{t('list.person')}</span>
        <span role="columnheader">{t('campaigns.state')}</span>
        <span role="columnheader">{t('campaignRoom.since')}</span>
      </div>
      {people.map((person, index) => (
        <Row key={keyOf(person)} person={person} index={index} now={now} isActive={index === at} isChosen={chosen.has(keyOf(person))} />
      ))}
    </div>
  );
}

interface RowProps {
  person: Enrolment;
  index: number;
  now: Date;
  isActive: boolean;
  isChosen: boolean;
}

function Row({ person, index, now, isActive, isChosen }: RowProps) {
  const { t, language } = useWords();
  const { contactId, name, headline, company, state, holder, since } = person;
  return (
    <div role="row" aria-selected={isChosen} tabIndex={isActive ? 0 : -1} data-index={index} className="member-row">
      <span role="gridcell">
        <label className="box">
          <input type="checkbox" tabIndex={-1} checked={isChosen} readOnly aria-label={t('mark.select', { name })} />
        </label>
      </span>
      <span role="gridcell" className="two">
        <span className="name">
          <a href={addressOf({ room: 'contact', id: contactId })} tabIndex={-1} dir="auto">
            {name}
          </a>
        </span>
        <small dir="auto">{[headline, company].filter(Boolean).join(' · ')}</small>
      </span>
      <span role="gridcell" className="standing">
        <span>
          <i data-state={state} aria-hidden="true" />
          {t(standingNames[state])}
        </span>
        {holder && <small dir="auto">{heldInWords(holder, t, language, now)}</small>}
      </span>
      <span role="gridcell" className="when">
        <time dateTime={since}>{isToday(since, now) ? t('today') : day(since, language, now)}</time>
      </span>
    </div>
  );
}

function Nobody({ isAll }: { isAll: boolean }) {
  const { t } = useWords();
  return (
    <div className="empty">
      <p>{t(isAll ? 'campaignRoom.empty' : 'campaignRoom.emptyState')}</p>
      {isAll && (
        <>
          <p className="soft">{t('campaignRoom.emptyMore')}</p>
          <a className="link" href={addressOf({ room: 'contacts' })}>
            {t('waitingRoom.toContacts')}
          </a>
        </>
      )}
    </div>
  );
}

/** As high as the rows that come. */
function Coming({ rows }: { rows: number }) {
  return (
    <div className="member-rows" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="member-row">
          <span />
          <span className="skeleton" style={{ width: `${40 + ((row * 37) % 40)}%` }} />
          <span className="skeleton" style={{ width: '50%' }} />
        </div>
      ))}
    </div>
  );
}
