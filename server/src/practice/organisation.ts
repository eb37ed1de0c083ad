/** Companies and schools: their page, and the People tab of the older application with a card a person. */
import { network } from './directory.ts';
import { type Drawing, faceOf, icon, profilePath } from './drawing.ts';
import { html, type Markup, type Part, pathWord } from './markup.ts';
import { memberId, type PracticePerson, practiceViewer } from './people.ts';
import { wordsOf } from './words.ts';

export interface Organisation {
  type: 'company' | 'school';
  name: string;
}

/** Cards that are there at first, and that a press on "Show more results" adds. */
const batch = 12;

/** Who says to have been there, by what the address calls it. */
const namesOf: Record<Organisation['type'], (person: PracticePerson) => (string | undefined)[]> = {
  company: ({ company, positions }) => [company, ...positions.map((position) => position.company)],
  school: ({ school, education }) => [school, ...education.map((entry) => entry.school)],
};

export function organisationAt(type: Organisation['type'], word: string): Organisation | undefined {
  const name = [...network, practiceViewer].flatMap(namesOf[type]).find((n) => n !== undefined && pathWord(n) === word);
  return name === undefined ? undefined : { type, name };
}

/** The people of today; a member who hides stands among the first. */
function peopleOf({ type, name }: Organisation): PracticePerson[] {
  const people = network.filter((person) => person[type] === name);
  const openly = people.filter(({ slug }) => slug !== undefined);
  return [...openly.slice(0, 4), ...people.filter(({ slug }) => slug === undefined), ...openly.slice(4)];
}

function head({ type, name }: Organisation, tab: '' | 'people/', { base, language }: Drawing): Markup {
  const words = wordsOf[language];
  const tabs = [
    ['', words.home],
    ['people/', words.people],
  ] as const;
  return html`<section class="org-top-card artdeco-card p-card p-inset">
    <div class="p-row">
      <figure class="p-logo" aria-hidden="true">${icon(`${type}-accent-4`)}</figure>
      <h1 class="org-top-card-summary__title p-organisation" title="${name}">${name}</h1>
    </div>
    <nav aria-label="${words.tabs}" class="org-page-navigation">
      <ul class="p-tabs">
        ${tabs.map(
          ([path, label]) =>
            html`<li class="org-page-navigation__item">
              <a
                class="org-page-navigation__item-anchor"
                aria-current="${path === tab ? 'page' : 'false'}"
                href="${base}/${type}/${pathWord(name)}/${path}"
                >${label}</a
              >
            </li>`,
        )}
      </ul>
    </nav>
  </section>`;
}

const framed = (organisation: Organisation, tab: '' | 'people/', drawing: Drawing, content: Part): Markup =>
  html`<div class="p-narrow p-wide" aria-label="${wordsOf[drawing.language].pageOfCompany(organisation.name)}">
    ${head(organisation, tab, drawing)} ${content}
  </div>`;

export function organisationPage(organisation: Organisation, drawing: Drawing): Markup {
  return framed(
    organisation,
    '',
    drawing,
    html`<section class="artdeco-card p-card">
      <div class="p-inset"><p>${wordsOf[drawing.language].companyText}</p></div>
    </section>`,
  );
}

/** Links of a card. One in eight has the slug at the name and the member id at the photo, as seen in September 2026. */
function linksOf(person: PracticePerson, at: number, { base }: Drawing): { photo: string; name: string } {
  const id = memberId(person.memberNumber);
  if (at % 8 === 7) return { photo: `${base}/in/${id}/`, name: `${base}${profilePath(person)}` };
  const both = `${base}${profilePath(person).replace(/\/$/, '')}?miniProfileUrn=${encodeURIComponent(`urn:li:fs_miniProfile:${id}`)}`;
  return { photo: both, name: both };
}

const nameIn = (name: string): Markup => html`<div class="lt-line-clamp lt-line-clamp--single-line p-line">${name}</div>`;

