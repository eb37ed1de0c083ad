/** What does not fit on a screen: text that is cut, lies beyond an edge, or makes the page wider than its window. */
/* oxlint-disable unicorn/consistent-function-scoping -- a function that is sent to a page carries what it needs */

/**
 * Runs in the page: stands alone. What members and LinkedIn wrote (`dir="auto"`) may end in an ellipsis; our own words may not.
 * @returns a line for each thing that does not fit.
 */
export function misfits(): string[] {
  const found: string[] = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} px wide in ${page.clientWidth}`);

  const isUnseen = (element: Element): boolean =>
    element.closest('.unseen, [aria-hidden="true"], noscript, option, title') !== null ||
    !element.checkVisibility({ visibilityProperty: true });

  for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    const text = walker.currentNode as Text;
    const owner = text.parentElement;
    if (!owner || !text.data.trim() || isUnseen(owner)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, top, bottom, width } = range.getBoundingClientRect();
    if (width === 0) continue;
    const isTheirs = owner.closest('[dir="auto"]') !== null;
    for (let around: Element | null = owner; around && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY, textOverflow, webkitLineClamp, clipPath, position } = getComputedStyle(around);
      if (clipPath !== 'none') break;
      const box = around.getBoundingClientRect();
      // What scrolls there has room beyond its edge.
      const scrolls = /auto|scroll/;
      if (scrolls.test(overflowX)) break;
      const isCut = overflowX !== 'visible' && (right > box.right + 1 || left < box.left - 1);
      if (isCut && !(isTheirs && textOverflow === 'ellipsis')) {
        found.push(`cut: “${text.data.trim().slice(0, 60)}”`);
        break;
      }
      if (isCut) break;
      // After so many lines, as after the end of one: with an ellipsis.
      if (isTheirs && webkitLineClamp !== 'none') break;
      if (overflowY === 'hidden' && (bottom > box.bottom + 2 || top < box.top - 2)) {
        found.push(`cut in its height: “${text.data.trim().slice(0, 60)}”`);
        break;
      }
      // A button or a cell that its own words stick out of.
      if (around === owner && /^(BUTTON|TH|TD|LABEL|SUMMARY|KBD|DT|DD)$/.test(around.tagName) && right > box.right + 1)
        found.push(`sticks out: “${text.data.trim().slice(0, 60)}”`);
      if (position === 'fixed') break;
    }
  }
  return [...new Set(found)];
}

/** Runs in the page: every word of ours two fifths longer, as a language may be that we do not speak yet. */
export function lengthen(): void {
  for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    const text = walker.currentNode as Text;
    const owner = text.parentElement;
    if (!owner || owner.closest('[dir="auto"], [aria-hidden="true"], kbd, time, script, style')) continue;
    const words = text.data.trim();
    if (!/\p{L}{3}/u.test(words) || words.includes('⟩')) continue;
    const more = Math.max(0, Math.ceil(words.length * 0.4) - 2);
    // Of words as long as words are; a word alone becomes a longer one.
    text.data = `${text.data.trimEnd()}${words.includes(' ') ? ' ' : ''}${(words.includes(' ') ? 'éaéaéa ' : 'éa').repeat(more).slice(0, more)}⟩`;
  }
}
