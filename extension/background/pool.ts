/** What has been imported into the pool of the workspace. The files themselves go from the page that has them (extension/sendFile.ts). product.md 6. */
import type { PoolImport } from '@wellmet/shared/pool';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';

/** The newest first. */
export async function imports(): Promise<{ imports: PoolImport[] } | Trouble> {
  const told = await askAsMember('imports', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : told.answer;
}

/** Cannot be taken back. Said again, it goes on where it was broken off. */
export async function removeImport({ id: importId }: { id: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('removeImport', (workspaceId) => ({ params: { workspaceId, importId } }));
  return isTrouble(told) ? told : 'done';
}
