/** Facts and hooks in words. What is quoted stays in the person's own language; what we say is in the user's. */
import type { Evidence, Fact, Hook } from '@wellmet/shared/insight';
import type { FactSaid } from '@wellmet/shared/seen';
import { month, span } from './time.ts';
import type { Key, Language, T } from './words.ts';

export const factTitles: Record<Fact['kind'], Key> = {
  role: 'facts.role',
  seniority: 'facts.seniority',
  function: 'facts.function',
  tenure: 'facts.tenure',
  move: 'facts.move',
  location: 'facts.location',
  language: 'facts.language',
  education: 'facts.education',
};

export function factInWords(fact: FactSaid, t: T, language: Language): string {
  switch (fact.kind) {
    case 'role':
      return roleAt(fact.title, fact.company, t);
    case 'seniority':
      return t(`seniority.${fact.seniority}`);
    case 'function':
      return t(`function.${fact.function}`);
    case 'tenure':
      return t('since', { duration: span(fact.months, t), month: month(fact.since, language) });
    case 'move':
      return fact.type === 'promotion'
        ? t('facts.move.step', { from: fact.fromTitle, to: fact.toTitle })
        : t('facts.move.step', { from: roleAt(fact.fromTitle, fact.fromCompany, t), to: roleAt(fact.toTitle, fact.toCompany, t) });
    case 'location':
      return fact.location;
    case 'language': {
      const text = capitalised(languageName(fact.language, language), language);
      return fact.level ? t('facts.withDetail', { text, detail: fact.level }) : text;
    }
    case 'education':
      return fact.degree ? t('facts.withDetail', { text: fact.school, detail: fact.degree }) : fact.school;
    default:
      return fact satisfies never;
  }
}

/** `about` and `headline` are said by their quote alone. */
export function hookInWords({ kind, subject, years }: Hook, t: T, language: Language): string {
  const count = years ?? 1;
  switch (kind) {
    case 'newRole':
      return subject ? t('hooks.newRoleAs', { subject }) : t('hooks.newRole');
    case 'promotion':
      return subject ? t('hooks.promotionAs', { subject }) : t('hooks.promotion');
    case 'anniversary':
      return subject ? t('hooks.anniversaryAt', { count, subject }) : t('hooks.anniversary', { count });
    case 'longTenure':
      return subject ? t('hooks.longTenureAt', { count, subject }) : t('hooks.longTenure', { count });
    case 'companyMove':
      return subject ? t('hooks.companyMoveTo', { subject }) : t('hooks.companyMove');
    case 'about':
      return t('hooks.about');
    case 'headline':
      return t('hooks.headline');
    case 'school':
      return subject ? t('hooks.schoolAt', { subject }) : t('hooks.school');
    case 'language':
      return subject ? t('hooks.languageOf', { subject: languageName(subject, language) }) : t('hooks.language');
    default:
      return kind satisfies never;
  }
}

/** "From Experience · Mar 2024". */
export function whereItStands({ place, date }: Evidence, t: T, language: Language): string {
  const from = t('facts.from', { place: t(`place.${place}`) });
  return date ? t('facts.withDetail', { text: from, detail: month(date, language) }) : from;
}

function roleAt(title: string, company: string | undefined, t: T): string {
  return company ? t('facts.roleAt', { title, company }) : title;
}

const capitalised = (text: string, language: Language) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

/** Languages that people list, as BCP 47 tags: the browser knows their names, but not which there are. */
const spokenTags = `af am ar ase az be bg bn br bs ca ceb ckb co cs cy da de el en eo es et eu fa fi fil fr ga gcr gd gl gsw gu ha haw he hi
  hr ht hu hy id ig is it ja ka kab kk km kn ko ku ky la lb ln lo lt lv mfe mg mk ml mn mr ms mt my nb ne nl nl-BE nn no oc pa pl ps pt pt-BR
  ro ru rw sd si sk sl sn so sq sr sv sw ta te tg th ti tk tr ug uk ur uz vi wo xh yi yo yue zh zh-Hans zh-Hant zu`.split(/\s+/);

const folded = (name: string) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

const namesIn = (language: Language) => new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });

interface Names {
  in: Record<Language, Intl.DisplayNames>;
  tags: Map<string, string>;
}
/** Made when first needed: not every profile shows languages. */
let names: Names | undefined;

function languageNames(): Names {
  if (names) return names;
  const all = { en: namesIn('en'), fr: namesIn('fr') };
  const tags = new Map(Object.values(all).flatMap((inOne) => spokenTags.map((tag) => [folded(inOne.of(tag) ?? tag), tag])));
  names = { in: all, tags };
  return names;
}

/** A language that the page names in English or French, in the user's; any other words as they stand. */
function languageName(written: string, language: Language): string {
  const { in: all, tags } = languageNames();
  const tag = tags.get(folded(written));
  return (tag && all[language].of(tag)) ?? written;
}
