/** Sales Navigator, an application of its own: the search for leads, and the page of one. Shaped after notes of several tools; no page was at hand. */
import { network } from './directory.ts';
import { dateLine, type Drawing, faceOf } from './drawing.ts';
import { html, type Markup, type Part, pathWord } from './markup.ts';
import { emberPager } from './pager.ts';
import { leadId, type PracticePerson, type PracticePosition } from './people.ts';
import { type Asked, type Result, resultsOf } from './results.ts';
import { degreeShown, noResults } from './search.ts';
import { wordsOf } from './words.ts';

const rowsOfPage = 25;

/** What stands behind the id in addresses: how the lead was found, and a word of the search. */
const found = 'NAME_SEARCH,a1B2';

const leadPath = (person: PracticePerson): string => `/sales/lead/${leadId(person.memberNumber)},${found}`;

/** The name, or what stands for it. */
export const nameShown = (person: PracticePerson, { language }: Drawing): string =>
  person.slug === undefined ? wordsOf[language].privateMember : person.name;

const companyOf = (position: PracticePosition | undefined, { base }: Drawing): Part =>
  position !== undefined &&
  html`<a data-anonymize="company-name" href="${base}/company/${pathWord(position.company)}/">${position.company}</a>`;

function lockup(person: PracticePerson, drawing: Drawing): Markup {
  const words = wordsOf[drawing.language];
  const name = nameShown(person, drawing);
  const page = `${drawing.base}${leadPath(person)}?_ntb=practice`;
  const [position] = person.positions;
  const time = position && dateLine(position, drawing).split(' · ')[1];
  return html`<div class="artdeco-entity-lockup p-row">
    <label class="p-tick"><input type="checkbox" /><span class="a11y-text visually-hidden">${words.select(name)}</span></label>
    <div class="artdeco-entity-lockup__image">
      <a href="${page}"><img data-anonymize="headshot-photo" alt="${words.goToLead(name)}" src="${faceOf(person, drawing)}" /></a>
    </div>
    <div class="artdeco-entity-lockup__content p-grow">
      <div class="artdeco-entity-lockup__title p-line">
        <a href="${page}"><span data-anonymize="person-name">${name}</span></a
        ><span class="artdeco-entity-lockup__badge p-faint"
          ><span class="artdeco-entity-lockup__degree" aria-hidden="true"> · ${degreeShown(person, drawing)}</span></span
        >
      </div>
      <div class="artdeco-entity-lockup__subtitle t-14">
        <span data-anonymize="title">${position?.title ?? person.headline}</span
        >${position && html`<span class="separator--middot" aria-hidden="true"> · </span>`}${companyOf(position, drawing)}
      </div>
      <div class="artdeco-entity-lockup__caption p-faint">
        ${person.location !== undefined && html`<span data-anonymize="location">${person.location}</span>`}
      </div>
      ${time !== undefined && html`<div data-anonymize="job-title" class="p-faint">${words.inRole(time)}</div>`}
    </div>
  </div>`;
}

const ghost = html`<div class="p-row">
  <div class="p-ghost p-ghost-face"></div>
  <div class="p-grow">
    <div class="p-ghost p-ghost-line"></div>
    <div class="p-ghost p-ghost-line"></div>
  </div>
</div>`;

/** A row is a skeleton; what it will show waits in a template until the row has been in sight. */
function row({ person }: Result, drawing: Drawing): Markup {
  const urn = `urn:li:fs_salesProfile:(${leadId(person.memberNumber)},${found})`;
  return html`<li class="artdeco-list__item p-lead">
    ${ghost}
    <template data-late=""><div data-scroll-into-view="${urn}">${lockup(person, drawing)}</div></template>
  </li>`;
}

const blankRow = html`<template data-blank="">
  <li class="artdeco-list__item p-lead">${ghost}</li>
</template>`;

