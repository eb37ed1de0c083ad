/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that stand each for itself are no table to a browser */
/** The contacts found, as rows of which only those that can be seen are drawn. By keyboard: arrows, Page Up and Down, Home, End; Space chooses, Enter opens. */
import { memo, useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { Hourglass, Pin } from 'lucide-react';
import { useStore } from 'zustand';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { addressOf } from '../app/route.ts';
import { columnOf, type ColumnName } from './columns.tsx';
import type { Entry } from './find.ts';
import { choose, finding, scrolled } from './finding.ts';

/** As contacts.css has it. */
const rowHeight = 56;
/** Rows that are drawn on either side of those in sight. */
const overscan = 4;

interface ContactListProps {
  entries: readonly Entry[];
  waiting: ReadonlySet<string>;
  pinned: ReadonlySet<string>;
  /** Out of the list, upwards. */
  onLeave: () => void;
}

export function ContactList({ entries, waiting, pinned, onLeave }: ContactListProps) {
  const { t } = useWords();
  const now = useNow();
  const active = useStore(finding, (state) => state.active);
  const chosen = useStore(finding, (state) => state.chosen);
  const columns = useStore(finding, (state) => state.columns);
  const questions = useStore(finding, (state) => state.questions);
  const scroller = useRef<HTMLDivElement>(null);
  /** Where a range begins. */
  const anchor = useRef<number>(undefined);
  /** The row that the keyboard is at takes the focus when it is drawn: also when one comes back from the contact. */
  const takesFocus = useRef(active !== undefined);
  const found = useMemo(() => (active === undefined ? -1 : entries.findIndex(({ row }) => row.id === active)), [entries, active]);
  const at = Math.max(0, found);

  // The same while the contacts are: else all are measured anew whenever one is drawn.
  const getItemKey = useCallback((index: number) => entries[index]?.row.id ?? index, [entries]);
  // oxlint-disable-next-line react-hooks-js/incompatible-library -- it draws again by itself
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    initialOffset: scrolled.to,
    overscan,
    // The row with the focus stays, wherever the list is scrolled: focus that is lost is keys that are lost.
    rangeExtractor: (range: Range) => [...new Set([at, ...defaultRangeExtractor(range)])].filter((index) => index < entries.length),
  });

  const drawn = rows.getVirtualItems();
  // A row that comes into sight takes the elements of one that goes: new ones for all would take several times as long. Only the one with the focus is its own.
  const places = Math.ceil((rows.scrollRect?.height ?? 0) / rowHeight) + 2 * overscan + 2;

  useEffect(() => {
    const row = takesFocus.current && scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"]`);
    if (!row) return;
    takesFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const asked = useRef(questions);
  useEffect(() => {
    if (asked.current === questions) return;
    asked.current = questions;
    anchor.current = undefined;
    scroller.current?.scrollTo({ top: 0 });
  }, [questions]);

  const idAt = (index: number): string | undefined => entries[index]?.row.id;

  function moveTo(index: number): void {
    const to = Math.min(Math.max(index, 0), entries.length - 1);
    takesFocus.current = true;
    rows.scrollToIndex(to);
    finding.setState({ active: idAt(to) });
  }

  function toggle(index: number, withRange: boolean): void {
    const next = new Set(chosen);
    const id = idAt(index);
    if (id === undefined) return;
    if (withRange) {
      const from = anchor.current ?? at;
      for (const { row } of entries.slice(Math.min(from, index), Math.max(from, index) + 1)) next.add(row.id);
    } else if (!next.delete(id)) next.add(id);
    anchor.current = index;
    takesFocus.current = true;
    finding.setState({ active: id });
    choose(next);
  }

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    const { key, shiftKey } = event;
    const isAll = key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey);
    if (!isAll && (event.ctrlKey || event.metaKey || event.altKey)) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const moves: Partial<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: entries.length - 1,
    };
    const move = moves[key];
    if (key === 'ArrowUp' && at === 0 && !shiftKey) onLeave();
    else if (move !== undefined && shiftKey) {
      anchor.current ??= at;
      const to = Math.min(Math.max(move, 0), entries.length - 1);
      const [from, until] = [Math.min(at, to), Math.max(at, to)];
      choose([...chosen, ...entries.slice(from, until + 1).map(({ row }) => row.id)]);
      moveTo(to);
    } else if (move !== undefined) moveTo(move);
    else if (key === ' ') toggle(at, shiftKey);
    else if (key === 'Enter') open(idAt(at));
    else if (isAll) choose(entries.map(({ row }) => row.id));
    else if (key === 'Escape') {
      if (chosen.size > 0) choose([]);
      else onLeave();
    } else return;
    event.preventDefault();
  }

  /** A click anywhere on a row opens it; on its box or link, those have their own way. */
  function click(event: MouseEvent<HTMLDivElement>): void {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index']);
    if (Number.isNaN(index)) return;
    if (target.closest('label')) {
      // The box is drawn by who is chosen.
      event.preventDefault();
      toggle(index, event.shiftKey);
    } else if (event.shiftKey) toggle(index, true);
    else if (!target.closest('a')) open(idAt(index));
    else finding.setState({ active: idAt(index) });
  }

  return (
    <div ref={scroller} className="scroller" onScroll={(event) => (scrolled.to = event.currentTarget.scrollTop)}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows do */}
      <div
        role="grid"
        aria-label={t('app.contacts')}
        aria-rowcount={entries.length + 1}
        aria-multiselectable
        onKeyDown={press}
        onClick={click}
      >
        <div role="row" aria-rowindex={1} className="head-row">
          <span role="columnheader">
            <span className="unseen">{t('list.chosen')}</span>
          </span>
          <span role="columnheader">{t('list.person')}</span>
          {columns.map((name) => (
            <span key={name} role="columnheader" data-column={name}>
              {t(columnOf[name].title)}
            </span>
          ))}
        </div>
        <div role="rowgroup" className="rows" style={{ height: rows.getTotalSize() }}>
          {drawn.map(({ index, start }) => {
            const entry = entries[index];
            return (
              entry && (
                <Row
                  key={index === at ? `at ${entry.row.id}` : index % places}
                  entry={entry}
                  index={index}
                  top={start}
                  now={now}
                  columns={columns}
                  isActive={index === at}
                  isChosen={chosen.has(entry.row.id)}
                  isWaiting={waiting.has(entry.row.id)}
                  isPinned={pinned.has(entry.row.id)}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function open(id: string | undefined): void {
  if (id === undefined) return;
  finding.setState({ active: id });
  location.hash = addressOf({ room: 'contact', id });
}

interface RowProps {
  entry: Entry;
  index: number;
  top: number;
  now: Date;
  columns: readonly ColumnName[];
  isActive: boolean;
  isChosen: boolean;
  isWaiting: boolean;
  isPinned: boolean;
}

const Row = memo(function Row({ entry, index, top, now, columns, isActive, isChosen, isWaiting, isPinned }: RowProps) {
  const { t } = useWords();
  const { row, shown } = entry;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      className="row"
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell">
        <label className="box">
          <input type="checkbox" tabIndex={-1} checked={isChosen} readOnly aria-label={t('mark.select', { name: shown.name })} />
        </label>
      </span>
      <span role="gridcell" className="two">
        <span className="name">
          <a href={addressOf({ room: 'contact', id: row.id })} tabIndex={-1} dir="auto">
            {shown.name}
          </a>
          {isWaiting && <Sign Icon={Hourglass} words={t('list.waiting')} />}
          {isPinned && <Sign Icon={Pin} words={t('list.pinned')} />}
        </span>
        <small dir="auto">{shown.headline}</small>
      </span>
      {columns.map((name) => {
        const { Cell } = columnOf[name];
        return (
          <span key={name} role="gridcell" className="two" data-column={name}>
            <Cell entry={entry} now={now} />
          </span>
        );
      })}
    </div>
  );
});

function Sign({ Icon, words }: { Icon: typeof Pin; words: string }) {
  return (
    <span className="sign" title={words}>
      <Icon size={12} aria-hidden="true" />
      <span className="unseen">{words}</span>
    </span>
  );
}
