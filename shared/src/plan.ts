/** The catalogue of plans: data of the operator, with versions. product.md 1 ("plan"). */
import { z } from 'zod';

export const Plan = z.object({
  code: z.string(),
  version: z.int().min(1),
  name: z.string(),
  monthlyCreditsPerSeat: z.int().min(0),
  /** Price of one seat for one month, in cents of `currency`; 0 is free. */
  monthlyPricePerSeatCents: z.int().min(0),
  /** The same for a year paid at once; absent: by the month only. */
  annualPricePerSeatCents: z.int().min(0).optional(),
  currency: z.string().length(3),
});
export type Plan = z.infer<typeof Plan>;
