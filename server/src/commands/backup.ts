/** Backing everything up, and putting it back. docs/operator.md, "Backups". */
import { z } from 'zod';
import type { RowCounts } from '../backup/archive.ts';
import { backUp } from '../backup/backup.ts';
import { checkBackup, restore as restoreBackup, type Restored } from '../backup/restore.ts';
import { verifyLedger } from '../credits/verify.ts';
import { openDatabase } from '../db/open.ts';
import { prepare, secretOf } from '../serve.ts';
import { command, counted, Flag, say, withDatabase } from './command.ts';
import { verifiedInWords } from './ledger.ts';

const FileName = z.string('the name of a file is missing').min(1, 'the name of a file is missing');

export const backup = command({
  words: 'backup',
  takes: 'file',
  about: 'write everything into a new file, as one moment sees it, while servers go on; the file is as secret as the database',
  usage: '<file> [--json]',
  options: z.strictObject({ file: FileName, json: Flag }),
  work: async (config, { file, json }) => {
    const secret = await secretOf(config);
    const { manifest, counts } = await withDatabase(config, ({ owner }) => backUp(owner, secret, file));
    const { madeAt, migrations } = manifest;
    say(json, { file, madeAt, migrations, rows: counts }, `${file} has everything as of ${madeAt}: ${rowsInWords(counts)}.`);
  },
});

export const restore = command({
  words: 'restore',
  takes: 'file',
  about: 'put a backup into an empty database, all of it or nothing, and verify it; --dry-run only reads the file',
  usage: '<file> [--dry-run] [--secret-lost] [--json]',
  options: z.strictObject({ file: FileName, 'dry-run': Flag, 'secret-lost': Flag, json: Flag }),
  work: async (config, { file, json, 'dry-run': isDry, 'secret-lost': isSecretLost }) => {
    const secret = await secretOf(config);
    if (isDry) {
      const { manifest, counts } = await checkBackup(file, secret, isSecretLost);
      const { madeAt, migrations } = manifest;
      say(json, { file, madeAt, migrations, rows: counts }, `${file} is whole: everything as of ${madeAt}, ${rowsInWords(counts)}.`);
      return;
    }
    await withDatabase(config, async ({ application, owner }, log) => {
      const restored = await restoreBackup(owner, secret, file, isSecretLost);
      const database = openDatabase(application, { max: 2 });
      try {
        await prepare(database, owner, application, log);
        const ledger = await verifyLedger(database.db);
        say(json, { file, ...resultOf(restored), ledger }, [...restoredInWords(restored), verifiedInWords(ledger)].join('\n'));
        if (ledger.faults.length > 0) process.exitCode = 1;
      } finally {
        await database.close();
      }
    });
  },
});

const resultOf = ({ manifest, counts, leftOut, migrated }: Restored) => ({ madeAt: manifest.madeAt, rows: counts, leftOut, migrated });

function restoredInWords({ manifest, counts, leftOut, migrated }: Restored): string[] {
  return [
    `Everything is as of ${manifest.madeAt}: ${rowsInWords(counts)}. Every device begins again from the start.`,
    ...(migrated.length > 0 ? [`The backup was of an older version; brought up to date by ${migrated.join(', ')}.`] : []),
    ...(leftOut.length > 0 ? [`Left out, since they are no tables of Wellmet: ${leftOut.join(', ')}.`] : []),
  ];
}

const rowsInWords = (counts: RowCounts): string => {
  const all = Object.values(counts);
  return `${counted(
    all.reduce((sum, one) => sum + one, 0),
    'row',
  )} of ${counted(all.length, 'table')}`;
};
