/** Pages beside the profiles: feed, people search, companies, and places where nobody is. */
import { type Drawing, icon, keysOf, personBySlug, photo, profilePath } from './drawing.ts';
import { html, type Markup, type Part } from './markup.ts';
import { memberId, practicePeople, type PracticePerson } from './people.ts';
import { wordsOf } from './words.ts';

/** One row of the people search: the whole card is a link, with links in it. */
function searchCard(person: PracticePerson, drawing: Drawing, key: () => string): Markup {
  const { base, language } = drawing;
  const words = wordsOf[language];
  const page = `${base}${profilePath(person)}`;
  const id = memberId(person.memberNumber);
  const [whole, inner] = [key(), key()];
  const hidden = person.slug === undefined;
  const mutual = (person.mutual ?? []).map(personBySlug).filter((p) => p !== undefined);
  const name = hidden
    ? html`<p class="p-line" componentkey="${inner}">${words.privateMember}</p>`
    : html`<p class="p-line" componentkey="${inner}">
        <a href="${page}">${person.name}</a
        ><span class="p-faint"
          ><span> • ${words.degree[person.degree ?? 3]}${(person.degree ?? 3) === 3 && language === 'en' && '+'}</span></span
        >
      </p>`;
  const others = html`<a href="${base}/search/results/people/?connectionOf=%5B%22${id}%22%5D&origin=SHARED_CONNECTIONS_CANNED_SEARCH"
    ><strong>${words.mutual(4)}</strong></a
  >`;
  const keyAttribute = { markup: person.drawnBy === 'sdui-id' ? 'id' : 'componentkey' };
  return html`<div>
    <div role="listitem">
      <div data-display-contents="true">
        <a tabindex="0" class="p-result" href="${page}" componentkey="${whole}"
          ><div componentkey="${whole}">
            <div class="p-row">
              <figure>
                <img alt="${hidden ? '' : person.name}" src="${hidden ? `${base}/assets/ghost.svg` : photo(person, drawing)}" />
              </figure>
              <div class="p-grow">
                ${name}
                <div><p class="p-clamp">${person.headline}</p></div>
                ${person.location !== undefined && html`<div><p class="p-faint">${person.location}</p></div>`}
              </div>
              ${
                !hidden &&
                html`<div>
                  <div ${keyAttribute}="SearchResults${id}">
                    <div data-display-contents="true">
                      <div componentkey="${key()}">
                        <div data-display-contents="true">
                          ${
                            person.degree === 1
                              ? html`<a
                                  class="p-button"
                                  href="${base}/messaging/compose/?profileUrn=${encodeURIComponent(`urn:li:fsd_profile:${id}`)}&screenContext=PEOPLE_SEARCH"
                                  componentkey="${key()}"
                                  aria-label="${words.message} ${person.name}"
                                  ><span
                                    >${icon('send-privately-medium')}
                                    <div><span>${words.message}</span></div></span
                                  ></a
                                >`
                              : html`<a
                                  class="p-button"
                                  href="${base}/preload/search-custom-invite/?vanityName=${encodeURIComponent(person.slug ?? '')}"
                                  componentkey="${key()}"
                                  aria-label="${words.connect} ${person.name}"
                                  ><span
                                    >${icon('connect-small')}
                                    <div><span>${words.connect}</span></div></span
                                  ></a
                                >`
                          }
                        </div>
                      </div>
                    </div>
                  </div>
                </div>`
              }
            </div>
            ${
              mutual.length > 0 &&
              html`<div class="p-row p-mutual" componentkey="${key()}">
                <ul role="presentation" class="p-faces">
                  ${mutual.map(
                    (p) =>
                      html`<li>
                        <figure aria-hidden="true"><img alt="" src="${photo(p, drawing)}" /></figure>
                      </li>`,
                  )}
                </ul>
                <div>
                  <p componentkey="${key()}">
                    ${mutual.map((p, i) => [i > 0 && ', ', html`<a href="${base}${profilePath(p)}"><strong>${p.name}</strong></a>`])}${` ${words.and} `}${others}
                  </p>
                </div>
              </div>`
            }
          </div></a
        >
      </div>
      <hr role="presentation" />
    </div>
  </div>`;
}

