/** Where people are from, what allows to use them, and on which lawful basis: asked of a file and of a provider alike. product.md 7. */
import { useId } from 'react';
import { lawfulBases, type ImportTerms } from '@wellmet/shared/pool';
import { useWords } from '../../i18n/words.ts';
import { Field } from '../../look/Field.tsx';
import type { TermsSoFar } from './feeding.ts';
import { basisNames } from '../app/basisNames.ts';

/** @returns undefined while something is missing. */
export function wholeTerms({ source, licence, lawfulBasis }: TermsSoFar): ImportTerms | undefined {
  const terms = { source: source.trim(), licence: licence.trim() };
  return terms.source !== '' && terms.licence !== '' && lawfulBasis !== undefined ? { ...terms, lawfulBasis } : undefined;
}

interface TermsFieldsProps {
  terms: TermsSoFar;
  onChange: (changed: Partial<TermsSoFar>) => void;
  /** What is missing is said once it was tried without it. */
  isTried: boolean;
}

export function TermsFields({ terms, onChange, isTried }: TermsFieldsProps) {
  const { t } = useWords();
  const id = useId();
  const isBasisMissing = isTried && terms.lawfulBasis === undefined;
  return (
    <>
      <Field
        label={t('pool.source')}
        hint={t('pool.sourceHint')}
        error={isTried && terms.source.trim() === '' ? t('pool.needsSource') : undefined}
        required
        maxLength={200}
        value={terms.source}
        onChange={(event) => onChange({ source: event.currentTarget.value })}
      />
      <Field
        label={t('pool.licence')}
        hint={t('pool.licenceHint')}
        error={isTried && terms.licence.trim() === '' ? t('pool.needsLicence') : undefined}
        required
        maxLength={200}
        value={terms.licence}
        onChange={(event) => onChange({ licence: event.currentTarget.value })}
      />
      <fieldset className="pool-bases" data-missing={isBasisMissing} aria-describedby={isBasisMissing ? `${id}-basis` : undefined}>
        <legend>{t('pool.basis')}</legend>
        {lawfulBases.map((basis) => (
          <label key={basis}>
            <input
              type="radio"
              name={`${id}-basis`}
              required
              checked={terms.lawfulBasis === basis}
              onChange={() => onChange({ lawfulBasis: basis })}
            />
            <span>
              {t(basisNames[basis].name)}
              <small>{t(basisNames[basis].more)}</small>
            </span>
          </label>
        ))}
        {isBasisMissing && (
          <p id={`${id}-basis`} className="error">
            {t('pool.needsBasis')}
          </p>
        )}
      </fieldset>
    </>
  );
}
