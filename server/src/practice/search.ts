/** Searches as LinkedIn's newer application draws them: for people, and of every kind. */
import { largeCompany } from './directory.ts';
import { type Drawing, faceOf, icon, keysOf, personBySlug, photo, profilePath } from './drawing.ts';
import { html, type Markup, type Part, pathWord } from './markup.ts';
import { memberId, type PracticePerson } from './people.ts';
import { sduiPager } from './pager.ts';
import { type Asked, type Result, resultPath, resultsOf } from './results.ts';
import { wordsOf } from './words.ts';

/** Degree as search results show it; who may only be followed counts as far away. */
export function degreeShown(person: PracticePerson, { language }: Drawing): string {
  const degree = person.degree ?? 3;
  return `${wordsOf[language].degree[degree]}${degree === 3 && language === 'en' ? '+' : ''}`;
}

function nameLine(result: Result, drawing: Drawing, key: string): Markup {
  const { person } = result;
  if (person.slug === undefined) return html`<p class="p-line" componentkey="${key}">${wordsOf[drawing.language].privateMember}</p>`;
  return html`<p class="p-line" componentkey="${key}">
    <a href="${drawing.base}${resultPath(result)}">${person.name}</a
    ><span class="p-faint"><span> • ${degreeShown(person, drawing)}</span></span>
  </p>`;
}

/** Message or Connect, with the ids that LinkedIn writes into keys and addresses. */
function action(person: PracticePerson, { base, language }: Drawing, key: () => string): Part {
  if (person.slug === undefined) return undefined;
  const words = wordsOf[language];
  const id = memberId(person.memberNumber);
  const urn = encodeURIComponent(`urn:li:fsd_profile:${id}`);
  const button = (href: string, drawn: string, label: string): Markup =>
    html`<a class="p-button" href="${base}${href}" componentkey="${key()}" aria-label="${label} ${person.name}"
      ><span
        >${icon(drawn)}
        <div><span>${label}</span></div></span
      ></a
    >`;
  const shown =
    person.degree === 1
      ? button(`/messaging/compose/?profileUrn=${urn}&screenContext=PEOPLE_SEARCH`, 'send-privately-medium', words.message)
      : html`<div componentkey="ConnectButtonstate:invitation:urn:li:member:${person.memberNumber}_connect">
          ${button(`/preload/search-custom-invite/?vanityName=${encodeURIComponent(person.slug)}`, 'connect-small', words.connect)}
        </div>`;
  return html`<div>
    <div ${{ markup: person.drawnBy === 'sdui-id' ? 'id' : 'componentkey' }}="SearchResults${id}">
      <div data-display-contents="true">
        <div componentkey="${key()}"><div data-display-contents="true">${shown}</div></div>
      </div>
    </div>
  </div>`;
}

/** Whom the viewer knows too: links to other people, inside the card. */
function mutualLine(person: PracticePerson, drawing: Drawing, key: () => string): Part {
  const { base, language } = drawing;
  const words = wordsOf[language];
  const known = (person.mutual ?? []).map(personBySlug).filter((p) => p !== undefined);
  if (known.length === 0) return undefined;
  const others = html`<a
    href="${base}/search/results/people/?connectionOf=%5B%22${memberId(person.memberNumber)}%22%5D&origin=SHARED_CONNECTIONS_CANNED_SEARCH"
    ><strong>${words.mutual(4)}</strong></a
  >`;
  return html`<div class="p-row p-mutual" componentkey="${key()}">
    <ul role="presentation" class="p-faces">
      ${known.map(
        (p) =>
          html`<li>
            <figure aria-hidden="true"><img alt="" src="${photo(p, drawing)}" /></figure>
          </li>`,
      )}
    </ul>
    <div>
      <p componentkey="${key()}">
        ${known.map((p, i) => [i > 0 && ', ', html`<a href="${base}${profilePath(p)}"><strong>${p.name}</strong></a>`])}${` ${words.and} `}${others}
      </p>
    </div>
  </div>`;
}

