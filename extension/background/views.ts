/** Views of the contacts that a member has saved: theirs, in one workspace, on this device. */
import { cache } from '../cache/database.ts';
import { ofOwner, whoOwns } from '../cache/read.ts';
import type { View } from '../savedView.ts';

/** One of the same name is replaced: it has been changed. */
export async function saveView(view: View): Promise<void> {
  const owner = await whoOwns();
  if (!owner) return;
  await cache.transaction('rw', cache.views, async () => {
    const same = await cache.views
      .where(ofOwner(owner))
      .filter(({ id, name }) => name === view.name && id !== view.id)
      .primaryKeys();
    await cache.views.bulkDelete(same);
    await cache.views.put({ ...view, ...owner });
  });
}

export async function dropView({ id }: { id: string }): Promise<void> {
  await cache.views.delete(id);
}
