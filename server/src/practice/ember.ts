/** Profiles as LinkedIn's older application shapes them: readable utility classes, every text twice, empty anchors before the cards. */
import { cover, dateLine, type Drawing, photo, profilePath } from './drawing.ts';
import { html, type Markup, type Part, pathWord } from './markup.ts';
import { type PracticePerson, type PracticePosition } from './people.ts';
import { wordsOf } from './words.ts';

const twins = (text: string): Markup => html`<span aria-hidden="true">${text}</span><span class="visually-hidden">${text}</span>`;

const breaks = (text: string): Part => text.split('\n').map((line, i) => (i === 0 ? line : [html`<br />`, line]));

function card(anchor: string, title: string, content: Part): Markup {
  return html`<section class="artdeco-card pv-profile-card break-words mt2 p-card" tabindex="-1" data-view-name="profile-card">
    <div id="${anchor}" class="pv-profile-card__anchor"></div>
    <div class="p-inset">
      <div class="pvs-header__top-container--no-stack">
        <div class="p-heading"><h2 class="pvs-header__title text-heading-large">${twins(title)}</h2></div>
      </div>
      ${content}
    </div>
  </section>`;
}

interface Entity {
  href?: string;
  title: string;
  subtitle?: string | undefined;
  captions?: (string | undefined)[];
  below?: Part;
}

/** One entry: bold title, subtitle, captions (the first, dates or a level, in a wrapper of its own), and what hangs below. */
function entity({ href, title, subtitle, captions = [], below }: Entity): Markup {
  const lines = html`<div class="display-flex flex-wrap align-items-center full-height">
      <div class="display-flex">
        <div class="display-flex full-width">
          <div class="display-flex align-items-center mr1 hoverable-link-text t-bold">${twins(title)}</div>
        </div>
      </div>
    </div>
    ${subtitle !== undefined && html`<span class="t-14 t-normal">${twins(subtitle)}</span>`}
    ${captions.map((text, i) => text !== undefined && html`<span class="t-14 t-normal t-black--light">${i === 0 ? html`<span class="pvs-entity__caption-wrapper" aria-hidden="true">${text}</span><span class="visually-hidden">${text}</span>` : twins(text)}</span>`)}`;
  return html`<div data-view-name="profile-component-entity" class="p-entry">
    <div class="display-flex flex-column align-self-center flex-grow-1">
      <div class="display-flex flex-row justify-space-between">
        ${
          href === undefined
            ? html`<div class="display-flex flex-column full-width">${lines}</div>`
            : html`<a class="optional-action-target-wrapper display-flex flex-column full-width" href="${href}">${lines}</a>`
        }
      </div>
      <div class="pvs-entity__sub-components">${below}</div>
    </div>
  </div>`;
}

const list = (items: Markup[]): Markup =>
  html`<ul class="p-list">
    ${items.map((item) => html`<li class="artdeco-list__item">${item}</li>`)}
  </ul>`;

const description = (text: string | undefined): Part =>
  text !== undefined &&
  html`<ul class="p-list">
    <li>
      <div>
        <ul class="p-list">
          <li class="pvs-list__item--with-top-padding">
            <div class="display-flex">
              <div class="display-flex full-width">
                <div class="full-width t-14 t-normal t-black">
                  <div class="inline-show-more-text--is-collapsed" tabindex="-1">
                    <span aria-hidden="true">${breaks(text)}</span><span class="visually-hidden">${breaks(text)}</span>
                  </div>
                </div>
              </div>
            </div>
          </li>
        </ul>
      </div>
    </li>
  </ul>`;

/** Positions, those in one company after another under the company's name. */
function experience(positions: PracticePosition[], drawing: Drawing): Markup[] {
  const href = (company: string): string => `${drawing.base}/company/${pathWord(company)}/`;
  const runs: PracticePosition[][] = [];
  for (const position of positions) {
    const run = runs.at(-1);
    if (run?.[0]?.company === position.company) run.push(position);
    else runs.push([position]);
  }
  return runs.flatMap((run) => {
    const [newest] = run;
    const oldest = run.at(-1);
    if (newest === undefined || oldest === undefined) return [];
    if (run.length === 1) {
      const subtitle = [newest.company, newest.employment].filter(Boolean).join(' · ');
      return entity({
        href: href(newest.company),
        title: newest.title,
        subtitle,
        captions: [dateLine(newest, drawing), newest.location],
        below: description(newest.description),
      });
    }
    const inAll = dateLine(newest.end === undefined ? { start: oldest.start } : { start: oldest.start, end: newest.end }, drawing).split(
      ' · ',
    )[1];
    const roles = run.map(
      (p) =>
        html`<li>
          <span></span
          >${entity({ href: href(p.company), title: p.title, captions: [dateLine(p, drawing), p.location], below: description(p.description) })}
        </li>`,
    );
    return entity({
      href: href(newest.company),
      title: newest.company,
      subtitle: [newest.employment, inAll].filter(Boolean).join(' · '),
      below: html`<ul class="p-list p-roles">
        ${roles}
      </ul>`,
    });
  });
}