/** One row of the people search: the whole card is a link, with links in it. */
function searchCard(result: Result, drawing: Drawing, key: () => string): Markup {
  const { person } = result;
  const [whole, inner] = [key(), key()];
  return html`<div>
    <div role="listitem">
      <div data-display-contents="true">
        <a tabindex="0" class="p-result" href="${drawing.base}${resultPath(result)}" componentkey="${whole}"
          ><div componentkey="${whole}">
            <div class="p-row">
              <figure><img alt="${person.slug === undefined ? '' : person.name}" src="${faceOf(person, drawing)}" /></figure>
              <div class="p-grow">
                ${nameLine(result, drawing, inner)}
                <div><p class="p-clamp">${person.headline}</p></div>
                ${person.location !== undefined && html`<div><p class="p-faint">${person.location}</p></div>`}
              </div>
              ${action(person, drawing, key)}
            </div>
            ${mutualLine(person, drawing, key)}
          </div></a
        >
      </div>
      <hr role="presentation" />
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

/** What stands in a row's place until it is drawn; the script of the page takes it from here. */
const blankRow = html`<template data-blank="">
  <div>
    <div role="listitem">
      ${ghost}
      <hr role="presentation" />
    </div>
  </div>
</template>`;

/** A search nobody was found by. */
export function noResults({ language }: Drawing): Markup {
  const words = wordsOf[language];
  return html`<div class="p-empty">
    <div class="p-heading"><h2>${words.noResults}</h2></div>
    <p>${words.noResultsText}</p>
  </div>`;
}

const screen = (name: string, drawing: Drawing, content: Part): Markup =>
  html`<div role="main" data-sdui-screen="com.linkedin.sdui.flagshipnav.search.${name}">
    <div class="p-narrow">
      <section class="p-card" aria-label="${wordsOf[drawing.language].primaryContent}"><div class="p-inset">${content}</div></section>
    </div>
  </div>`;

export function searchPage(asked: Asked, drawing: Drawing): Markup {
  const list = resultsOf(asked, asked.variants.includes('rows100') ? 100 : 10);
  if (list.results.length === 0)
    return screen('SearchResultsPeople', drawing, html`<div data-testid="lazy-column">${noResults(drawing)}</div>`);
  const key = keysOf(`search ${asked.page}`);
  return screen(
    'SearchResultsPeople',
    drawing,
    html`<div class="p-heading"><h2>${wordsOf[drawing.language].peopleFound(list.total)}</h2></div>
      <div data-testid="lazy-column">
        <div role="list">${list.results.map((result) => searchCard(result, drawing, key))}</div>
        ${blankRow}
      </div>
      ${sduiPager(list, drawing)}`,
  );
}

/** A post among results of every kind: its author stands where the name of a person does. */
function postCard(author: PracticePerson, drawing: Drawing): Markup {
  const page = `${drawing.base}${profilePath(author)}`;
  return html`<div>
    <div role="listitem">
      <div class="p-row">
        <a tabindex="-1" href="${page}"
          ><figure aria-hidden="true"><img alt="" src="${photo(author, drawing)}" /></figure
        ></a>
        <div>
          <p class="p-line"><a href="${page}">${author.name}</a><span class="p-faint"> • ${degreeShown(author, drawing)}</span></p>
          <p class="p-faint p-clamp">${author.headline}</p>
        </div>
      </div>
      <p class="p-text"><span tabindex="-1" data-testid="expandable-text-box">${author.about?.split('\n')[0]}</span></p>
      <a class="p-button" href="${drawing.base}/feed/update/urn:li:activity:7000000000000000001/"
        ><span>${wordsOf[drawing.language].comment}</span></a
      >
    </div>
  </div>`;
}

function companyCard(name: string, { base }: Drawing): Markup {
  const page = `${base}/company/${pathWord(name)}/`;
  return html`<div>
    <div role="listitem">
      <a tabindex="0" href="${page}"
        ><div class="p-row">
          <figure class="p-logo" aria-hidden="true">${icon('company-accent-4')}</figure>
          <div>
            <p class="p-line"><a href="${page}">${name}</a></p>
          </div>
        </div></a
      >
    </div>
  </div>`;
}

const group = (title: string, cards: Part): Markup =>
  html`<div role="listitem">
    <div class="p-heading"><h2>${title}</h2></div>
    <div role="list">${cards}</div>
    <hr role="presentation" />
  </div>`;

/** Results of every kind: six people and one who hides, a company, a post. */
export function mixedSearchPage(asked: Asked, drawing: Drawing): Markup {
  const { results } = resultsOf({ ...asked, page: 1 }, 20);
  const words = wordsOf[drawing.language];
  const key = keysOf('mixed search');
  const cards = results.map((result) => searchCard(result, drawing, key));
  const author = results[4]?.person;
  if (author === undefined) return searchPage(asked, drawing);
  return screen(
    'SearchResultsAll',
    drawing,
    html`<div data-testid="lazy-column">
      <div role="list">
        ${group(words.network, cards.slice(0, 4))} ${companyCard(largeCompany, drawing)}
        <hr role="presentation" />
        ${postCard(author, drawing)}
        <hr role="presentation" />
        ${group(words.morePeople, cards.slice(11, 14))}
      </div>
    </div>`,
  );
}
