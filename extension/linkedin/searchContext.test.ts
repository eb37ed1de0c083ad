import { expect, test } from 'vitest';
import { searchContextOf } from './searchContext.ts';
import { parsed } from './testing/pageDocument.ts';

const search = 'https://www.linkedin.com/search/results/people/';
const tab = 'https://www.linkedin.com/company/havnelund/people/';
const sales = 'https://www.linkedin.com/sales/search/people';
const nothing = parsed('');
const filterBar = parsed(`
  <label for="geoUrn-106383538"><span aria-hidden="true"> Paris </span><span class="visually-hidden">Filter by Paris</span></label>
  <label for="currentCompany-1441">Havnelund</label><label for="schoolFilter-7">Lunds universitet</label>`);

test.each([
  ['', undefined],
  ['?origin=GLOBAL_SEARCH_HEADER&sid=a1B&page=2&spellCorrectionEnabled=true&unheardOf=1', undefined],
  ['?keywords=VP', 'keywords: VP'],
  ['?keywords=VP%20%22sales%22%20OR%20buyer#top', 'keywords: VP "sales" OR buyer'],
  ['?keywords=', undefined],
  ['?network=%5B%22F%22%2C%22S%22%2C%22O%22%5D', '1st degree, 2nd degree, 3rd+ degree'],
  ['?network=%5B%5D', undefined],
  ['?network=%5B%22X%22%5D', undefined],
  ['?keywords=VP&network=%5B%22S%22%5D&geoUrn=%5B%22106383538%22%5D', 'keywords: VP, 2nd degree, Paris'],
  ['?geoUrn=%5B%22106383538%22%2C%2290009659%22%5D', 'Paris, location 90009659'],
  ['?currentCompany=%5B%221441%22%5D&pastCompany=%5B%2299%22%5D', 'Havnelund, past company 99'],
  ['?schoolFilter=%5B%227%22%5D&industry=%5B%2296%22%5D', 'school: Lunds universitet, industry 96'],
  ['?profileLanguage=%5B%22fr%22%5D&serviceCategory=%5B%22220%22%5D', 'profile language fr, service 220'],
  ['?contactInterest=%5B%22boardMember%22%5D', 'interest boardMember'],
  [
    '?firstName=Zo%C3%A9&lastName=Tr%C3%A9guier&title=VP&company=Cidre&school=Rennes',
    'first name: Zoé, last name: Tréguier, title: VP, company: Cidre, school: Rennes',
  ],
  ['?titleFreeText=Head%20of%20sales', 'title: Head of sales'],
  ['?connectionOf=%5B%22ACoAAEXaMpLBq0inventedPersonOne0000001x%22%5D', 'connections of a member'],
  ['?followerOf=%5B%22ACoAAEXaMpLBq0inventedPersonOne0000001x%22%5D', 'followers of a member'],
  ['?activelyHiring=true&openToVolunteer=false', 'actively hiring'],
  [
    '?facetNetwork=%5B%22F%22%5D&facetConnectionOf=%5B%22x%22%5D&facetGeoRegion=%5B%22fr%3A0%22%5D',
    '1st degree, connections of a member, location fr:0',
  ],
  [
    '?facetCurrentCompany=%5B%221441%22%5D&facetSchool=%5B%227%22%5D&facetGeoUrn=%5B%22106383538%22%5D',
    'Havnelund, school: Lunds universitet, Paris',
  ],
])('%s reads %s', (query, words) => {
  expect(searchContextOf(search + query, filterBar)).toBe(words);
});

test.each([
  ['?viewAsMember=true', undefined],
  [
    '?keywords=sales&facetGeoRegion=105015875,106383538&facetCurrentFunction=8',
    'keywords: sales, location 105015875, location 106383538, function 8',
  ],
  ['?educationStartYear=2010&educationEndYear=2014', 'studied from: 2010, studied until: 2014'],
  ['?facetSkillExplicit=123&facetFieldOfStudy=4&facetCurrentRole=5&facetNetwork=S', 'skill 123, field of study 4, role 5, 2nd degree'],
])('on a People tab %s reads %s', (query, words) => {
  expect(searchContextOf(tab + query, nothing)).toBe(words);
});

const filters = (inner: string) =>
  `?query=${encodeURIComponent(`(filters:List(${inner}),keywords:${encodeURIComponent('head of sales, B2B')})`)}`;
const value = (id: string, text: string, selection = 'INCLUDED') =>
  `(id:${id},text:${encodeURIComponent(text)},selectionType:${selection})`;

test.each([
  ['', undefined],
  ['?query=(keywords:VP)', 'keywords: VP'],
  ['?query=(keywords%3AVP%2520sales%2Cfilters%3AList())', 'keywords: VP sales'],
  [filters(`(type:REGION,values:List(${value('1', 'Paris, France')}))`), 'keywords: head of sales, B2B, Paris, France'],
  [
    filters(`(type:TITLE,values:List(${value('2', 'Buyer (senior)')},${value('3', 'Intern', 'EXCLUDED')}))`),
    'keywords: head of sales, B2B, Buyer (senior), not Intern',
  ],
  ['?savedSearchId=7&sessionId=x', 'saved search'],
  ['?query=(filters:List((type:REGION', undefined],
  ['?query=(keywords:%E0%A4)', 'keywords: �'],
])('in Sales Navigator %s reads %s', (query, words) => {
  expect(searchContextOf(sales + query, nothing)).toBe(words);
});

test('whoever wrote the link: nothing invisible, one line, no longer than the contract allows', () => {
  expect(searchContextOf(`${search}?keywords=a%E2%80%AEb%00c%0Ad%20%20e`, nothing)).toBe('keywords: a b c d e');
  expect(searchContextOf(`${search}?geoUrn=%5B%22x%5C%22%5D,y%22%5D`, filterBar)).toBe('location x\\, location y');
  const long = searchContextOf(`${search}?keywords=${'%F0%9F%8C%BB'.repeat(500)}`, nothing) ?? '';
  expect(long.length).toBeLessThanOrEqual(400);
  expect(long.isWellFormed()).toBe(true);
  expect(long.endsWith('🌻…')).toBe(true);
});
