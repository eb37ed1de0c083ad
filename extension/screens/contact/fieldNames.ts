import type { EditableField } from '@wellmet/shared/engagement';
import type { Key } from '../../i18n/words.ts';

/** What a member may correct, by its name on screens. */
export const fieldNames: Record<EditableField, Key> = {
  name: 'field.name',
  headline: 'field.headline',
  company: 'field.company',
  location: 'field.location',
};

/** In the order that they stand in. Not the contract's list: its file brings the schemas with it, which screens do without. */
export const editableFields = Object.keys(fieldNames) as EditableField[];
