/** A contact as its member sees it: what the server has confirmed, and over it what waits. Pure. */
import type { Contact } from '@wellmet/shared/contact';
import type { EditableField, Engagement } from '@wellmet/shared/engagement';
import type { Words } from '@wellmet/shared/seen';
import type { Asked, CardRow, ContactRow, WishRow } from '../../cache/database.ts';
import { editableFields } from './fieldNames.ts';

/** The contacts that a wish is about; none for one about people who are none yet. */
export function contactsIn({ asked }: WishRow): readonly string[] {
  if ('contactId' in asked) return [asked.contactId];
  return 'contactIds' in asked.body ? asked.body.contactIds : [];
}

type Wish<R extends Asked['route']> = WishRow & { asked: Extract<Asked, { route: R }> };

const isOf =
  <R extends Asked['route']>(route: R) =>
  (wish: WishRow): wish is Wish<R> =>
    wish.asked.route === route;

export interface FieldView {
  /** As shown; absent: the page says nothing, or what it says is not on this device. */
  value: string | undefined;
  /** Who corrected it last, as the server knows. */
  edit: { by: string; at: string } | undefined;
  /** What the page says, where the card is here and it says something else. */
  page: string | undefined;
  /** A correction, or its end, that the server has not confirmed; the last one made. */
  wish: WishRow | undefined;
}

/** @param wishes about this contact, the oldest first. */
export function fieldOf(field: EditableField, row: ContactRow, card: CardRow | undefined, wishes: readonly WishRow[]): FieldView {
  const wish = wishes.filter(isOf('editContact')).findLast(({ asked }) => asked.body.fields?.[field] !== undefined);
  const said = card?.contact.sighting[field];
  const value = wish ? (wish.asked.body.fields?.[field] ?? said) : row[field];
  return { value, edit: row.edits?.[field], page: said === value ? undefined : said, wish };
}

/** What members said of parts of the insights, and over it what waits, by the member whose device this is. */
export function wordsOf(contact: Pick<Contact, 'words'>, wishes: readonly WishRow[], by: string): Words {
  const words = new Map(Object.entries(contact.words ?? {}));
  for (const { asked, madeAt } of wishes.filter(isOf('editContact')))
    for (const [part, value] of Object.entries(asked.body.words ?? {})) {
      if (value === null) words.delete(part);
      else words.set(part, { value, by, at: madeAt });
    }
  return Object.fromEntries(words);
}

/** The wishes about parts of the insights. */
export const wordsWaiting = (wishes: readonly WishRow[]): WishRow[] =>
  wishes.filter(isOf('editContact')).filter(({ asked }) => asked.body.words !== undefined);

/** Corrections that wait, by contact: what lists show of them. */
export function correctionsWaiting(wishes: readonly WishRow[]): ReadonlyMap<string, Partial<ContactRow>> {
  const found = new Map<string, Partial<ContactRow>>();
  for (const { asked } of wishes.filter(isOf('editContact'))) {
    // What a field goes back to is not known to a list: it shows the present value until the server has told.
    const set = editableFields.flatMap((field) => (asked.body.fields?.[field] ? [[field, asked.body.fields?.[field]] as const] : []));
    if (set.length > 0) found.set(asked.contactId, { ...found.get(asked.contactId), ...Object.fromEntries(set) });
  }
  return found;
}

export interface EngagementView extends Omit<Engagement, 'at' | 'by'> {
  by: string | undefined;
  /** Not confirmed yet. */
  wish: WishRow | undefined;
  /** The wish to take it back, not confirmed yet. */
  takingBack: WishRow | undefined;
}

/** What was done and what waits to be kept, the latest first. */
export function engagementsOf(contact: Contact | undefined, wishes: readonly WishRow[]): EngagementView[] {
  const kept = contact?.engagements ?? [];
  const takingBack = wishes.filter(isOf('withdrawEngagement'));
  const views = [
    ...wishes
      .filter(isOf('engage'))
      .filter(({ requestId }) => kept.every(({ id }) => id !== requestId))
      .map((wish) => {
        const { requestId: id, ...done } = wish.asked.body;
        return { ...done, id, by: undefined, byYou: true, wish, takingBack: undefined };
      }),
    ...kept.map(({ at: _at, ...engagement }) => ({
      ...engagement,
      wish: undefined,
      takingBack: takingBack.find(({ asked }) => asked.engagementId === engagement.id),
    })),
  ];
  return views.toSorted((a, b) => Date.parse(b.doneAt) - Date.parse(a.doneAt));
}
