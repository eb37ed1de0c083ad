/** First import of every entry point that parses: zod compiles schemas with `new Function` unless told not to, which an extension's CSP refuses. */
import { z } from 'zod';

z.config({ jitless: true });
