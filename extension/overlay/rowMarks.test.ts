import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Row } from '../linkedin/reader.ts';
import { rowMarks, type RowMark } from './rowMarks.ts';

const look = { theme: 'light', language: 'en' } as const;
const mark: RowMark = { words: 'new', tone: 'new', pick: { label: 'Select', isPicked: false } };
const toggle = vi.fn<(row: Row, isPicked: boolean, isRange: boolean) => void>();
let marks: ReturnType<typeof rowMarks>;

function rowsOf(count: number): Row[] {
  return Array.from({ length: count }, () => {
    const element = document.createElement('li');
    element.append('somebody');
    document.body.append(element);
    return { element, sighting: undefined };
  });
}
const shownIn = ({ element }: Row) => element.firstElementChild?.shadowRoot?.querySelector('span')?.textContent;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

beforeEach(() => {
  document.body.replaceChildren();
  toggle.mockReset();
  marks = rowMarks(toggle);
});
afterEach(() => marks.end());

test('each row gets one mark at its head, without a name or attribute', () => {
  const rows = rowsOf(3);
  marks.draw(rows, () => mark, look);
  marks.draw(rows, () => mark, look);
  for (const row of rows) {
    expect(shownIn(row)).toBe('new');
    const [host] = row.element.children;
    expect(row.element.children).toHaveLength(1);
    expect(host?.attributes).toHaveLength(0);
    expect(marks.isOurs(host as Node)).toBe(true);
  }
});

test('a row that goes takes its mark along; one that comes again gets a new one; one that is redrawn gets it back', () => {
  const [first, second] = rowsOf(2) as [Row, Row];
  marks.draw([first, second], () => mark, look);
  marks.draw([second], () => mark, look);
  expect(shownIn(first)).toBeUndefined();
  marks.draw([first, second], () => ({ ...mark, words: 'analysed' }), look);
  expect([first, second].map(shownIn)).toEqual(['analysed', 'analysed']);
  second.element.replaceChildren('drawn anew');
  marks.draw([first, second], () => mark, look);
  expect(shownIn(second)).toBe('new');
});

test('many rows are marked over several frames, all of them in the end', async () => {
  const rows = rowsOf(100);
  marks.draw(rows, () => mark, look);
  expect(rows.filter(shownIn).length).toBeLessThan(30);
  for (let i = 0; i < 12; i += 1) await frame();
  expect(rows.filter(shownIn)).toHaveLength(100);
});

test('somebody who cannot be selected has no checkbox', () => {
  const [row] = rowsOf(1) as [Row];
  marks.draw([row], () => ({ words: 'cannot be read', tone: 'off', pick: undefined }), look);
  expect(row.element.firstElementChild?.shadowRoot?.querySelector('input')?.hidden).toBe(true);
});

test('a script of the page cannot tick anybody, and no click reaches the row', () => {
  const [row] = rowsOf(1) as [Row];
  marks.draw([row], () => mark, look);
  const clicked = vi.fn<() => void>();
  row.element.addEventListener('click', clicked);
  const input = row.element.firstElementChild?.shadowRoot?.querySelector('input');
  input?.click();
  input?.dispatchEvent(new Event('change', { bubbles: true }));
  expect(toggle).not.toHaveBeenCalled();
  expect(clicked).not.toHaveBeenCalled();
});

test('at the end nothing of ours is left in the page', () => {
  const rows = rowsOf(3);
  marks.draw(rows, () => mark, look);
  marks.end();
  expect(document.body.innerHTML).toBe('<li>somebody</li>'.repeat(3));
});
