/** The practice network: pages in LinkedIn's shape, at LinkedIn's addresses, with invented people. */
import { type Drawing, icon, pathWord, photo, profilePath } from './drawing.ts';
import { emberOutlet, emberProfile } from './ember.ts';
import { hashClassesOfPage, html, type Markup, type Part } from './markup.ts';
import { type InterfaceLanguage, memberId, practicePeople, type PracticePerson, practiceViewer } from './people.ts';
import { sduiProfile } from './sdui.ts';
import { companyPage, emptyPage, feedPage, searchPage } from './elsewhere.ts';
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
}

const everybody = [practiceViewer, ...practicePeople];

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
  if (first === undefined) return { title, main: draw() };
  if (first === 'overlay' && second !== undefined) return { title, main: draw(), outlet: emberOutlet(person, drawing) };
  if (first === 'details' && second !== undefined && detailNames.includes(second)) return { title, main: draw(second) };
  if (first === 'recent-activity' || (first === 'edit' && person === practiceViewer)) return { title, main: emptyPage(drawing) };
  return undefined;
}

function contentAt(words: string[], drawing: Drawing): Content | undefined {
  const [first, second, ...rest] = words;
  if (first === undefined || first === 'feed') return { title: 'Feed | Practice', main: feedPage(drawing) };
  if (first === 'in' && second !== undefined) {
    const person = personAt(second);
    return person && profile(person, rest, drawing);
  }
  if (first === 'search' && second === 'results' && rest[0] === 'people') return { title: 'Search | Practice', main: searchPage(drawing) };
  if ((first === 'company' || first === 'school') && second !== undefined) {
    const names = everybody.flatMap((p) => [
      p.company,
      p.school,
      ...p.positions.map((q) => q.company),
      ...p.education.map((e) => e.school),
    ]);
    const name = names.find((n) => n !== undefined && pathWord(n) === second);
    return name === undefined ? undefined : { title: `${name} | Practice`, main: companyPage(name, drawing) };
  }
  if (['search', 'messaging', 'mynetwork', 'preload'].includes(first)) return { title: 'Practice', main: emptyPage(drawing) };
  return undefined;
}

/** `/in/<who>/fr/` and `/in/<who>/en/`: the language goes, the rest stays. */
function languageOf(words: string[]): InterfaceLanguage | undefined {
  const at = words[0] === 'in' ? words[2] : undefined;
  if (at !== 'en' && at !== 'fr') return undefined;
  words.splice(2, 1);
  return at;
}

/**
 * The page at a LinkedIn path (`/in/…/`, `/feed/`, `/search/results/people/`, with parameters or not), or `undefined` where
 * there is none. `?theme=dark` and `?theme=light` choose the look; without, the system does. The markup is HTML and
 * well-formed XML at once, and holds links inside links, which an HTML parser splits and an XML parser keeps.
 */
export function practicePage(path: string, { base, today = new Date() }: PracticePageOptions): string | undefined {
  let words: string[];
  const url = new URL(path, 'https://www.linkedin.com');
  try {
    words = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
  const asked = languageOf(words);
  const person = words[0] === 'in' && words[1] !== undefined ? personAt(words[1]) : undefined;
  const drawing: Drawing = { base, today, language: asked ?? person?.language ?? 'en' };
  const content = contentAt(words, drawing);
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
    <body class="${person?.drawnBy === 'ember' ? 'render-mode-BIGPIPE ember-application' : 'p-body'}">
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
