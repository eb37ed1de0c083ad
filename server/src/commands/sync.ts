import { z } from 'zod';
import { resetCursors } from '../sync/reset.ts';
import { command, counted, Flag, say, withServer, WorkspaceId } from './command.ts';

export const syncReset = command({
  words: 'sync reset',
  about: 'after a restore: every device asks for everything once more when it asks next; nothing is lost by it',
  usage: '[--workspace <id>] [--json]',
  options: z.strictObject({ workspace: WorkspaceId.optional(), json: Flag }),
  work: async (config, { workspace, json }) => {
    const workspaces = await withServer(config, ({ database }) => resetCursors(database.db, workspace));
    say(json, { workspaces }, `Devices of ${counted(workspaces, 'workspace')} begin again from the start.`);
  },
});