export function salesSearchPage(asked: Asked, drawing: Drawing): Markup {
  const list = resultsOf(asked, rowsOfPage);
  const words = wordsOf[drawing.language];
  return html`<div class="p-narrow p-wide">
    <section class="p-card">
      <div class="p-inset">
        <div class="p-heading"><h2>${words.salesSearch}: ${words.leads(list.total)}</h2></div>
        <div id="search-results-container">
          <ol class="artdeco-list p-list">
            ${list.results.map((result) => row(result, drawing))}
          </ol>
          ${blankRow}
        </div>
        ${list.results.length === 0 ? noResults(drawing) : emberPager(list, drawing)}
      </div>
    </section>
  </div>`;
}

/** Whom `<id>,NAME_SEARCH,<word>` is about. */
export function leadAt(word: string): PracticePerson | undefined {
  const [id] = word.split(',');
  return network.find(({ memberNumber }) => leadId(memberNumber) === id);
}

/** The pin before the place. */
const pin = html`<svg xmlns="http://www.w3.org/2000/svg" class="p-icon" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M8 1a5 5 0 00-5 5c0 4 5 9 5 9s5-5 5-9a5 5 0 00-5-5z"></path>
</svg>`;

function head(person: PracticePerson, page: string, drawing: Drawing): Markup {
  const words = wordsOf[drawing.language];
  const name = nameShown(person, drawing);
  return html`<section class="p-card p-lead-head">
    <h1 class="a11y-text visually-hidden">${words.leadInformation(name)}</h1>
    <div class="p-inset p-row">
      <a data-anonymize="headshot-photo" href="${page}"><img alt="" src="${faceOf(person, drawing)}" /></a>
      <div class="p-grow">
        <div class="p-nameline">
          <h1 data-anonymize="person-name"><a data-anonymize="person-name" href="${page}">${name}</a></h1>
          <span class="_degree_practice p-degree">${degreeShown(person, drawing)}</span>
        </div>
        <div><span data-anonymize="headline">${person.headline}</span></div>
        ${person.location !== undefined && html`<div class="p-pin">${pin}${person.location}</div>`}
        <div class="p-actions">
          <button type="button" class="p-button"><span>${words.save}</span></button
          ><button type="button" class="p-button p-primary"><span>${words.message}</span></button>
        </div>
      </div>
    </div>
  </section>`;
}

const section = (title: string, content: Part): Markup =>
  html`<section class="p-card">
    <div class="p-inset">
      <div class="p-heading"><h2>${title}</h2></div>
      ${content}
    </div>
  </section>`;

function experience(person: PracticePerson, drawing: Drawing): Markup {
  return html`<div id="experience-section">
    ${section(
      wordsOf[drawing.language].experience,
      html`<ul class="p-list">
        ${person.positions.map(
          (position) =>
            html`<li class="artdeco-list__item _experience-entry_practice">
              <div>
                <h2 class="p-strong"><span>${position.title}</span></h2>
                <p>${position.company}</p>
                <span class="p-faint">${dateLine(position, drawing)}</span>
                ${position.location !== undefined && html`<p class="p-faint">${position.location}</p>`}
              </div>
            </li>`,
        )}
      </ul>`,
    )}
  </div>`;
}

export function leadPage(person: PracticePerson, word: string, drawing: Drawing): Markup {
  const words = wordsOf[drawing.language];
  const [current] = person.positions;
  return html`<div class="p-narrow p-wide">
    <h1 class="a11y-text visually-hidden">${words.leadPage}</h1>
    ${head(person, `${drawing.base}/sales/lead/${word}`, drawing)}
    ${
      current &&
      section(
        words.currentRoles,
        html`<div><span data-anonymize="job-title">${current.title}</span>${` ${words.at} `}${companyOf(current, drawing)}</div>`,
      )
    }
    ${
      person.about !== undefined &&
      html`<section id="about-section" class="p-card">
        <div class="p-inset">
          <div class="p-heading"><h2>${words.about}</h2></div>
          <div data-anonymize="person-blurb" class="p-text">${person.about}</div>
        </div>
      </section>`
    }
    ${person.positions.length > 0 && experience(person, drawing)}
  </div>`;
}