function cards(person: PracticePerson, drawing: Drawing): Record<string, Part> {
  const words = wordsOf[drawing.language];
  return {
    about:
      person.about !== undefined &&
      card(
        'about',
        words.about,
        html`<div class="display-flex full-width">
          <div class="full-width t-14 t-normal t-black">
            <div class="inline-show-more-text--is-collapsed p-text" tabindex="-1">
              <span aria-hidden="true">${breaks(person.about)}</span><span class="visually-hidden">${breaks(person.about)}</span>
            </div>
          </div>
        </div>`,
      ),
    experience: person.positions.length > 0 && card('experience', words.experience, list(experience(person.positions, drawing))),
    education:
      person.education.length > 0 &&
      card(
        'education',
        words.education,
        list(
          person.education.map((e) =>
            entity({
              href: `${drawing.base}/school/${pathWord(e.school)}/`,
              title: e.school,
              subtitle: e.degree,
              captions: [`${e.start} - ${e.end}`],
            }),
          ),
        ),
      ),
    skills:
      person.skills.length > 0 &&
      card('skills', words.skills, [
        list(
          person.skills.map((skill) =>
            entity({
              href: `${drawing.base}/search/results/all/?keywords=${encodeURIComponent(skill)}&origin=PROFILE_PAGE_SKILL_NAVIGATION`,
              title: skill,
            }),
          ),
        ),
        person.skills.length > 4 &&
          html`<div class="pvs-list__footer-wrapper">
            <div class="pv-action">
              <a
                class="optional-action-target-wrapper artdeco-button p-all"
                id="navigation-index-Show-all-skills"
                href="${drawing.base}${profilePath(person)}details/skills/"
                ><span class="pvs-navigation__text">${words.showAll(person.skills.length, words.skills.toLowerCase())}</span></a
              >
            </div>
          </div>`,
      ]),
    languages:
      person.languages.length > 0 &&
      card('languages', words.languages, list(person.languages.map((l) => entity({ title: l.name, captions: [l.level] })))),
  };
}

const affiliation = (label: string, name: string | undefined): Part =>
  name !== undefined &&
  html`<li>
    <button type="button" class="text-align-left" aria-label="${label}">
      <span class="hoverable-link-text break-words text-body-small t-black"
        ><div class="inline-show-more-text--is-collapsed" tabindex="-1">${name}</div></span
      >
    </button>
  </li>`;

/** Content of `main`; `only` leaves out the top card and all cards but one, as `/details/skills/` does. */
export function emberProfile(person: PracticePerson, drawing: Drawing, aside: Part, only?: string): Markup {
  const words = wordsOf[drawing.language];
  const page = `${drawing.base}${profilePath(person)}`;
  const shown = cards(person, drawing);
  const degree = person.degree === undefined ? undefined : words.degree[person.degree];
  const top = html`<section class="artdeco-card p-card p-top" data-member-id="${person.memberNumber}">
    <div class="p-cover">
      <img class="profile-background-image__image" id="profile-background-image-target-image" alt="" src="${cover(person, drawing)}" />
    </div>
    <div class="p-portrait pv-top-card__non-self-photo-wrapper ml0">
      <button type="button" aria-label="${words.profilePhoto}">
        <img src="${photo(person, drawing)}" alt="${person.name}" class="pv-top-card-profile-picture__image" />
      </button>
    </div>
    <div class="ph5 pb5 p-inset">
      <div class="p-columns">
        <div>
          <div class="p-nameline">
            <span tabindex="-1" class="artdeco-hoverable-trigger"
              ><a href="${page}overlay/about-this-profile/" class="ember-view" aria-label="${person.name}"
                ><h1 class="inline t-24 v-align-middle break-words">${person.name}</h1></a
              ></span
            >
            ${degree !== undefined && html`<span class="distance-badge t-black--light t-14 p-degree"><span class="visually-hidden">${words.degreeSpoken(degree)}</span><span class="dist-value" aria-hidden="true">${degree}</span></span>`}
          </div>
          <div
            class="text-body-medium break-words p-headline"
            data-generated-suggestion-target="urn:li:fsu_profileActionDelegate:${person.memberNumber}"
          >
            ${person.headline}
          </div>
          <div class="mt2 p-place">
            ${person.location !== undefined && html`<span class="text-body-small inline t-black--light break-words">${person.location}</span>`}<span
              class="t-black--light"
              ><a href="${page}overlay/contact-info/" id="top-card-text-details-contact-info" class="ember-view link-without-visited-state"
                >${words.contactInfo}</a
              ></span
            >
          </div>
        </div>
        <ul class="p-affiliations">
          ${affiliation(words.currentCompany(person.company ?? ''), person.company)}${affiliation(words.school(person.school ?? ''), person.school)}
        </ul>
      </div>
      <ul class="p-place">
        <li class="text-body-small">
          ${person.connections !== undefined && html`<span class="t-black--light">${words.connections(person.connections)}</span>`}
        </li>
      </ul>
      <div class="p-actions">
        <button
          type="button"
          aria-label="${words.connect} ${person.name}"
          class="artdeco-button artdeco-button--2 artdeco-button--primary p-button p-primary"
        >
          <span class="artdeco-button__text">${words.connect}</span></button
        ><button
          type="button"
          aria-label="${words.message} ${person.name}"
          class="artdeco-button artdeco-button--2 artdeco-button--secondary p-button"
        >
          <span class="artdeco-button__text">${words.message}</span>
        </button>
      </div>
    </div>
  </section>`;
  return html`<div class="scaffold-layout__inner p-layout">
    <div class="scaffold-layout__row p-column">${only === undefined ? [top, Object.values(shown)] : shown[only]}</div>
    ${aside}
  </div>`;
}

/** The dialog that `/overlay/contact-info/` opens over a profile; its heading is the first `h1` after `main`. */
export function emberOutlet(person: PracticePerson, drawing: Drawing): Markup {
  const words = wordsOf[drawing.language];
  return html`<div class="artdeco-modal-overlay p-veil">
    <div role="dialog" class="artdeco-modal p-dialog" aria-labelledby="pv-contact-info">
      <h1 id="pv-contact-info">${words.contactInfo}</h1>
      <p>${words.contactHidden}</p>
      <a class="p-button" href="${drawing.base}${profilePath(person)}"><span>${words.close}</span></a>
    </div>
  </div>`;
}
