/** The practice network: pages in LinkedIn's shape, at LinkedIn's addresses, with invented people. */
import { network } from './directory.ts';
import { type Drawing, icon, photo, profilePath } from './drawing.ts';
import { emptyPage, feedPage } from './elsewhere.ts';
import { emberOutlet, emberProfile } from './ember.ts';
import { hashClassesOfPage, html, type Markup, type Part } from './markup.ts';
import { organisationAt, organisationPage, organisationPeoplePage } from './organisation.ts';
import { type InterfaceLanguage, memberId, practicePeople, type PracticePerson, practiceViewer } from './people.ts';
import { type Asked, askedBy } from './results.ts';
import { leadAt, leadPage, nameShown, salesSearchPage } from './salesNavigator.ts';
import { sduiProfile } from './sdui.ts';
import { mixedSearchPage, searchPage } from './search.ts';
import { emberSearchPage } from './searchEmber.ts';
import { wordsOf } from './words.ts';

/** Security policy of the practice pages, as strict as LinkedIn's: no string becomes script or markup but by the page's own policy. */
export const practiceCsp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

export interface PracticePageOptions {
  /** Put before every address on the page: '' or '/practice'. */
  base: string;
  /** The day that "Present" means in date lines. */
  today?: Date;
}

/** What stands at a path: its title, its `main`, and the dialog over it. */
interface Content {
  title: string;
  main: Part;
  outlet?: Part;
  /** Drawn by the older application. */
  ember?: boolean;
}

const everybody = [practiceViewer, ...network];

/** The person whose profile a word of the address names, in any spelling of it; letter case counts in member ids only. */
function personAt(word: string): PracticePerson | undefined {
  if (word === 'me') return practiceViewer;
  const slug = word.normalize('NFC').toLowerCase();
  return everybody.find((person) => person.slug === slug || memberId(person.memberNumber) === word);
}

function aside(shown: PracticePerson, drawing: Drawing): Part {
  const at = practicePeople.indexOf(shown);
  const others = [...practicePeople.slice(at + 1), ...practicePeople.slice(0, Math.max(at, 0))]
    .filter((p) => p.slug !== undefined)
    .slice(0, 5);
  return html`<aside class="p-aside">
    <section class="p-card">
      <div class="p-inset">
        <div class="p-heading"><h2>${wordsOf[drawing.language].moreProfiles}</h2></div>
        <ul class="p-people">
          ${others.map(
            (p) =>
              html`<li>
                <a tabindex="0" class="p-row" href="${drawing.base}${profilePath(p)}"
                  ><figure aria-hidden="true"><img alt="" src="${photo(p, drawing)}" /></figure>
                  <div>
                    <p class="p-strong">${p.name}</p>
                    ${p.headline !== '--' && html`<p class="p-faint p-clamp">${p.headline}</p>`}
                  </div></a
                >
              </li>`,
          )}
        </ul>
      </div>
    </section>
  </aside>`;
}

const detailNames = ['experience', 'education', 'skills', 'languages'];

function profile(person: PracticePerson, rest: string[], drawing: Drawing): Content | undefined {
  const [first, second] = rest;
  const side = aside(person, drawing);
  const title = `${person.slug === undefined ? wordsOf[drawing.language].privateMember : person.name} | Practice`;
  const draw = (only?: string): Part =>
    person.drawnBy === 'ember' ? emberProfile(person, drawing, side, only) : sduiProfile(person, drawing, side, only);
  const ember = person.drawnBy === 'ember';
  if (first === undefined) return { title, main: draw(), ember };
  if (first === 'overlay' && second !== undefined) return { title, main: draw(), outlet: emberOutlet(person, drawing), ember };
  if (first === 'details' && second !== undefined && detailNames.includes(second)) return { title, main: draw(second), ember };
  if (first === 'recent-activity' || (first === 'edit' && person === practiceViewer)) return { title, main: emptyPage(drawing) };
  return undefined;
}

/** `/search/results/…`. */
function search([kind, ...rest]: string[], asked: Asked, drawing: Drawing): Content {
  const title = 'Search | Practice';
  if (rest.length > 0) return { title, main: emptyPage(drawing) };
  if (kind === 'all') return { title, main: mixedSearchPage(asked, drawing) };
  if (kind !== 'people') return { title, main: emptyPage(drawing) };
  const ember = asked.variants.includes('ember');
  return { title, main: ember ? emberSearchPage(asked, drawing) : searchPage(asked, drawing), ember };
}

/** `/company/…` and `/school/…`. */
function organisation(type: 'company' | 'school', word: string, tab: string | undefined, drawing: Drawing): Content | undefined {
  const found = organisationAt(type, word);
  if (found === undefined || (tab !== undefined && tab !== 'people')) return undefined;
  const draw = tab === 'people' ? organisationPeoplePage : organisationPage;
  return { title: `${found.name} | Practice`, main: draw(found, drawing), ember: true };
}

