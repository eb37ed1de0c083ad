import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const tokens = readFileSync(join(import.meta.dirname, '../../shared/src/tokens.css'), 'utf8');

type Colours = Map<string, string>;

function coloursOf(theme: string): Colours {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(tokens)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]));
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(colours: Colours, one: string, other: string): number {
  const [a = 0, b = 0] = [one, other].map((name) => luminance(colours.get(name) ?? name)).toSorted((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}

const grounds = ['ground', 'ground-sunk', 'ground-hover'];
const texts = ['text', 'text-soft', 'text-faint', 'accent-text'];

describe.each(['light', 'dark'])('%s', (theme) => {
  const colours = coloursOf(theme);

  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))('%s is readable on %s', (text, ground) => {
    expect(contrast(colours, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['accent-text', 'accent-soft'],
    ['warning-text', 'warning-soft'],
    ['error-text', 'ground'],
    ['warning-text', 'ground-sunk'],
    ['error-text', 'ground-sunk'],
  ])('%s is readable on %s', (text, ground) => {
    expect(contrast(colours, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['line-field', 'accent'])('%s can be told from the ground', (line) => {
    expect(contrast(colours, line, 'ground')).toBeGreaterThanOrEqual(3);
  });
});
