/** Somebody else's server that a workspace has called with a key of its own: how both are entered. */
import { z } from 'zod';

export const OutsideUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .regex(/^[^\s@?#\\]+$/, 'must be an address without a password, a question or a fragment');

export const OutsideKey = z.string().regex(/^[\x21-\x7e]{1,500}$/, 'must be a key as it stands in the header of a request');
