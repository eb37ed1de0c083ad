/** What members may say of parts of the insights: hide any, and put their word in the place of some. Applied by seen.ts. product.md 5.3. */
import { z } from 'zod';
import { JobFunction, Seniority } from './insight.ts';
import { hidden } from './seen.ts';

const title = z.string().trim().min(1).max(400);

/** What a member's word takes the place of, each by what may be said there. */
const settable: Record<string, z.ZodType<string>> = {
  'style.boldness': z.enum(['bold', 'calm', 'unclear']),
  'style.focus': z.enum(['people', 'task', 'unclear']),
  'role.title': title,
  'role.seniority': Seniority,
  'role.function': JobFunction,
};

/** The style as a whole, or a hook, a fact or a topic by what it says. */
const Hideable = z.string().regex(/^(?:style|(?:hook|fact|topic):.{1,150})$/su);

/** By the name of the part; `null` brings back what the page says. Of several words about one part the one that arrives last counts. */
export const NewWords = z.record(z.string().max(400), z.string().max(400).nullable()).superRefine((words, context) => {
  for (const [part, value] of Object.entries(words)) {
    const isFit = Object.hasOwn(settable, part)
      ? value === null || settable[part]?.safeParse(value).success === true
      : Hideable.safeParse(part).success && (value === null || value === hidden);
    if (!isFit) context.addIssue({ code: 'custom', path: [part], message: 'not what can be said of a part' });
  }
  if (Object.keys(words).length > 20) context.addIssue({ code: 'custom', message: 'too many at once' });
});
export type NewWords = z.infer<typeof NewWords>;

/** The last word about each part, with whose it is. */
export const Words = z.record(z.string(), z.object({ value: z.string(), by: z.string(), at: z.iso.datetime({ offset: true }) }));
