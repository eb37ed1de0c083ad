/** Two verbs for a text in a page: one must be there, the other may be missing. */

/** LinkedIn shows this field elsewhere than it did: nothing of the page is to be used. */
export class PageChanged extends Error {
  readonly field: string;
  constructor(field: string) {
    super(`page changed: ${field}`);
    this.field = field;
  }
}

/** White space as one space; the empty text is no text. */
export function collapsed(text: string | null | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}

export function textOf(element: Element | null | undefined): string | undefined {
  return collapsed(element?.textContent);
}

export function requireText(element: Element | null | undefined, field: string): string {
  const text = textOf(element);
  if (text === undefined) throw new PageChanged(field);
  return text;
}
