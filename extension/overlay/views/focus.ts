/** Where the focus is, seen from inside our shadow root (or a test's plain document). */

export function focusedIn(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
}

/** Nothing of ours and nothing of the page has it: it may be taken. */
export function focusIsFree(element: Element | null): boolean {
  if (!element) return false;
  const inPage = element.ownerDocument.activeElement;
  return focusedIn(element) === null
    ? inPage === null || inPage === element.ownerDocument.body
    : focusedIn(element) === element.ownerDocument.body;
}
