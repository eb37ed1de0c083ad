import type { Topic, TopicName } from '@wellmet/shared/insight';
import { wordsAround, type Sentence } from './authored.ts';
import { openLexicon, type Lexicon } from './lexicon.ts';
import { topicTable } from './topics.table.ts';

const maxTopics = 6;
/** A sentence longer than this is quoted in part. */
const wholeSentence = 220;
const wordsAroundTopic = 8;

const lexicons: Record<'en' | 'fr', Lexicon<TopicName | undefined>> = {
  en: openLexicon(topicTable.map(({ topic, en }) => ({ means: topic, words: en }))),
  fr: openLexicon(topicTable.map(({ topic, fr }) => ({ means: topic, words: fr }))),
};

/**
 * What the person writes about, at most six: first what most of their sentences name. Descriptions of positions are duties as often as interests, so a topic that
 * stands in one sentence of one of them only is none. Each quotes the first sentence that names it; a sentence that touches a private matter counts for
 * nothing. product.md 5.1, 5.3, 7.
 */
export function topicsOf(sentences: readonly Sentence[]): Topic[] {
  const found = new Map<TopicName, { first: Topic; sentences: number; isTheirs: boolean }>();
  for (const sentence of sentences) {
    for (const [topic, evidence] of topicsIn(sentence)) {
      const known = found.get(topic) ?? { first: { topic, evidence }, sentences: 0, isTheirs: false };
      const isTheirs = known.isTheirs || sentence.place !== 'experience';
      found.set(topic, { ...known, sentences: known.sentences + 1, isTheirs });
    }
  }
  return [...found.values()]
    .filter(({ sentences: count, isTheirs }) => isTheirs || count > 1)
    .toSorted((a, b) => b.sentences - a.sentences)
    .slice(0, maxTopics)
    .map(({ first }) => first);
}

function topicsIn(sentence: Sentence): Map<TopicName, Topic['evidence']> {
  const { language, words, text, place, isPersonal } = sentence;
  const topics = new Map<TopicName, Topic['evidence']>();
  if (language === undefined) return topics;
  const matches = lexicons[language](words);
  if (matches.length === 0 || isPersonal()) return topics;
  for (const { means, from, to } of matches) {
    if (means === undefined || topics.has(means)) continue;
    const quote = text.length <= wholeSentence ? text : wordsAround(sentence, from, to, wordsAroundTopic);
    topics.set(means, { place, quote: quote.slice(0, 600) });
  }
  return topics;
}
