import { z } from 'zod';
import { openDatabase } from '../db/open.ts';
import { examine, type Finding } from '../doctor/doctor.ts';
import { command, Flag, say, withDatabase } from './command.ts';

export const doctor = command({
  words: 'doctor',
  about: 'look at settings, database, tables, rights, ledgers, mail and clock, and say what to do; status 1 where something is bad',
  usage: '[--json]',
  options: z.strictObject({ json: Flag }),
  work: async (config, { json }) => {
    const findings = await withDatabase(config, async ({ application }) => {
      const database = openDatabase(application, { max: 2 });
      try {
        return await examine(config, database.db);
      } finally {
        await database.close();
      }
    });
    say(json, { findings }, findings.map(inWords).join('\n'));
    if (findings.some(({ state }) => state === 'bad')) process.exitCode = 1;
  },
});

const inWords = ({ about, state, found, advice }: Finding): string =>
  `${state.padEnd(6)}${about}: ${found}${advice === undefined ? '' : `\n      ${advice}`}`;