/** Photo, name and degree; of a member who hides the name alone, without a link. */
function lockup(person: PracticePerson, at: number, drawing: Drawing): Part {
  const words = wordsOf[drawing.language];
  if (person.slug === undefined)
    return html`<div class="artdeco-entity-lockup__image"><img alt="" src="${faceOf(person, drawing)}" /></div>
      <div class="artdeco-entity-lockup__content">
        <div class="artdeco-entity-lockup__title">${nameIn(words.privateMember)}</div>
        ${headline(person)}
      </div>`;
  const links = linksOf(person, at, drawing);
  const degree = words.degree[person.degree ?? 3];
  return html`<div class="artdeco-entity-lockup__image">
      <a id="org-people-profile-card__profile-image-${at}" href="${links.photo}"
        ><img alt="${person.name}" src="${faceOf(person, drawing)}"
      /></a>
    </div>
    <div class="artdeco-entity-lockup__content">
      <div class="artdeco-entity-lockup__title">
        <a class="link-without-visited-state" aria-label="${words.viewProfile(person.name)}" href="${links.name}">${nameIn(person.name)}</a>
      </div>
      <div class="artdeco-entity-lockup__badge p-faint">
        <span class="a11y-text visually-hidden">${words.degreeSpoken(degree)}</span
        ><span class="artdeco-entity-lockup__degree" aria-hidden="true">· ${degree}</span>
      </div>
      ${headline(person)}
    </div>`;
}

const headline = (person: PracticePerson): Markup =>
  html`<div class="artdeco-entity-lockup__subtitle"><div class="t-14 t-black--light t-normal p-clamp">${person.headline}</div></div>
    <div class="artdeco-entity-lockup__caption"></div>`;

function card(person: PracticePerson, at: number, drawing: Drawing): Markup {
  const words = wordsOf[drawing.language];
  const label = person.degree === 1 ? words.message : words.connect;
  return html`<li class="grid grid__col--lg-8 block org-people-profile-card__profile-card-spacing">
    <section class="artdeco-card full-width p-person">
      <div class="org-people-profile-card__profile-info">
        <div class="artdeco-entity-lockup artdeco-entity-lockup--stacked-center">${lockup(person, at, drawing)}</div>
      </div>
      ${
        person.slug !== undefined &&
        html`<footer>
          <button type="button" aria-label="${label} ${person.name}" class="artdeco-button p-button">
            <span class="artdeco-button__text">${label}</span>
          </button>
        </footer>`
      }
    </section>
  </li>`;
}

/** What stands in a card's place until it is drawn. */
const blankCard = html`<template data-blank="">
  <li class="grid grid__col--lg-8 block org-people-profile-card__profile-card-spacing">
    <section class="artdeco-card full-width p-person">
      <div class="org-people-profile-card__profile-info">
        <div class="ghost-animate p-ghost p-ghost-face"></div>
        <div class="p-ghost p-ghost-line"></div>
      </div>
    </section>
  </li>
</template>`;

/** The first cards; the others wait in a template until the button is pressed. */
function cardList(people: PracticePerson[], drawing: Drawing): Markup {
  const cards = people.map((person, at) => card(person, at, drawing));
  return html`<div class="scaffold-finite-scroll">
    <div class="scaffold-finite-scroll__content">
      <ul class="display-flex list-style-none flex-wrap p-cards">
        ${cards.slice(0, batch)}
      </ul>
      ${blankCard}
    </div>
    ${
      cards.length > batch &&
      html`<template data-more="${batch}">${cards.slice(batch)}</template>
        <button class="artdeco-button scaffold-finite-scroll__load-button p-button p-more" type="button">
          <span class="artdeco-button__text">${wordsOf[drawing.language].showMore}</span>
        </button>`
    }
  </div>`;
}

export function organisationPeoplePage(organisation: Organisation, drawing: Drawing): Markup {
  const people = peopleOf(organisation);
  const words = wordsOf[drawing.language];
  const count = organisation.type === 'school' ? words.alumni(people.length) : words.associated(people.length);
  return framed(
    organisation,
    'people/',
    drawing,
    html`<div class="artdeco-card org-people__insights-container p-card">
        <div class="p-inset"><h2 class="p-strong">${count}</h2></div>
      </div>
      <div class="artdeco-card org-people-profile-card__card-spacing p-card">
        <div class="p-inset">
          <div class="p-heading"><h2>${words.peopleYouMayKnow}</h2></div>
          ${cardList(people, drawing)}
        </div>
      </div>`,
  );
}
