import { describe, expect, it } from 'vitest';
import { halves } from './halves.ts';
import { measure, precision, recall } from './measure.ts';
import { sightingOf } from './profile.ts';
import { leastWords } from '../style.ts';
import { authoredSentences, countWords } from '../authored.ts';

const people = halves.flatMap(({ profiles }) => profiles);

describe('the labelled people', () => {
  it('are as many as promised, none twice, half of them held out', () => {
    expect(halves.map(({ name, profiles }) => [name, profiles.length >= 60])).toEqual([
      ['tuning', true],
      ['holdout', true],
    ]);
    expect(halves.reduce((count, { titles }) => count + titles.length, 0)).toBeGreaterThanOrEqual(600);
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
  });

  it('have those that are written enough of for a style, and those that are not', () => {
    for (const profile of people) {
      const words = countWords(authoredSentences(sightingOf(profile)), profile.name);
      expect([profile.name, words >= leastWords]).toEqual([profile.name, profile.is.style !== 'notEnoughText']);
    }
    for (const { profiles } of halves) {
      const styles = profiles.map(({ is }) => is.style);
      expect(styles.filter((style) => style === 'read').length).toBeGreaterThanOrEqual(8);
      expect(styles).toContain('otherLanguage');
    }
  });
});

describe.each(halves)('$name', (half) => {
  const measures = measure(half);

  it('quotes nothing that does not stand in its place', () => {
    expect(measures.quotes.of).toBeGreaterThan(300);
    expect(measures.quotes.part).toBe(measures.quotes.of);
  });

  it('gives no style below the gate', () => {
    expect(measures.stylesBelowGate.part).toBe(0);
  });

  it('says the same whatever the first name and the gender of the words', () => {
    expect(measures.unfair.of).toBeGreaterThan(1000);
    expect(measures.unfair.part).toBe(0);
  });

  it.each([
    ['seniority of titles', 0.95],
    ['seniority', 0.95],
    ['function of titles', 0.92],
    ['function', 0.92],
  ])('%s is right at least %d', (field, least) => {
    const score = measures.fields[field];
    if (!score) throw new Error(field);
    expect(precision(score)).toBeGreaterThanOrEqual(least);
    expect(recall(score)).toBeGreaterThanOrEqual(least);
  });

  it('keeps its facts when the profile is written differently', () => {
    for (const { facts } of Object.values(measures.stability)) expect(facts.part / facts.of).toBeGreaterThanOrEqual(0.95);
  });
});
