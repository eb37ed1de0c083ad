/** The readers of the extension as one script, for a page of any browser. */
import { join } from 'node:path';
import { build } from 'vite';

const root = new URL('../../', import.meta.url).pathname;

/** Leaves `readers` in the page: what `extension/linkedin/readers.ts` exports. */
export async function readerScript(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: true, lib: { entry: join(root, 'extension/linkedin/readers.ts'), formats: ['iife'], name: 'readers' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('no output');
  return `${output.output[0].code}; globalThis.readers = readers;`;
}
