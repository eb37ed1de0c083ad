/** Parts of the insights by their names, in words: what the history and what waits call them. */
import { topics, type Fact, type JobFunction, type Seniority, type StyleSide, type TopicName } from '@wellmet/shared/insight';
import { factTitles } from '../../i18n/insight.ts';
import type { Key, T } from '../../i18n/words.ts';

/** "Level: Director", "Ways to open, “…”: hidden". */
export function wordInWords({ part, value }: { part: string; value: string | null }, t: T): string {
  return t('wishes.correct', { field: partInWords(part, t), value: value === null ? t('wishes.asOnPage') : valueInWords(part, value, t) });
}

const named: Record<string, Key> = {
  style: 'style.title',
  'style.boldness': 'parts.boldness',
  'style.focus': 'parts.focus',
  'role.title': 'facts.role',
  'role.seniority': 'facts.seniority',
  'role.function': 'facts.function',
};

const isTopic = (name: string): name is TopicName => (topics as readonly string[]).includes(name);

function partInWords(part: string, t: T): string {
  const name = named[part];
  if (name) return t(name);
  const [, of = '', kind = '', quote] = /^(\w+):(\w+)(?::(.*))?$/su.exec(part) ?? [];
  if (of === 'topic' && isTopic(kind)) return t(`topic.${kind}`);
  const title = of === 'fact' && kind in factTitles ? t(factTitles[kind as Fact['kind']]) : t('hooks.title');
  return quote === undefined ? title : [title, t('quoted', { text: quote })].join(', ');
}

function valueInWords(part: string, value: string, t: T): string {
  if (value === 'hidden') return t('parts.isHidden');
  if (part.startsWith('style.')) return t(`side.${value as StyleSide | 'unclear'}`);
  if (part === 'role.seniority') return t(`seniority.${value as Seniority}`);
  if (part === 'role.function') return t(`function.${value as JobFunction}`);
  return t('quoted', { text: value });
}
