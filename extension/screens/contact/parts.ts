/** Parts of the insights by their names, in words: what the history and what waits call them. */
import type { Fact, JobFunction, Seniority, StyleSide, TopicName } from '@wellmet/shared/insight';
import { factTitles, functionNames, seniorityNames } from '../../i18n/insight.ts';
import type { Key, T } from '../../i18n/words.ts';
import { sideNames } from './StyleCard.tsx';
import { topicNames } from './Topics.tsx';

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

function partInWords(part: string, t: T): string {
  const name = named[part];
  if (name) return t(name);
  const [, of = '', kind = '', quote] = /^(\w+):(\w+)(?::(.*))?$/su.exec(part) ?? [];
  if (of === 'topic' && kind in topicNames) return t(topicNames[kind as TopicName]);
  const title = of === 'fact' && kind in factTitles ? t(factTitles[kind as Fact['kind']]) : t('hooks.title');
  return quote === undefined ? title : [title, t('quoted', { text: quote })].join(', ');
}

function valueInWords(part: string, value: string, t: T): string {
  if (value === 'hidden') return t('parts.isHidden');
  if (part.startsWith('style.')) return t(sideNames[value as StyleSide | 'unclear']);
  if (part === 'role.seniority') return t(seniorityNames[value as Seniority]);
  if (part === 'role.function') return t(functionNames[value as JobFunction]);
  return t('quoted', { text: value });
}
