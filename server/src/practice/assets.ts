/** Files of the practice pages: script, style sheet, drawn portraits. */
import { readFileSync } from 'node:fs';
import { network } from './directory.ts';
import { hashClassesOfSheet } from './markup.ts';
import { practicePeople, practiceViewer, type PracticePerson } from './people.ts';

export interface PracticeAsset {
  type: string;
  body: string;
}

const file = (name: string): string => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8');
const script: PracticeAsset = { type: 'text/javascript; charset=utf-8', body: file('practice.js') };
const sheet: PracticeAsset = { type: 'text/css; charset=utf-8', body: hashClassesOfSheet(file('practice.css')) };
const drawing = (width: number, height: number, content: string): PracticeAsset => ({
  type: 'image/svg+xml',
  body: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`,
});

const initials = (name: string): string => {
  const letters = name.split(/[\s-]+/).flatMap((word) => word.match(/\p{L}/u)?.[0] ?? []);
  return [letters[0], letters.length > 1 ? letters.at(-1) : undefined].join('').toUpperCase();
};

function portrait(name: string, hue: number): PracticeAsset {
  return drawing(
    200,
    200,
    `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 42% 52%)"/><stop offset="1" stop-color="hsl(${(hue + 32) % 360} 46% 36%)"/></linearGradient></defs>` +
      `<rect width="200" height="200" fill="url(#g)"/><circle cx="158" cy="36" r="70" fill="#fff" opacity=".09"/><circle cx="24" cy="190" r="82" fill="#000" opacity=".07"/>` +
      `<text x="100" y="104" fill="#fff" font-family="system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" font-size="78" font-weight="500" letter-spacing="1" text-anchor="middle" dominant-baseline="central">${initials(name)}</text>`,
  );
}

function backdrop(hue: number): PracticeAsset {
  const wave = (y: number, light: number): string =>
    `<path d="M0 ${y}C160 ${y - 60} 300 ${y + 50} 460 ${y - 10}S700 ${y - 70} 800 ${y - 20}V200H0z" fill="hsl(${hue} 26% ${light}%)"/>`;
  return drawing(
    800,
    200,
    `<rect width="800" height="200" fill="hsl(${hue} 30% 74%)"/><circle cx="640" cy="62" r="34" fill="hsl(${(hue + 40) % 360} 60% 88%)"/>${wave(110, 66)}${wave(150, 56)}${wave(190, 46)}`,
  );
}

/** Colours of the drawings of the people written by hand, in their order: neighbours differ. */
const hues = [212, 18, 262, 156, 334, 192, 36, 286, 232, 128, 350, 204];
const byNumber = new Map([...practicePeople, practiceViewer].map(({ memberNumber }, i) => [memberNumber, hues[i]]));
const hueOf = (person: PracticePerson): number => byNumber.get(person.memberNumber) ?? person.memberNumber % 360;

const fixed: Record<string, PracticeAsset> = {
  'practice.js': script,
  'practice.css': sheet,
  'favicon.svg': drawing(
    32,
    32,
    '<rect width="32" height="32" rx="9" fill="#4d4868"/><path d="M9 22V10h6.5a4 4 0 0 1 0 8H9" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/><circle cx="22.5" cy="21" r="2" fill="#fff"/>',
  ),
  'ghost.svg': drawing(
    200,
    200,
    '<rect width="200" height="200" fill="#b9b7c0"/><circle cx="100" cy="80" r="36" fill="#e9e8ed"/><path d="M30 200c0-90 140-90 140 0z" fill="#e9e8ed"/>',
  ),
};

/** The file at `/assets/…` (path without the base), or `undefined`. */
export function practiceAsset(path: string): PracticeAsset | undefined {
  const [, root, first, second] = path.split('/');
  if (root !== 'assets' || first === undefined) return undefined;
  if (second === undefined) return Object.hasOwn(fixed, first) ? fixed[first] : undefined;
  const memberNumber = Number(/^(\d+)\.svg$/.exec(second)?.[1]);
  const person = [...network, practiceViewer].find((p) => p.memberNumber === memberNumber);
  if (person === undefined) return undefined;
  if (first.startsWith('profile-displayphoto')) return portrait(person.name, hueOf(person));
  if (first.startsWith('profile-displaybackgroundimage')) return backdrop(hueOf(person));
  return undefined;
}
