/** What is done with templates from more than one place. */
import { v7 as uuidv7 } from 'uuid';
import { create } from 'zustand';
import type { TemplateContent } from '@wellmet/shared/template';
import { sendMessage } from '../../messages.ts';
import { addressOf } from '../app/route.ts';

/** What was deleted or thrown away last, and how it comes back; until the list is left. */
export const removed = create<{ last?: { name: string; back: () => Promise<unknown> } | undefined }>(() => ({}));

/** A new one, kept on this device from its first letter on; it is the workspace's when it is saved. */
export async function begin(content: TemplateContent): Promise<void> {
  const id = uuidv7();
  await sendMessage('keepTemplateDraft', { id, content });
  location.hash = addressOf({ room: 'template', id });
}

export const contentOf = ({ name, channel, language, subject, text }: TemplateContent): TemplateContent => ({
  name,
  channel,
  language,
  ...(subject !== undefined && { subject }),
  text,
});
