/** Answers LinkedIn's addresses with our practice pages: LinkedIn's shape, invented people, LinkedIn's strict content security. */
import { practiceAsset } from '../../server/src/practice/assets.ts';
import { practiceCsp, practicePage } from '../../server/src/practice/pages.ts';
import { memberId, practicePeople, practiceViewer } from '../../server/src/practice/people.ts';

export function answerAsLinkedin(address: string): { status: number; contentType: string; headers: Record<string, string>; body: string } {
  const { pathname, search } = new URL(address);
  const asset = practiceAsset(pathname);
  if (asset) return { status: 200, contentType: asset.type, headers: {}, body: asset.body };
  const page = practicePage(pathname + search, { base: '' });
  return {
    status: page ? 200 : 404,
    contentType: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': practiceCsp },
    body: page ?? 'Not found',
  };
}

/** One of the invented people, with the addresses of their profile. */
export function person(slug: string): { name: string; path: string; memberPath: string } {
  const found = practicePeople.find((candidate) => candidate.slug === slug);
  if (!found) throw new Error(`nobody is called ${slug}`);
  return { name: found.name, path: `/in/${encodeURIComponent(slug)}/`, memberPath: `/in/${memberId(found.memberNumber)}/` };
}

/** Addresses that give nobody, each with a reason the user is told. */
export const nobodies = {
  private: {
    path: `/in/${memberId(practicePeople.find(({ slug }) => slug === undefined)?.memberNumber ?? 0)}/`,
    says: { en: 'name is hidden', fr: 'est masqué' },
  },
  own: { path: `/in/${practiceViewer.slug}/`, says: { en: 'This is your own profile', fr: 'votre propre profil' } },
  'sub-page': { path: '/in/priya-oakeshaw-71f0ae/details/experience/', says: { en: 'does not name its person', fr: 'ne nomme pas' } },
};
