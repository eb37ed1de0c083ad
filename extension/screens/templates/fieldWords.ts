/** What the fields of a template are called on screens, and what says so where one is missing. */
import type { Channel } from '@wellmet/shared/drafts/sentences';
import { fieldNames, type Field } from '@wellmet/shared/templates/text';
import type { Key, Language, T } from '../../i18n/words.ts';

export const fieldKeys: Record<Field, Key> = {
  firstName: 'templates.firstName',
  name: 'templates.fullName',
  company: 'templates.company',
  role: 'templates.role',
  location: 'templates.location',
  hook: 'templates.hook',
  topic: 'templates.topic',
  myFirstName: 'templates.myFirstName',
  myName: 'templates.myName',
  date: 'templates.date',
};

export const channelKeys: Record<Channel, Key> = {
  note: 'write.note',
  message: 'write.message',
  email: 'write.email',
  call: 'write.call',
};

export const languageKeys: Record<Language, Key> = { en: 'write.english', fr: 'write.french' };

/** The mark in a message where a value is missing. */
export const gapIn = (t: T) => (field: Field) => t('templates.gap', { field: t(fieldKeys[field]).toLowerCase() });

/** As it is typed in a template of that language. */
export const typedAs = (field: Field, language: Language): string => `{${fieldNames[field][language]}}`;
