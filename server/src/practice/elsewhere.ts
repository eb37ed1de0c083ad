/** Pages beside the profiles and lists: the feed, and places where nobody is. */
import { largeCompany, largeSchool } from './directory.ts';
import { type Drawing, personBySlug, photo, profilePath } from './drawing.ts';
import { html, type Markup, type Part, pathWord } from './markup.ts';
import { practicePeople } from './people.ts';
import { wordsOf } from './words.ts';

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

/** Where each kind of list is. */
function waysToTry({ base, language }: Drawing): Markup {
  const words = wordsOf[language];
  const ways: [path: string, label: string][] = [
    [`/company/${pathWord(largeCompany)}/people/`, words.colleagues(largeCompany)],
    [`/school/${pathWord(largeSchool)}/people/`, words.alumniOf(largeSchool)],
    ['/search/results/people/?practice=ember', words.olderSearch],
    ['/sales/search/people?query=(keywords:practice)', words.salesSearch],
  ];
  return html`<section class="p-card">
    <div class="p-inset">
      <div class="p-heading"><h2>${words.waysToTry}</h2></div>
      <ul class="p-ways">
        ${ways.map(
          ([path, label]) =>
            html`<li>
              <a class="p-button" href="${base}${path}"><span>${label}</span></a>
            </li>`,
        )}
      </ul>
    </div>
  </section>`;
}

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
      ${waysToTry(drawing)}
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
