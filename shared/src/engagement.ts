/** What members do with a contact by their own hand: engagements and corrections. Always free. product.md 1 ("engagement"), 2.1. */
import { z } from 'zod';
import { NewWords } from './correction.ts';

const instant = z.iso.datetime({ offset: true });

/** One thing done with a contact. Wellmet sends nothing: `copied` is a message copied here, the others the member says. product.md 3.6. */
export const engagementKinds = ['copied', 'sent', 'replied', 'called', 'met', 'noted'] as const;
export const EngagementKind = z.enum(engagementKinds);
export type EngagementKind = z.infer<typeof EngagementKind>;

const note = z.string().trim().min(1).max(4000);

export const Engagement = z.object({
  /** The id of the request that made it. */
  id: z.uuid(),
  what: EngagementKind,
  /** A note always has one. */
  text: note.optional(),
  /** When it was done, as the member's device says; never later than the server heard of it. */
  doneAt: instant,
  by: z.string(),
  byYou: z.boolean(),
  /** When the server heard of it. */
  at: instant,
});
export type Engagement = z.infer<typeof Engagement>;

/** The id is made when the finger lifts: the same engagement sent twice is one. */
export const NewEngagement = z
  .strictObject({ requestId: z.uuid(), what: EngagementKind, text: note.optional(), doneAt: instant })
  .refine(({ what, text }) => what !== 'noted' || text !== undefined, { path: ['text'], error: 'a note without a word' });
export type NewEngagement = z.infer<typeof NewEngagement>;

/** What members may correct by hand. */
export const editableFields = ['name', 'headline', 'company', 'location'] as const;
export const EditableField = z.enum(editableFields);
export type EditableField = z.infer<typeof EditableField>;

const line = z.string().trim().min(1).max(400);

/** `null` brings back what the page says. Of several corrections of one field the one that arrives last counts; all stay in the history. */
export const ContactEdit = z
  .strictObject({
    requestId: z.uuid(),
    fields: z
      .strictObject({ name: line.nullish(), headline: line.nullish(), company: line.nullish(), location: line.nullish() })
      .optional(),
    /** Of the insights, part by part. */
    words: NewWords.optional(),
  })
  .refine(({ fields, words }) => Object.values({ ...fields, ...words }).some((value) => value !== undefined), {
    path: ['fields'],
    error: 'nothing to change',
  });
export type ContactEdit = z.infer<typeof ContactEdit>;
