/** A room in front of somebody who is signed in, for tests. */
import { render } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import type { Role } from '@wellmet/shared/account';
import type { ReactNode } from 'react';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { ids, workspaceId } from '../contacts/testing.ts';

export async function signIn(role: Role): Promise<void> {
  const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
  const workspace = { id: workspaceId, name: 'Prieto Conseil', role };
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
}

export function openRoom(room: ReactNode, language: 'en' | 'fr' = 'en'): UserEvent {
  render(<WordsContext value={appWordsIn(language)}>{room}</WordsContext>);
  return userEvent.setup();
}