export function searchPage(drawing: Drawing): Markup {
  const words = wordsOf[drawing.language];
  const key = keysOf('search');
  return html`<div role="main" data-sdui-screen="com.linkedin.sdui.flagshipnav.search.SearchResultsPeople">
    <div class="p-narrow">
      <section class="p-card" aria-label="${words.primaryContent}">
        <div class="p-inset">
          <div class="p-heading"><h2>${words.peopleFound(practicePeople.length)}</h2></div>
          <div data-testid="lazy-column"><div role="list">${practicePeople.map((person) => searchCard(person, drawing, key))}</div></div>
          <button type="button" hidden="" data-testid="pagination-controls-next-button-hidden">${words.next}</button>
        </div>
      </section>
    </div>
  </div>`;
}

/** What the people of the network write, by slug. */
const posts: [slug: string, age: string, text: string][] = [
  [
    'hannah-lindmoor-4b7120',
    '3h',
    'Eleven weeks, 41 routes, no clipboards left. The last paper inspection form of Oskerby Grid now hangs framed in the depot. Thank you, crews.',
  ],
  [
    'théo-brassard-lune-8c41d2',
    '1d',
    'Deux heures à la paillasse en apprennent plus que vingt appels. Nous recrutons deux personnes à Nantes ; aucune expérience de la vente n’est demandée.',
  ],
  [
    'priya-oakeshaw-71f0ae',
    '2d',
    'Unpopular practice: before building a report, ask who will decide what with it. We kept four out of thirty-one.',
  ],
];

export function feedPage(drawing: Drawing): Markup {
  const words = wordsOf[drawing.language];
  return html`<div role="main" data-sdui-screen="com.linkedin.sdui.flagshipnav.feed.MainFeed">
    <div class="p-narrow">
      <section class="p-card">
        <div class="p-inset">
          <div class="p-heading"><h2>${words.welcome}</h2></div>
          <p class="p-text">${words.welcomeText}</p>
          <ul class="p-people p-grid">
            ${practicePeople
              .filter((p) => p.slug !== undefined)
              .slice(0, 4)
              .map(
                (p) =>
                  html`<li>
                    <a class="p-row" href="${drawing.base}${profilePath(p)}"
                      ><figure aria-hidden="true"><img alt="" src="${photo(p, drawing)}" /></figure>
                      <div>
                        <p class="p-strong">${p.name}</p>
                        <p class="p-faint p-clamp">${p.headline}</p>
                      </div></a
                    >
                  </li>`,
              )}
          </ul>
          <a class="p-button p-primary" href="${drawing.base}/search/results/people/"><span>${words.seeEverybody}</span></a>
        </div>
      </section>
      ${posts.map(([slug, age, text]): Part => {
        const author = personBySlug(slug);
        return (
          author &&
          html`<section class="p-card">
            <div class="p-inset">
              <div class="p-row">
                <a tabindex="-1" href="${drawing.base}${profilePath(author)}"
                  ><figure aria-hidden="true"><img alt="" src="${photo(author, drawing)}" /></figure
                ></a>
                <div>
                  <p class="p-line"><a href="${drawing.base}${profilePath(author)}">${author.name}</a></p>
                  <p class="p-faint p-clamp">${author.headline}</p>
                  <p class="p-faint">${age}</p>
                </div>
              </div>
              <p class="p-text"><span tabindex="-1" data-testid="expandable-text-box">${text}</span></p>
            </div>
          </section>`
        );
      })}
    </div>
  </div>`;
}

const plain = (title: string, content: Part): Markup =>
  html`<div class="p-narrow">
    <section class="p-card">
      <div class="p-inset p-empty">
        <div class="p-heading"><h2>${title}</h2></div>
        ${content}
      </div>
    </section>
  </div>`;

export function emptyPage(drawing: Drawing): Markup {
  const words = wordsOf[drawing.language];
  return plain(
    words.emptyTitle,
    html`<p>${words.emptyText}</p>
      <a class="p-button p-primary" href="${drawing.base}/search/results/people/"><span>${words.seeEverybody}</span></a>`,
  );
}

export function companyPage(name: string, drawing: Drawing): Markup {
  return plain(name, emptyPage(drawing));
}
