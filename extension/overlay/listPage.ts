/** A page of many people while it is open: reads who is on it, marks each row from this device's cache, and keeps both in step. */
import { identifierKinds, shareAnIdentifier, type Identifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { watchChanges as watchCache } from '../changes.ts';
import type { PageReader, Row } from '../linkedin/reader.ts';
import { watchChanges as watchPage } from '../linkedin/watch.ts';
import type { T, Words } from '../i18n/words.ts';
import { messageLimit, type Basket, type PersonMark } from '../messages.ts';
import { ask } from './ask.ts';
import { overlay, type List, type ListActs, type ListPerson, type Overlay } from './panel.ts';
import { rowMarks, type RowMark } from './rowMarks.ts';

export interface ListPage {
  /** Theme or words have changed. */
  redraw(): void;
  /** For the keys: the row in focus or under the pointer. */
  togglePointed(): void;
  /** Whom a link of this page leads to, if they have a row. */
  rowOf(person: Identifiers): Sighting | undefined;
}

interface Surroundings {
  reader: PageReader;
  url: string;
  acts: ListActs;
  look: () => { theme: 'light' | 'dark'; words: Words };
  /** Aborts when the tab shows another page. */
  signal: AbortSignal;
}

const unknown: List = { people: [], hidden: 0, changed: undefined };

/** Bulk actions that this document has shown by itself. */
const shownBulks = new Set<string>();

/** Where reading took longer, as it does the first time and on a slow machine, drawing is another frame's. */
const quickMs = 4;

export function openList({ reader, url, acts, look, signal }: Surroundings): ListPage {
  let rows: Row[] = [];
  const marks = new Map<string, PersonMark>();
  let asking: Promise<void> | undefined;
  let last: Row | undefined;
  let picked: ReadonlySet<string> = new Set();

  const set = (change: Partial<List>) => {
    if (!signal.aborted) overlay.setState(({ list }) => ({ list: { ...unknown, ...list, ...change } }));
  };

  const drawn = rowMarks((row, isPicked, isRange) => {
    const range = isRange && last ? between(last, row) : [row];
    last = row;
    const people = range.flatMap(({ sighting }) => (sighting && !markOf(sighting)?.isErased ? sighting : []));
    if (isPicked) acts.pick(people);
    else acts.unpick(people.map(({ identifiers }) => identifiers));
  });

  function between(one: Row, other: Row): Row[] {
    const [from = 0, to = 0] = [one, other]
      .map((row) => rows.findIndex(({ element }) => element === row.element))
      .toSorted((a, b) => a - b);
    return from < 0 ? [other] : rows.slice(from, to + 1);
  }

  /** As the basket is on screen: a tick never waits for the cache. */
  const isInBasket = ({ identifiers }: Sighting): boolean => identifierKinds.some((kind) => picked.has(`${kind}:${identifiers[kind]}`));
  const markOf = (sighting: Sighting): PersonMark | undefined => marks.get(keyOf(sighting));

  function drawMarks(): void {
    if (signal.aborted) return;
    const { theme, words } = look();
    const { t, language } = words;
    const rowMark = ({ sighting }: Row) => {
      return sighting ? rowMarkOf(sighting, markOf(sighting), isInBasket(sighting), t) : hiddenMark(t);
    };
    drawn.draw(rows, rowMark, { theme, language });
  }

  /** The marks, and the bar that counts them. */
  function draw(): void {
    drawMarks();
    const people = sightingsIn(rows).flatMap((sighting): ListPerson[] => {
      const mark = markOf(sighting);
      return mark ? [{ sighting, mark, isInBasket: isInBasket(sighting) }] : [];
    });
    set({ people, hidden: rows.filter(({ sighting }) => !sighting).length });
  }

  /** Asks the cache about those of whom it has not been asked, or about all again. */
  async function askMarks(isAgain: boolean): Promise<void> {
    const people = sightingsIn(rows).filter((sighting) => isAgain || !marks.has(keyOf(sighting)));
    for (let i = 0; i < people.length; i += messageLimit) {
      const some = people.slice(i, i + messageLimit);
      const told = await ask(
        'marks',
        some.map(({ identifiers }) => identifiers),
      );
      some.forEach((sighting, at) => {
        const mark = told[at];
        if (mark) marks.set(keyOf(sighting), mark);
      });
    }
  }

  async function refresh(): Promise<void> {
    const [basket] = await Promise.all([ask('basket'), askMarks(true)]);
    if (!signal.aborted) overlay.setState(({ selection }) => ({ selection: { ...selection, basket } }));
    draw();
    await followBulk();
  }

  /** What goes on, and what came of it while nobody looked, is shown by itself; closed, it stays closed. */
  async function followBulk(): Promise<void> {
    const bulk = await ask('bulk');
    const { shows } = overlay.getState().panel;
    if (!bulk || signal.aborted || !(shows === 'bulk' || (shows === 'nothing' && !shownBulks.has(bulk.id)))) return;
    shownBulks.add(bulk.id);
    overlay.setState({ panel: { shows: 'bulk', bulk } });
  }

  /** One at a time; what changes meanwhile is seen by the next. Without a background the marks stay as they are. */
  function refreshSoon(): void {
    asking = (asking ?? Promise.resolve()).then(refresh).catch(() => undefined);
  }

  function read(): void {
    const began = performance.now();
    const seen = reader.rows?.(document, url) ?? [];
    const isQuick = performance.now() - began < quickMs;
    const isSame = seen.length === rows.length && seen.every(({ element, sighting }, i) => isRow(rows[i], element, sighting));
    const reading = seen.length === 0 ? reader.read(document, url) : undefined;
    const changed = reading?.kind === 'changed' ? reading.field : undefined;
    if (changed !== overlay.getState().list?.changed) set({ changed });
    rows = seen;
    // Nobody came or went: only marks that the page has thrown out are put back, the bar stays as it is.
    const show = isSame ? drawMarks : draw;
    if (isQuick) show();
    else requestAnimationFrame(show);
    if (isSame) return;
    void askMarks(false)
      .then(draw)
      .catch(() => undefined);
  }

  const follow = ({ selection }: Pick<Overlay, 'selection'>, before?: Pick<Overlay, 'selection'>) => {
    if (selection.basket === before?.selection.basket) return;
    picked = keysIn(selection.basket);
    draw();
  };

  overlay.setState({ list: unknown });
  follow(overlay.getState());
  signal.addEventListener('abort', overlay.subscribe(follow));
  watchPage(read, (node) => drawn.isOurs(node), signal);
  signal.addEventListener('abort', watchCache(refreshSoon));
  signal.addEventListener('abort', () => drawn.end());
  refreshSoon();

  return {
    redraw: draw,
    togglePointed() {
      const sighting = drawn.pointed()?.sighting;
      if (!sighting) return;
      if (isInBasket(sighting)) acts.unpick([sighting.identifiers]);
      else acts.pick([sighting]);
    },
    rowOf: (person) => sightingsIn(rows).find(({ identifiers }) => shareAnIdentifier(identifiers, person)),
  };
}

/** Somebody whom the page shows twice has one sighting. */
function sightingsIn(rows: readonly Row[]): Sighting[] {
  return [...new Set(rows.flatMap(({ sighting }) => sighting ?? []))];
}

/** "slug:ada-lovelace", for each identifier of everybody. */
function keysIn({ people }: Basket): Set<string> {
  return new Set(
    people.flatMap(({ identifiers }) => identifierKinds.flatMap((kind) => (identifiers[kind] ? `${kind}:${identifiers[kind]}` : []))),
  );
}

function keyOf({ identifiers: { member, slug, lead } }: Sighting): string {
  return [member, slug, lead].join(' ');
}

function isRow(row: Row | undefined, element: Element, sighting: Sighting | undefined): boolean {
  if (row?.element !== element || !row.sighting !== !sighting) return false;
  return !sighting || !row.sighting || keyOf(row.sighting) === keyOf(sighting);
}

function hiddenMark(t: T): RowMark {
  return { words: t('mark.hidden'), tone: 'off', pick: undefined };
}

/** Before the cache has said anything there is the checkbox alone: nobody has to wait with it. */
function rowMarkOf({ name }: Sighting, mark: PersonMark | undefined, isPicked: boolean, t: T): RowMark {
  if (mark?.isErased) return { words: t('mark.erased'), tone: 'off', pick: undefined };
  const pick = { label: t('mark.select', { name }), isPicked };
  if (!mark) return { words: '', tone: 'known', pick };
  if (mark.campaign) return { words: t('mark.inCampaign', { campaign: mark.campaign.name }), tone: 'held', pick };
  return mark.known ? { words: t('mark.known'), tone: 'known', pick } : { words: t('mark.new'), tone: 'new', pick };
}
