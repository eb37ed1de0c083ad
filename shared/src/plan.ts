/** The catalogue of plans: data of the operator, with versions. product.md 1 ("plan"). */
import { z } from 'zod';

export const Plan = z.object({
  code: z.string(),
  version: z.int().min(1),
  name: z.string(),
  monthlyCreditsPerSeat: z.int().min(0),
  /** Price of one seat for one month, in cents of `currency`; 0 is free. */
  monthlyPricePerSeatCents: z.int().min(0),
  currency: z.string().length(3),
});
export type Plan = z.infer<typeof Plan>;
