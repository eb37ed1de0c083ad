import { describe, expect, test } from 'vitest';
import { filledIn, goesOn, importFaults, knownAgain, providerFaults, rowProblems } from './poolProblems.ts';

const all = { ...rowProblems, ...importFaults, ...providerFaults };

describe('a sentence of the server', () => {
  test.each(Object.entries(all))('%s is known again, with its numbers and what follows', (name, sentence) => {
    const gaps = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, gap = '']) => gap);
    const numbers = Object.fromEntries(gaps.map((gap, at) => [gap, at + 7]));
    const said = sentence.replaceAll(/\{(\w+)\}/g, (_, gap: string) => String(numbers[gap]));
    const inWords = Object.fromEntries(Object.entries(numbers).map(([gap, number]) => [gap, String(number)]));
    expect(knownAgain(all, said)).toEqual({ name, numbers: inWords, rest: '' });
    expect(knownAgain(all, `${said} ${goesOn.provider}`)).toEqual({ name, numbers: inWords, rest: goesOn.provider });
  });

  test('that nobody has written here is not known', () => {
    expect(knownAgain(all, 'has a name')).toBeUndefined();
    expect(knownAgain(rowProblems, importFaults.empty)).toBeUndefined();
  });

  test('has its numbers', () => {
    expect(filledIn(rowProblems.cells, { cells: 9, columns: 4 })).toBe('has 9 cells where the head has 4');
  });
});
