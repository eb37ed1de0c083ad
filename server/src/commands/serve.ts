import closeWithGrace from 'close-with-grace';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { checkDemo, makeDemo, type Demo } from '../demo.ts';
import { migrationsOf } from '../db/migrate.ts';
import { openLog } from '../log.ts';
import { listen, openServer } from '../serve.ts';
import { command, Flag, say, withServer } from './command.ts';

export const serve = command({
  words: 'serve',
  about: 'start the server; --demo makes a workspace to try it with, and says what to do next',
  usage: '[--demo]',
  options: z.strictObject({ demo: Flag }),
  work: serveUntilStopped,
});

export const migrate = command({
  words: 'migrate',
  about: 'bring the tables up to date and end',
  usage: '[--json]',
  options: z.strictObject({ json: Flag }),
  work: async (config, { json }) => {
    const migrations = await withServer(config, ({ database }) => migrationsOf(database.db));
    say(json, { migrations }, `the tables are up to date: ${migrations.at(-1)}`);
  },
});

async function serveUntilStopped(config: Config, options: { demo: boolean }): Promise<void> {
  if (options.demo) checkDemo(config);
  const log = openLog(config.logLevel);
  const opened = await openServer(config, log);
  try {
    const demo = options.demo ? await makeDemo(config, opened) : undefined;
    const listening = await listen(config, opened, log);
    closeWithGrace({ delay: 15_000, logger: false }, async ({ err, signal }) => {
      if (err) log.fatal({ error: err.name }, 'the server ends after an error that nobody caught');
      else log.info({ signal }, 'stopping');
      await listening.close();
      await opened.close();
    });
    log.info({ url: listening.url }, 'listening');
    if (demo) process.stdout.write(`\n${nextSteps(listening.url, config, demo)}\n`);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function nextSteps(url: string, config: Config, { email, colleagueEmail, password }: Demo): string {
  const page = config.practice ? `\n  2. Open a practice profile     ${url}/practice/` : '';
  return `  Wellmet is ready at ${url}  (API: ${url}/docs)

  1. Load the extension
     Chrome    chrome://extensions → Developer mode → Load unpacked → .output/chrome-mv3
     Firefox   about:debugging → This Firefox → Load Temporary Add-on → .output/firefox-mv3/manifest.json${page}
  3. Sign in from Wellmet's popup
     ${email}  or, to see it as a colleague,  ${colleagueEmail}
     password  ${password}

  Ctrl-C stops it.`;
}
