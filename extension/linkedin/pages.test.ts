import { pageKinds } from '@wellmet/shared/sighting';
import { describe, expect, test } from 'vitest';
import { pageAt, type Page } from './pages.ts';
import { readerOf } from './readers.ts';

const member = 'ACoAAEXaMpLBq0inventedPersonOne0000001x';
const lead = `ACw${member.slice(3)}`;
const marta = { slug: 'marta-lindqvist-7f21' };

/** Every address that LinkedIn has, by what it is; the last column is whom it is about. */
const addresses: Record<Page['kind'] | 'nothing here', [url: string, subject?: Page['subject'], own?: true][]> = {
  profile: [
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/', marta],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21', marta],
    ['https://fr.linkedin.com/in/Marta-Lindqvist-7f21/fr/?locale=fr_FR', marta],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/overlay/contact-info/', marta],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/details/experience/', marta],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/recent-activity/all/', marta],
    ['https://m.linkedin.com/mwlite/in/marta-lindqvist-7f21', marta],
    // Whoever writes a link may put anybody's id there: the path alone counts.
    [`https://www.linkedin.com/in/marta-lindqvist-7f21?miniProfileUrn=urn%3Ali%3Afs_miniProfile%3A${member}`, marta],
    [`https://www.linkedin.com/in/${member}/`, { member }],
    [`https://www.linkedin.com/in/${lead}`, { lead }],
    ['https://www.linkedin.com/in/zo%C3%A9-tr%C3%A9guier-b5c1/', { slug: 'zoé-tréguier-b5c1' }],
    ['https://www.linkedin.com/in/me/', undefined, true],
    ['https://www.linkedin.com/in/me/details/skills/', undefined, true],
    ['https://www.linkedin.com/in/marta-lindqvist-7f21/edit/intro/', marta, true],
  ],
  peopleSearch: [
    ['https://www.linkedin.com/search/results/people/?keywords=marta&origin=GLOBAL_SEARCH_HEADER&page=2&sid=x'],
    ['https://www.linkedin.com/search/results/people'],
    ['https://www.linkedin.com/search/results/PEOPLE/?keywords=marta'],
    ['https://fr.linkedin.com/search/results/people/?network=%5B%22S%22%5D&geoUrn=%5B%22105015875%22%5D&unheardOf=1'],
    ['https://www.linkedin.com/search/results/people/?facetConnectionOf=%5B%22x%22%5D&facetNetwork=%5B%22F%22%5D#top'],
    ['https://www.linkedin.com/search/results/all/?keywords=%2Fin%2Fmarta'],
    ['https://m.linkedin.com/search/results/all'],
  ],
  companyPeople: [
    ['https://www.linkedin.com/company/havnelund/people/?keywords=sales&facetGeoRegion=105015875&viewAsMember=true'],
    ['https://www.linkedin.com/company/havnelund/people'],
    ['https://www.linkedin.com/company/1441/people/'],
    ['https://www.linkedin.com/company/a.b_c-d/people/'],
    ['https://de.linkedin.com/company/m%C3%BCller-s%C3%B6hne/people/'],
    ['https://www.linkedin.com/company/in/people/'],
    ['https://www.linkedin.com/school/lunds-universitet/people/?educationStartYear=2010'],
  ],
  salesLead: [
    [`https://www.linkedin.com/sales/lead/${lead},NAME_SEARCH,x?_ntb=y`, { lead }],
    [`https://www.linkedin.com/sales/lead/${lead}%2COUT_OF_NETWORK%2Cx/`, { lead }],
    [`https://www.linkedin.com/sales/lead/${lead}`, { lead }],
    [`https://www.linkedin.com/sales/people/${lead},NAME_SEARCH`, { lead }],
    [`https://www.linkedin.com/sales/people/${member},name,x`, { member }],
  ],
  salesSearch: [
    ['https://www.linkedin.com/sales/search/people?query=(keywords:in)'],
    ['https://www.linkedin.com/sales/search/people'],
    ['https://www.linkedin.com/sales/search/people/?savedSearchId=1&sessionId=x%3D%3D&page=3'],
    ['https://www.linkedin.com/sales/search/people?recentSearchId=1&viewAllFilters=true'],
  ],
  'nothing here': [
    ['https://www.linkedin.com/'],
    ['https://www.linkedin.com/feed/'],
    ['https://www.linkedin.com/mynetwork/grow/'],
    ['https://www.linkedin.com/mynetwork/invite-connect/connections/'],
    ['https://www.linkedin.com/messaging/thread/2-abc/'],
    ['https://www.linkedin.com/jobs/view/1/'],
    ['https://www.linkedin.com/notifications/'],
    ['https://www.linkedin.com/login'],
    ['https://www.linkedin.com/uas/login'],
    ['https://www.linkedin.com/checkpoint/challenge/x'],
    ['https://www.linkedin.com/authwall?sessionRedirect=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fmarta-lindqvist-7f21'],
    ['https://www.linkedin.com/search/results/people/headless?keywords=x'],
    ['https://www.linkedin.com/search/results/companies/?keywords=people'],
    ['https://www.linkedin.com/search/results/content/?keywords=people'],
    ['https://www.linkedin.com/search/results/groups/'],
    ['https://www.linkedin.com/search/results/schools/'],
    ['https://www.linkedin.com/search/results/events/'],
    ['https://www.linkedin.com/search/results/services/'],
    ['https://www.linkedin.com/search/results/products/'],
    ['https://www.linkedin.com/search/results/'],
    ['https://www.linkedin.com/feed/?next=/search/results/people/'],
    ['https://www.linkedin.com/company/havnelund/'],
    ['https://www.linkedin.com/company/havnelund/about/'],
    ['https://www.linkedin.com/company/havnelund/posts/?x=/people/'],
    ['https://www.linkedin.com/company/people/'],
    ['https://www.linkedin.com/school/lunds-universitet/'],
    // Said to have no People tab; none was met.
    ['https://www.linkedin.com/showcase/havnelund-lab/'],
    ['https://www.linkedin.com/showcase/havnelund-lab/people/'],
    ['https://www.linkedin.com/groups/123/members/'],
    ['https://www.linkedin.com/events/123/attendees/'],
    ['https://www.linkedin.com/sales/'],
    ['https://www.linkedin.com/sales/home'],
    ['https://www.linkedin.com/sales/search/company?query=(keywords:in)'],
    ['https://www.linkedin.com/sales/lead/'],
    ['https://www.linkedin.com/sales/lead/marta-lindqvist-7f21'],
    // Of 2017: a number that is nobody's identifier here.
    ['https://www.linkedin.com/sales/profile/1234567,x,NAME_SEARCH'],
    ['https://www.linkedin.com/sales/company/1234'],
    ['https://www.linkedin.com/sales/company/1234/people'],
    ['https://www.linkedin.com/sales/lists/people/1'],
    ['https://www.linkedin.com/sales/lists/company/1'],
    ['https://www.linkedin.com/pub/dir/Marta/Lindqvist'],
    ['https://www.linkedin.com/pub/marta-lindqvist/1/2/3'],
    ['https://www.linkedin.com/profile/view?id=1'],
    ['https://www.linkedin.com/in/'],
    ['https://www.linkedin.com/in/unavailable/'],
    ['https://www.linkedin.com/inside/marta'],
    ['https://www.linkedin.com/company/in/in/'],
    // Strangers.
    ['https://linkedin.com.evil.example/in/marta-lindqvist-7f21/'],
    ['https://evil-linkedin.com/in/marta-lindqvist-7f21/'],
    ['https://www.linkedin.com@evil.example/in/marta-lindqvist-7f21/'],
    ['https://www.linkedin.com:444/in/marta-lindqvist-7f21/'],
    ['https://user@www.linkedin.com/in/marta-lindqvist-7f21/'],
    ['https://lnkd.in/marta'],
    ['https://linkedin.com.evil.example/search/results/people/'],
    ['https://www.linkedin.com.evil.example/company/havnelund/people/'],
    ['https://www.linkedin.com@evil.example/sales/search/people'],
    ['https://www.linkedin.com:444/search/results/people/'],
    ['https://www.linkedin.com/feed/../search/results/people/'],
    ['https://www.linkedin.com/company\\havnelund/people/'],
    ['https://evil.example/search/results/people/?https://www.linkedin.com/'],
    ['http://127.0.0.1:4321/practice/in/marta-lindqvist-7f21/'],
    ['chrome-extension://abcdef/in/marta-lindqvist-7f21/'],
    ['about:blank'],
    [''],
  ],
};

describe.each(Object.entries(addresses))('%s', (kind, list) => {
  test.each(list)('%s', (url, subject, own) => {
    const page = pageAt(url);
    expect(pageKinds.filter((other) => page?.kind === other)).toEqual(pageKinds.filter((other) => kind === other));
    expect(page).toEqual(kind === 'nothing here' ? undefined : { kind, subject, own: own ?? false });
  });
});

test('every page kind has its reader', () => {
  for (const kind of pageKinds) expect(readerOf(kind).kind).toBe(kind);
});
