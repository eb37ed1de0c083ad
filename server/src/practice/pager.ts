/** Buttons that turn the page of a list, as each of LinkedIn's applications draws them; what they do is in assets/practice.js. */
import { type Drawing } from './drawing.ts';
import { html, type Markup, type Part } from './markup.ts';
import type { ResultPage } from './results.ts';
import { wordsOf } from './words.ts';

/** Numbers around the page that is shown. */
function numbersAround({ page, pages }: ResultPage): number[] {
  const shown = 7;
  const start = Math.max(1, Math.min(page - 3, pages - shown + 1));
  return Array.from({ length: Math.min(shown, pages) }, (_, i) => start + i);
}

const sduiTurn = (way: 'prev' | 'next', label: string, works: boolean): Markup =>
  html`<button type="button" class="p-button p-quiet" data-testid="pagination-controls-${way}-button-${works ? 'visible' : 'hidden'}">
    <span>${label}</span>
  </button>`;

/** Newer application: what leads nowhere is there and hidden; the indicators count from 0. */
export function sduiPager(list: ResultPage, { language }: Drawing): Part {
  const words = wordsOf[language];
  return html`<div class="p-pager">
    ${sduiTurn('prev', words.previous, list.page > 1)}
    <ul>
      ${numbersAround(list).map(
        (n) =>
          html`<li>
            <button
              type="button"
              aria-label="${words.pageNumber(n)}"
              aria-current="${String(n === list.page)}"
              data-testid="pagination-indicator-${n - 1}"
            >
              <span>${n}</span>
            </button>
          </li>`,
      )}
    </ul>
    ${sduiTurn('next', words.next, list.page < list.pages)}
  </div>`;
}

const emberTurn = (way: 'previous' | 'next', label: string, works: boolean): Markup =>
  html`<button
    type="button"
    class="artdeco-button artdeco-button--muted artdeco-pagination__button artdeco-pagination__button--${way} p-button p-quiet"
    aria-label="${label}"
    ${works ? undefined : html`disabled="disabled"`}
  >
    <span class="artdeco-button__text">${label}</span>
  </button>`;

/** Older application. */
export function emberPager(list: ResultPage, { language }: Drawing): Part {
  const words = wordsOf[language];
  return html`<div class="artdeco-pagination artdeco-pagination--has-controls p-pager">
    <span class="artdeco-pagination__state--a11y visually-hidden" aria-live="polite">${words.pageOf(list.page, list.pages)}</span>
    ${emberTurn('previous', words.previous, list.page > 1)}
    <ul class="artdeco-pagination__pages artdeco-pagination__pages--number">
      ${numbersAround(list).map(
        (n) =>
          html`<li
            data-test-pagination-page-btn="${n}"
            class="artdeco-pagination__indicator artdeco-pagination__indicator--number ${n === list.page ? 'active selected' : ''}"
          >
            <button type="button" aria-label="${words.pageNumber(n)}" ${n === list.page ? html`aria-current="true"` : undefined}>
              <span>${n}</span>
            </button>
          </li>`,
      )}
    </ul>
    ${emberTurn('next', words.next, list.page < list.pages)}
  </div>`;
}
