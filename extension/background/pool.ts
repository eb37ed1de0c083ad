/** What has been imported into the pool of the workspace. The files themselves go from the page that has them (extension/sendFile.ts). product.md 6. */
import type { PoolImport } from '@wellmet/shared/pool';
import type { FetchRequest, PoolProvider, PoolProviderSetting } from '@wellmet/shared/provider';
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

/** Never with its key. */
export async function poolProvider(): Promise<PoolProvider | Trouble> {
  const told = await askAsMember('poolProvider', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : told.answer;
}

export async function setPoolProvider(body: PoolProviderSetting): Promise<PoolProvider | Trouble> {
  const told = await askAsMember('setPoolProvider', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function removePoolProvider(body: { requestId: string }): Promise<PoolProvider | Trouble> {
  const told = await askAsMember('removePoolProvider', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}

/** Begins it; `imports` tells how it goes on. */
export async function fetchPeople(body: FetchRequest): Promise<PoolImport | Trouble> {
  const told = await askAsMember('fetchPeople', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}
