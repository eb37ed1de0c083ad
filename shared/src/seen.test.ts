/** What members said of the insights, over what the page says. */
import { describe, expect, test } from 'vitest';
import { NewWords } from './correction.ts';
import type { Insights } from './insight.ts';
import { adviceFor, partOfFact, partOfHook, partOfTopic, seenInsights, type Words } from './seen.ts';

const evidence = { place: 'experience', quote: 'Head of Sales' } as const;
const insights: Insights = {
  engine: 'local',
  version: 2,
  language: 'en',
  facts: [
    { kind: 'role', title: 'Head of Sales', company: 'Nordlys', evidence },
    { kind: 'seniority', seniority: 'lead', evidence },
    { kind: 'language', language: 'Danish', evidence: { place: 'languages', quote: 'Danish' } },
    { kind: 'language', language: 'French', evidence: { place: 'languages', quote: 'French' } },
  ],
  hooks: [
    { kind: 'newRole', subject: 'Head of Sales', evidence },
    { kind: 'about', evidence: { place: 'about', quote: 'I like pallets.' } },
  ],
  style: { outcome: 'notEnoughText', words: 40 },
  topics: [{ topic: 'pricing', evidence: { place: 'about', quote: 'price lists' } }],
};
const [role, , danish] = insights.facts;
const [newRole, about] = insights.hooks;
const [pricing] = insights.topics ?? [];
if (!role || !danish || !newRole || !about || !pricing) throw new Error('the insights of this test');

const by = { by: 'Ana', at: '2026-11-12T09:00:00.000Z' };
const said = (words: Record<string, string>): Words =>
  Object.fromEntries(Object.entries(words).map(([part, value]) => [part, { value, ...by }]));

test('without a word of a member, all is as found', () => {
  const { facts, hooks, style, topics, hidden, isStyleHidden } = seenInsights(insights);
  expect({ facts, hooks, style, topics }).toEqual({
    facts: insights.facts,
    hooks: insights.hooks,
    style: insights.style,
    topics: insights.topics,
  });
  expect([hidden, isStyleHidden]).toEqual([{ facts: [], hooks: [], topics: [] }, false]);
});

describe('hidden', () => {
  const words = said({
    [partOfFact(danish)]: 'hidden',
    [partOfHook(newRole)]: 'hidden',
    [partOfTopic(pricing)]: 'hidden',
    style: 'hidden',
  });

  test('is not among what is seen, and can be found', () => {
    const seen = seenInsights(insights, words);
    expect(seen.facts).toEqual(insights.facts.filter((fact) => fact !== danish));
    expect([seen.hooks, seen.topics, seen.style, seen.isStyleHidden]).toEqual([[about], [], undefined, true]);
    expect(seen.hidden).toEqual({ facts: [danish], hooks: [newRole], topics: [pricing] });
  });

  test('is named by what it says: another order hides the same', () => {
    const turned = { ...insights, facts: insights.facts.toReversed(), hooks: insights.hooks.toReversed() };
    const seen = seenInsights(turned, words);
    expect([seen.hidden.facts, seen.hidden.hooks]).toEqual([[danish], [newRole]]);
  });

  test('every part has a name that the contract takes, however long its quote', () => {
    const long = { ...about, evidence: { ...about.evidence, quote: '🧶'.repeat(290) } };
    for (const part of ['style', ...insights.facts.map(partOfFact), partOfHook(long), partOfTopic(pricing)])
      expect(NewWords.safeParse({ [part]: 'hidden' }).success).toBe(true);
  });
});

describe('a member’s word', () => {
  test('takes the place of the page’s, is marked as theirs, and keeps what the page says beside it', () => {
    const { facts, hooks } = seenInsights(insights, said({ 'role.title': 'Sales director', 'role.seniority': 'director' }));
    expect(facts.slice(0, 2)).toEqual([
      { kind: 'role', title: 'Sales director', company: 'Nordlys', said: by, page: role, evidence },
      { kind: 'seniority', seniority: 'director', said: by, page: insights.facts[1], evidence },
    ]);
    // Nobody is congratulated on a title that a member says is wrong.
    expect(hooks[0]).toEqual({ ...newRole, subject: 'Sales director' });
  });

  test('stands where the page says nothing', () => {
    const bare = { ...insights, facts: [danish] };
    const { facts } = seenInsights(bare, said({ 'role.function': 'sales', 'role.title': 'Buyer' }));
    expect(facts).toEqual([{ kind: 'role', title: 'Buyer', said: by }, { kind: 'function', function: 'sales', said: by }, danish]);
  });

  test('on the style counts also where there was not enough text', () => {
    const { style } = seenInsights(insights, said({ 'style.boldness': 'bold', 'style.focus': 'task' }));
    expect(style).toMatchObject({
      outcome: 'read',
      boldness: { side: 'bold', said: by },
      focus: { side: 'task', said: by },
    });
    expect(style).not.toHaveProperty('words');
  });

  test('on one axis leaves the other to the text', () => {
    const axis = { strength: 'low' as const, logOdds: 1, cues: [] };
    const read: Insights = {
      ...insights,
      style: {
        outcome: 'read',
        words: 400,
        boldness: { ...axis, side: 'bold', interval: [0, 2] },
        focus: { ...axis, side: 'people', interval: [0, 2] },
        quadrant: 'influence',
        toDo: ['beginWithThePoint', 'proposeOneStep', 'beginWithThePerson', 'askForTheirView'],
        toAvoid: [],
      },
    };
    const { style } = seenInsights(read, said({ 'style.boldness': 'unclear' }));
    expect(style).toMatchObject({ words: 400, boldness: { side: 'unclear', said: by }, focus: { side: 'people', strength: 'low' } });
  });

  test('what follows for who writes follows from the sides, whoever says them', () => {
    expect(adviceFor('bold', 'task')).toMatchObject({
      quadrant: 'dominance',
      toDo: ['beginWithThePoint', 'proposeOneStep', 'nameTheResult', 'giveFigures'],
    });
    expect(adviceFor('unclear', 'people')).toEqual({
      toDo: ['beginWithThePerson', 'askForTheirView'],
      toAvoid: ['figuresAlone', 'coldTone'],
    });
  });
});
