/** What the stores are given fits them, and says everything that the built manifests ask for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumBuild, firefoxBuild } from './testing/browsers.ts';
import { expect, test } from '@playwright/test';

interface Manifest {
  name: string;
  description: string;
  permissions: string[];
  host_permissions: string[];
  optional_host_permissions: string[];
  content_scripts: { matches: string[] }[];
  browser_specific_settings?: { gecko: { data_collection_permissions: { required: string[] } } };
}

const folder = new URL('../docs/store/', import.meta.url).pathname;
const manifests = [chromiumBuild, firefoxBuild].map((build) => JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Manifest);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const part = (text: string, heading: string): string =>
  new RegExp(`^## ${heading}\n\n([^]*?)(?=\n## |$(?![^]))`, 'm').exec(text)?.[1]?.trim() ?? '';
/** The names in the first column of a table. */
const named = (text: string): string[] => [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name).toSorted();

test('every permission and host of both manifests is justified, and no other', () => {
  const asked = manifests.flatMap((one) => [
    ...one.permissions,
    ...one.host_permissions,
    ...one.optional_host_permissions,
    ...one.content_scripts.flatMap(({ matches }) => matches),
  ]);
  expect(named(part(read('review.md'), 'Permissions'))).toEqual([...new Set(asked)].toSorted());
});

test('what Firefox asks users for is what is said there', () => {
  const declared = manifests[1]?.browser_specific_settings?.gecko.data_collection_permissions.required ?? [];
  expect(named(part(read('review.md'), 'Data use, Firefox Add-ons'))).toEqual(declared.toSorted());
});

/** What the stores call the same. */
const alike = {
  'Personally identifiable information': 'personallyIdentifyingInfo',
  'Health information': 'healthInfo',
  'Financial and payment information': 'financialAndPaymentInfo',
  'Authentication information': 'authenticationInfo',
  'Personal communications': 'personalCommunications',
  Location: 'locationInfo',
  'Web history': 'browsingActivity',
  'User activity': 'websiteActivity',
  'Website content': 'websiteContent',
};

test('both stores are told the same, and the privacy policy names it', () => {
  const answers = new Map(
    [...part(read('review.md'), 'Data use, Chrome Web Store').matchAll(/^\| (\w[^|]*?) +\| (yes|no)\b/gm)].map(([, asked = '', said]) => [
      asked,
      said,
    ]),
  );
  const declared = manifests[1]?.browser_specific_settings?.gecko.data_collection_permissions.required ?? [];
  for (const [asked, permission] of Object.entries(alike))
    expect([asked, answers.get(asked)]).toEqual([asked, declared.includes(permission) ? 'yes' : 'no']);
  expect(read('privacy.en.md')).toMatch(/notes, corrections, messages that you mark as sent, templates/);
  expect(read('privacy.fr.md')).toMatch(/notes, corrections, messages que vous marquez comme envoyés, modèles/);
});

for (const language of ['en', 'fr'])
  test(`the listing in ${language} is within the stores’ limits`, () => {
    const listing = read(`listing.${language}.md`);
    const [name, summary, description] = ['Name', 'Summary', 'Description'].map((heading) => part(listing, heading));
    expect(name).toBe(manifests[0]?.name);
    expect(summary?.length).toBeGreaterThan(40);
    expect(summary?.length).toBeLessThanOrEqual(132);
    if (language === 'en') expect(summary).toBe(manifests[0]?.description);
    expect(description?.length).toBeGreaterThan(500);
    expect(description?.length).toBeLessThan(15_000);
    expect(description).toMatch(/not affiliated with LinkedIn|pas affilié à LinkedIn/);
    expect(read(`privacy.${language}.md`)).toMatch(/not affiliated with LinkedIn|pas affilié à LinkedIn/);
  });

test('pictures have the stores’ sizes', () => {
  const pictures = readdirSync(join(folder, 'pictures')).toSorted();
  const shots = ['1-profile', '2-search', '3-contact', '4-campaign', '5-credits'].flatMap((name) => [`${name}-en.png`, `${name}-fr.png`]);
  expect(pictures).toEqual([...shots, 'promo-440x280.png'].toSorted());
  for (const name of pictures)
    expect([name, ...sizeOf(join(folder, 'pictures', name))]).toEqual([name, ...(name.startsWith('promo') ? [440, 280] : [1280, 800])]);
  expect(sizeOf(new URL('../extension/public/icon/128.png', import.meta.url).pathname)).toEqual([128, 128]);
});

/** A PNG says its size first. */
function sizeOf(path: string): number[] {
  const png = readFileSync(path);
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
