/** What fields and pages are called where it is said where they came from. */
import type { ContactSources, FieldSource, Retention } from '@wellmet/shared/rights';
import type { OriginKind } from '@wellmet/shared/sighting';
import { day } from '../../i18n/time.ts';
import type { Key, Language, T } from '../../i18n/words.ts';

export const sourceNames: Record<OriginKind, Key> = {
  profile: 'rights.page.profile',
  peopleSearch: 'rights.page.peopleSearch',
  companyPeople: 'rights.page.companyPeople',
  salesLead: 'rights.page.salesLead',
  salesSearch: 'rights.page.salesSearch',
  pool: 'rights.page.pool',
};

export const fieldNames: Record<FieldSource['field'], Key> = {
  name: 'rights.field.name',
  headline: 'rights.field.headline',
  location: 'rights.field.location',
  company: 'rights.field.company',
  school: 'rights.field.school',
  degree: 'rights.field.degree',
  about: 'rights.field.about',
  experience: 'rights.field.experience',
  education: 'rights.field.education',
  skills: 'rights.field.skills',
  languages: 'rights.field.languages',
};

export function becauseInWords({ because, since }: Retention, t: T, language: Language, now: Date): string {
  const from = { when: day(since, language, now) };
  switch (because) {
    case 'never':
      return t('rights.because.never', from);
    case 'collected':
      return t('rights.because.collected', from);
    case 'replied':
      return t('rights.because.replied', from);
    default:
      return because satisfies never;
  }
}

export function basisOfInWords({ of, by = '', at }: ContactSources['basis'], t: T, language: Language, now: Date): string {
  switch (of) {
    case 'contact':
      return t('rights.basisOf.contact', { by, when: at === undefined ? '' : day(at, language, now) });
    case 'import':
      return t('rights.basisOf.import');
    case 'workspace':
      return t('rights.basisOf.workspace');
    default:
      return of satisfies never;
  }
}