/** `/sales/…`. */
function sales([kind, which = '']: string[], asked: Asked, drawing: Drawing): Content | undefined {
  const title = 'Sales Navigator | Practice';
  if (kind === 'search' && which === 'people') return { title, main: salesSearchPage(asked, drawing), ember: true };
  const lead = kind === 'lead' || kind === 'people' ? leadAt(which) : undefined;
  return lead && { title: `${nameShown(lead, drawing)} | ${title}`, main: leadPage(lead, which, drawing), ember: true };
}

function contentAt(words: string[], asked: Asked, drawing: Drawing): Content | undefined {
  const [first, second, ...rest] = words;
  if (first === undefined || first === 'feed') return { title: 'Feed | Practice', main: feedPage(drawing) };
  if (first === 'in' && second !== undefined) {
    const person = personAt(second);
    return person && profile(person, rest, drawing);
  }
  if (first === 'search' && second === 'results') return search(rest, asked, drawing);
  if (first === 'sales') return sales(words.slice(1), asked, drawing);
  if ((first === 'company' || first === 'school') && second !== undefined) return organisation(first, second, rest[0], drawing);
  if (['search', 'messaging', 'mynetwork', 'preload'].includes(first)) return { title: 'Practice', main: emptyPage(drawing) };
  return undefined;
}

/** `fr`, `fr_FR`; a language we have no words for is none. */
function languageIn(text: string | null | undefined): InterfaceLanguage | undefined {
  const code = text?.slice(0, 2);
  return code === 'en' || code === 'fr' ? code : undefined;
}

/** `/in/<who>/fr/`: the language goes, the rest stays. */
function takeLanguage(words: string[]): InterfaceLanguage | undefined {
  const at = words[0] === 'in' ? words[2] : undefined;
  if (at === undefined || !/^[a-z]{2}$/.test(at)) return undefined;
  words.splice(2, 1);
  return languageIn(at);
}

/**
 * The page at a LinkedIn path (`/in/…/`, `/feed/`, `/search/results/people/`, with parameters or not), or `undefined` where
 * there is none. `?theme=dark` and `?theme=light` choose the look; without, the system does. `?locale=fr_FR` chooses the language.
 * The markup is HTML and well-formed XML at once, and holds links inside links, which an HTML parser splits and an XML parser keeps.
 */
export function practicePage(path: string, { base, today = new Date() }: PracticePageOptions): string | undefined {
  let words: string[];
  const url = new URL(path, 'https://www.linkedin.com');
  try {
    words = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
  const language = takeLanguage(words) ?? languageIn(url.searchParams.get('locale'));
  const person = words[0] === 'in' && words[1] !== undefined ? personAt(words[1]) : undefined;
  const drawing: Drawing = { base, today, language: language ?? person?.language ?? 'en' };
  const content = contentAt(words, askedBy(url.searchParams), drawing);
  if (content === undefined) return undefined;
  const theme = url.searchParams.get('theme');
  const themeClass = theme === 'dark' || theme === 'light' ? html` class="theme--${theme}"` : undefined;
  const page = html`<html xmlns="http://www.w3.org/1999/xhtml" lang="${drawing.language}" dir="ltr" ${themeClass}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>${content.title}</title>
      <link rel="icon" href="${base}/assets/favicon.svg" />
      <link rel="stylesheet" href="${base}/assets/practice.css" />
      <script src="${base}/assets/practice.js" defer="defer"></script>
    </head>
    <body class="${content.ember ? 'render-mode-BIGPIPE ember-application' : 'p-body'}">
      <div id="root">
        ${header(drawing)}
        <main id="workspace" tabindex="-1">${content.main}</main>
      </div>
      <div id="artdeco-modal-outlet">${content.outlet}</div>
    </body>
  </html>`;
  return `<!DOCTYPE html>${hashClassesOfPage(page.markup)}`;
}

function header(drawing: Drawing): Markup {
  const { base, language } = drawing;
  const words = wordsOf[language];
  return html`<p class="p-banner" role="note">${words.practice}</p>
    <header class="p-header">
      <div data-display-contents="true">
        <div class="p-bar" data-testid="primary-nav">
          <a class="p-mark" href="${base}/feed/" aria-label="${words.home}"
            ><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="9"></rect>
              <path d="M9 22V10h6.5a4 4 0 0 1 0 8H9"></path>
              <circle cx="22.5" cy="21" r="2"></circle></svg
          ></a>
          <form class="p-search" role="search" action="${base}/search/results/people/">
            <label
              >${icon('search-small')}<input
                data-testid="typeahead-input"
                name="keywords"
                type="search"
                placeholder="${words.search}"
                aria-label="${words.search}"
            /></label>
          </form>
          <nav>
            <ul class="p-nav">
              <li>
                <a href="${base}/feed/">${icon('home-medium')}<span>${words.home}</span></a>
              </li>
              <li>
                <a href="${base}/search/results/people/">${icon('people-medium')}<span>${words.network}</span></a>
              </li>
              <li>
                <a href="${base}/messaging/">${icon('messages-medium')}<span>${words.messaging}</span></a>
              </li>
              <li>
                <a href="${base}/in/me/"
                  ><figure aria-hidden="true"><img alt="" src="${photo(practiceViewer, drawing)}" /></figure>
                  <span>${words.me}</span></a
                >
              </li>
            </ul>
          </nav>
        </div>
      </div>
    </header>`;
}
