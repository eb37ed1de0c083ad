/** What a message from a template lacks: copying waits until it is there. Each can be typed here for this message alone. */
import { useState } from 'react';
import type { EditableField } from '@wellmet/shared/engagement';
import type { Field as FieldName } from '@wellmet/shared/templates/text';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { fieldKeys } from '../templates/fieldWords.ts';
import { fieldNames } from './fieldNames.ts';

/** Of a contact's own, the one whose correction gives the value. */
const corrected: Partial<Record<FieldName, EditableField>> = { firstName: 'name', name: 'name', company: 'company', location: 'location' };

interface MissingProps {
  fields: readonly FieldName[];
  onFill: (field: FieldName, words: string) => void;
  onAnother: () => void;
}

export function Missing({ fields, onFill, onAnother }: MissingProps) {
  const { t } = useWords();
  return (
    <section className="line write-missing" aria-labelledby="missing">
      <h3 id="missing">{t('templates.blockedBy', { fields: fields.map((field) => t(fieldKeys[field])).join(', ') })}</h3>
      <p>{t('templates.blocked')}</p>
      {fields.map((field) => (
        <FillIn key={field} field={field} onFill={onFill} />
      ))}
      <button type="button" className="link" onClick={onAnother}>
        {t('templates.another')}
      </button>
    </section>
  );
}

function FillIn({ field, onFill }: { field: FieldName; onFill: MissingProps['onFill'] }) {
  const { t } = useWords();
  const [words, setWords] = useState('');
  const own = corrected[field];
  return (
    <form
      className="write-fill"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== '') onFill(field, words.trim());
      }}
    >
      <Field
        label={t(fieldKeys[field])}
        value={words}
        maxLength={400}
        autoComplete="off"
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button kind="quiet" type="submit">
        {t('templates.fillIn')}
      </Button>
      {own && (
        <button type="button" className="link" onClick={() => correct(t('contact.correct', { field: t(fieldNames[own]) }))}>
          {t('templates.correct')}
        </button>
      )}
    </form>
  );
}

/** The pencil beside the field, further up in the room. */
function correct(label: string): void {
  const pencil = [...document.querySelectorAll<HTMLElement>('button[aria-label]')].find((button) => button.ariaLabel === label);
  pencil?.scrollIntoView({ block: 'center' });
  pencil?.click();
}
