/** Parts and texts of a page. What must be there and what may be missing are two verbs. */
import type { MissingField } from '@wellmet/shared/pageRules';
import { selectors } from './selectors.ts';

const select = selectors('page', { main: 'main' });

/** LinkedIn shows this field elsewhere than it did: nothing of the page is to be used. */
export class PageChanged extends Error {
  readonly field: MissingField;
  constructor(field: MissingField) {
    super(`page changed: ${field}`);
    this.field = field;
  }
}

/** What the page is about; menus, message windows and dialogs stand beside it. */
export function mainOf(root: ParentNode): ParentNode {
  return root.querySelector(select.main) ?? root;
}

/** The interface's, as in "fr". */
export function interfaceLanguage(root: ParentNode): string | undefined {
  const document = root instanceof Document ? root : root instanceof Node ? root.ownerDocument : null;
  return /^[a-z]{2,3}(?=-|$)/.exec(document?.documentElement.lang.toLowerCase() ?? '')?.[0];
}

/** Not part of a text: controls ("…see more") and drawings. */
const silent = new Set(['BUTTON', 'SVG', 'STYLE', 'SCRIPT']);

function shown(element: Element): string {
  if (!element.firstElementChild) return element.textContent;
  let text = '';
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? '';
    else if (node instanceof Element && !silent.has(node.tagName.toUpperCase())) text += node.tagName === 'BR' ? ' ' : shown(node);
  }
  return text;
}

/** Invisible marks of writing direction that LinkedIn puts around names in some interfaces. */
const edges = /^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+|[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/g;

/** What an element shows, every run of white space as one space; the empty text is no text. */
export function textOf(element: Element | null | undefined): string | undefined {
  return (element && shown(element).replace(edges, '').replace(/\s+/g, ' ')) || undefined;
}

export function required<T>(value: T | undefined, field: MissingField): T {
  if (value === undefined) throw new PageChanged(field);
  return value;
}

export function requireText(element: Element | null | undefined, field: MissingField): string {
  return required(textOf(element), field);
}

/** The texts of several elements, the empty ones left out. */
export function textsOf(elements: Iterable<Element>): string[] {
  const texts: string[] = [];
  for (const element of elements) {
    const text = textOf(element);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}
