/** What a list of contacts is about: how it is narrowed and ordered, and what it shows. */
import { z } from 'zod';
import { releasedStates, holdingStates } from '@wellmet/shared/campaign';

export const columns = ['work', 'campaign', 'firstBy', 'analysed'] as const;
export const orders = ['lastAnalysed', 'name', 'company'] as const;

/** A question to the list that can be asked again. */
export const ViewQuestion = z.strictObject({
  query: z.string().max(200),
  /** The id of a campaign; `none`: in no campaign. */
  campaign: z.literal('none').or(z.uuid()).optional(),
  /** In that campaign, or in any. */
  state: z
    .enum([...holdingStates, ...releasedStates, 'waiting'])
    .exclude(['removed'])
    .optional(),
  /** Who paid for them. */
  by: z
    .literal('you')
    .or(z.strictObject({ name: z.string().max(400) }))
    .optional(),
  /** Analysed within as many days. */
  days: z.int().min(1).max(3650).optional(),
  order: z.enum(orders),
  columns: z.array(z.enum(columns)),
});
export type ViewQuestion = z.infer<typeof ViewQuestion>;

/** A question with a name. */
export const View = z.strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(60), question: ViewQuestion });
export type View = z.infer<typeof View>;
