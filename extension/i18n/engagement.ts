/** What was done with a contact, in words. */
import type { EngagementKind } from '@wellmet/shared/engagement';
import type { Key } from './words.ts';

export const engagementNames: Record<EngagementKind, Key> = {
  copied: 'engaged.copied',
  sent: 'engaged.sent',
  replied: 'engaged.replied',
  called: 'engaged.called',
  met: 'engaged.met',
  noted: 'engaged.noted',
};
