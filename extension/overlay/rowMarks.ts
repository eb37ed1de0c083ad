/**
 * The marks at the rows of a list: for each person a checkbox and what this device knows of them. Plain elements, since there may be a hundred
 * rows and every millisecond is LinkedIn's; each in a shadow root below one element without a name, which takes no room in the row.
 */
import type { Row } from '../linkedin/reader.ts';
import css from './rowMarks.css?inline';

/** What a row's mark shows. */
export interface RowMark {
  /** "new", "analysed", "in “Spring”", "erased", "cannot be read". */
  words: string;
  tone: 'new' | 'known' | 'held' | 'off';
  /** Undefined: nothing to select here. */
  pick: { label: string; isPicked: boolean } | undefined;
}

export interface RowMarks {
  /** Draws the marks of these rows and takes away those of all others. */
  draw(rows: readonly Row[], markOf: (row: Row) => RowMark, look: { theme: 'light' | 'dark'; language: string }): void;
  isOurs(node: Node): boolean;
  /** The row that has the focus or the pointer. */
  pointed(): Row | undefined;
  end(): void;
}

interface Drawn {
  host: HTMLElement;
  row: Row;
  show(mark: RowMark, look: { theme: string; language: string }): void;
}

/** So many new marks a frame: a long list must not hold up the page. */
const marksAFrame = 12;

/** What reaches us must not reach LinkedIn's row, which is a link. */
const ownEvents = [
  'click',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'keydown',
  'keyup',
  'keypress',
  'dblclick',
  'auxclick',
] as const;

/** @param toggle what a person does at a mark; `isRange`: with the shift key, from the last one to this. */
export function rowMarks(toggle: (row: Row, isPicked: boolean, isRange: boolean) => void): RowMarks {
  const drawn = new Map<Element, Drawn>();
  const hosts = new WeakSet<Node>();
  let frame: number | undefined;

  function make(row: Row): Drawn {
    const host = document.createElement('div');
    hosts.add(host);
    const made = markIn(host, row, toggle);
    drawn.set(row.element, made);
    return made;
  }

  function drop(element: Element): void {
    drawn.get(element)?.host.remove();
    drawn.delete(element);
  }

  return {
    draw(rows, markOf, look) {
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
      const present = new Set(rows.map(({ element }) => element));
      for (const element of drawn.keys()) if (!present.has(element)) drop(element);
      let room = marksAFrame;
      const go = (from: number) => {
        for (let i = from; i < rows.length; i += 1) {
          const row = rows[i];
          if (!row) continue;
          if (!drawn.has(row.element) && --room < 0) {
            room = marksAFrame;
            frame = requestAnimationFrame(() => go(i));
            return;
          }
          const one = drawn.get(row.element) ?? make(row);
          one.row = row;
          one.show(markOf(row), look);
          if (one.host.parentElement !== row.element) row.element.prepend(one.host);
        }
      };
      go(0);
    },
    isOurs: (node) => hosts.has(node),
    pointed: () => [...drawn.values()].find(({ host, row }) => host.matches(':focus-within, :focus') || row.element.matches(':hover'))?.row,
    end() {
      if (frame !== undefined) cancelAnimationFrame(frame);
      for (const element of drawn.keys()) drop(element);
    },
  };
}

function markIn(host: HTMLElement, first: Row, toggle: (row: Row, isPicked: boolean, isRange: boolean) => void): Drawn {
  const shadow = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = css;
  const box = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'checkbox';
  const words = document.createElement('span');
  box.append(input, words);
  shadow.append(style, box);
  let isRange = false;
  const one: Drawn = {
    host,
    row: first,
    show(mark, { theme, language }) {
      box.dataset['theme'] = theme;
      box.lang = language;
      box.className = mark.pick?.isPicked ? `${mark.tone} picked` : mark.tone;
      if (words.textContent !== mark.words) words.textContent = mark.words;
      input.hidden = !mark.pick;
      input.disabled = !mark.pick;
      if (!mark.pick) return;
      input.checked = mark.pick.isPicked;
      input.setAttribute('aria-label', mark.pick.label);
    },
  };
  // Only what a person does counts, and none of it is a click on LinkedIn's row.
  for (const type of ownEvents)
    shadow.addEventListener(
      type,
      (event) => {
        if (!event.isTrusted) {
          event.stopImmediatePropagation();
          event.preventDefault();
        }
      },
      { capture: true },
    );
  for (const type of ownEvents) shadow.addEventListener(type, (event) => event.stopPropagation());
  input.addEventListener('click', (event) => (isRange = event.shiftKey));
  input.addEventListener('change', (event) => {
    if (event.isTrusted) toggle(one.row, input.checked, isRange);
  });
  return one;
}
