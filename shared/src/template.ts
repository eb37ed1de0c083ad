/** Texts that a workspace writes once and fills for each contact. What they say is their members', and is shown, never interpreted. */
import { z } from 'zod';
import { channels } from './drafts/sentences.ts';
import { fieldsIn } from './templates/text.ts';

/** As many as a workspace has, those aside that were deleted. */
export const templateLimit = 200;
/** An engagement keeps as much. */
export const templateTextLength = 4000;
export const templateSubjectLength = 200;
export const templateNameLength = 120;

const content = {
  name: z.string().trim().min(1).max(templateNameLength),
  channel: z.enum(channels),
  language: z.enum(['en', 'fr']),
  /** Of e-mails alone. */
  subject: z.string().trim().max(templateSubjectLength).optional(),
  text: z.string().min(1).max(templateTextLength).regex(/\S/u),
};

/** What is no field would stand in a message as it is: such a template is not kept. */
const isWhole = ({ subject = '', text }: { subject?: string | undefined; text: string }): boolean =>
  fieldsIn(subject, text).unknown.length === 0;
const isOfItsChannel = ({ channel, subject }: { channel: string; subject?: string | undefined }): boolean =>
  channel === 'email' || subject === undefined;
const unknownField = { path: ['text'], error: 'a field that is none' };
const noSubject = { path: ['subject'], error: 'only e-mails have one' };

export const TemplateContent = z.strictObject(content);
export type TemplateContent = z.infer<typeof TemplateContent>;

/** Whether two say the same, as they are kept. */
export function isSameContent(one: TemplateContent, other: TemplateContent): boolean {
  return (
    one.name.trim() === other.name.trim() &&
    one.channel === other.channel &&
    one.language === other.language &&
    (one.subject ?? '').trim() === (other.subject ?? '').trim() &&
    one.text === other.text
  );
}

export const Template = z.object({
  id: z.uuid(),
  /** Number of its latest change: what the next one is based on. */
  seq: z.int().min(0),
  ...content,
  createdBy: z.string(),
  createdByYou: z.boolean(),
  changedBy: z.string(),
  changedAt: z.iso.datetime({ offset: true }),
});
export type Template = z.infer<typeof Template>;

/** The id is made when the finger lifts: the same template sent twice is one. */
export const NewTemplate = z
  .strictObject({ id: z.uuid(), ...content })
  .refine(isWhole, unknownField)
  .refine(isOfItsChannel, noSubject);
export type NewTemplate = z.infer<typeof NewTemplate>;

/** All of it, and the number of the version that the member had before them: changed meanwhile, it is `wrong-state`, and nobody's words are lost. */
export const TemplateChange = z
  .strictObject({ requestId: z.uuid(), basedOn: z.int().min(0), ...content })
  .refine(isWhole, unknownField)
  .refine(isOfItsChannel, noSubject);
export type TemplateChange = z.infer<typeof TemplateChange>;

/** One that was deleted. */
export const GoneTemplate = z.object({ id: z.uuid(), seq: z.int().min(0) });
export type GoneTemplate = z.infer<typeof GoneTemplate>;
