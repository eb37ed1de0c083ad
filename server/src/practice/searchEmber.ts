/** People search as LinkedIn's older application draws it: a number at every card, each text twice, the degree four times. */
import { type Drawing, faceOf, personBySlug } from './drawing.ts';
import { html, type Markup, type Part } from './markup.ts';
import { emberPager } from './pager.ts';
import { memberId, type PracticePerson } from './people.ts';
import { type Asked, type Result, resultPath, resultsOf } from './results.ts';
import { degreeShown, noResults } from './search.ts';
import { wordsOf } from './words.ts';

/** "/in/slug?miniProfileUrn=…": beside the slug the links carry the member id. */
function linkOf(result: Result, { base }: Drawing): string {
  const urn = encodeURIComponent(`urn:li:fs_miniProfile:${memberId(result.person.memberNumber)}`);
  return `${base}${resultPath(result).replace(/\/$/, '')}?miniProfileUrn=${urn}`;
}

function badge(person: PracticePerson, drawing: Drawing): Markup {
  const shown = degreeShown(person, drawing);
  return html`<span class="image-text-lockup__text entity-result__badge-text"
    ><span aria-hidden="true">• ${shown}</span><span class="visually-hidden">${wordsOf[drawing.language].degreeSpoken(shown)}</span></span
  >`;
}

function nameOf(result: Result, drawing: Drawing): Markup {
  const { person } = result;
  return html`<div class="mb1">
    <div class="display-flex">
      <span class="t-16 p-line"
        ><a href="${linkOf(result, drawing)}"
          ><span dir="ltr"
            ><span aria-hidden="true">${person.name}</span
            ><span class="visually-hidden">${wordsOf[drawing.language].viewProfile(person.name)}</span></span
          ></a
        ><span class="entity-result__badge t-normal t-black--light p-faint"> ${badge(person, drawing)}</span></span
      ><span aria-hidden="true" class="entity-result__badge-overflow p-alternative">${badge(person, drawing)}</span>
    </div>
  </div>`;
}

function insights(person: PracticePerson, { base, language }: Drawing): Part {
  const known = (person.mutual ?? []).map(personBySlug).filter((p) => p !== undefined);
  if (known.length === 0) return undefined;
  const id = memberId(person.memberNumber);
  return html`<div class="entity-result__insights t-12 p-mutual">
    <div class="reusable-search-simple-insight__text-container">
      <span
        >${known.map((p, i) => [
          i > 0 && ', ',
          html`<a href="${base}/in/${memberId(p.memberNumber)}"
            ><span><strong>${p.name}</strong></span></a
          >`,
        ])}${` ${wordsOf[language].and} `}<a
          href="${base}/search/results/people/?facetNetwork=%5B%22F%22%5D&facetConnectionOf=%5B%22${id}%22%5D&practice=ember"
          ><span><strong>${wordsOf[language].mutual(4)}</strong></span></a
        ></span
      >
    </div>
  </div>`;
}

const lines = (person: PracticePerson): Part => [
  html`<div class="t-14 t-black t-normal p-clamp">${person.headline}</div>`,
  person.location !== undefined && html`<div class="t-14 t-normal p-faint">${person.location}</div>`,
];

/** A member who hides: the links lead to nobody, there is no badge. */
function hiddenCard(person: PracticePerson, drawing: Drawing): Markup {
  const nowhere = `${drawing.base}/search/results/people/headless?origin=GLOBAL_SEARCH_HEADER`;
  return html`<li class="p-result">
    <div class="p-row" data-chameleon-result-urn="urn:li:member:headless" data-view-name="search-entity-result-universal-template">
      <a class="scale-down" href="${nowhere}"><img alt="" src="${faceOf(person, drawing)}" /></a>
      <div class="p-grow">
        <div class="mb1">
          <span class="t-16 p-line"><a href="${nowhere}">${wordsOf[drawing.language].privateMember}</a></span>
        </div>
        ${lines(person)}
      </div>
    </div>
  </li>`;
}

function card(result: Result, drawing: Drawing): Markup {
  const { person } = result;
  if (person.slug === undefined) return hiddenCard(person, drawing);
  const words = wordsOf[drawing.language];
  const label = person.degree === 1 ? words.message : words.connect;
  return html`<li class="p-result">
    <div
      class="p-row"
      data-chameleon-result-urn="urn:li:member:${person.memberNumber}"
      data-view-name="search-entity-result-universal-template"
    >
      <a class="scale-down" aria-hidden="false" tabindex="0" href="${linkOf(result, drawing)}"
        ><img alt="${person.name}" src="${faceOf(person, drawing)}"
      /></a>
      <div class="p-grow">${nameOf(result, drawing)} ${lines(person)} ${insights(person, drawing)}</div>
      <button type="button" aria-label="${label} ${person.name}" class="artdeco-button p-button">
        <span class="artdeco-button__text">${label}</span>
      </button>
    </div>
  </li>`;
}

/** What stands in a row's place until it is drawn. LinkedIn gives it the urn of a hidden member. */
const blankRow = html`<template data-blank="">
  <li class="p-result">
    <div class="p-row" data-chameleon-result-urn="urn:li:member:headless">
      <div class="ghost-animate p-ghost p-ghost-face"></div>
      <div class="p-grow">
        <div class="p-ghost p-ghost-line"></div>
        <div class="p-ghost p-ghost-line"></div>
      </div>
    </div>
  </li>
</template>`;

export function emberSearchPage(asked: Asked, drawing: Drawing): Markup {
  const list = resultsOf(asked, asked.variants.includes('rows100') ? 100 : 10);
  const words = wordsOf[drawing.language];
  const results = html`<div class="p-heading"><h2>${words.peopleFound(list.total)}</h2></div>
    <ul role="list" class="list-style-none p-list">
      ${list.results.map((result) => card(result, drawing))}
    </ul>
    ${blankRow} ${emberPager(list, drawing)}`;
  return html`<div class="p-narrow">
    <h1 class="visually-hidden" id="search-srp-prompt" tabindex="-1">${words.searchResults}</h1>
    <div class="search-marvel-srp">
      <div class="search-results-container p-card">
        <div class="p-inset">${list.results.length === 0 ? noResults(drawing) : results}</div>
      </div>
    </div>
  </div>`;
}
