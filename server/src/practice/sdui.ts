/**
 * Pages as LinkedIn's newer, server-driven application shapes them: no class name that says anything, lines as `<p>` in an
 * order, named keys in `componentkey` (spring 2026) or `id` (since autumn 2026), links inside links.
 */
import { cover, dateLine, type Drawing, icon, keysOf, personBySlug, photo, profilePath } from './drawing.ts';
import { html, type Markup, type Part, pathWord } from './markup.ts';
import { memberId, type PracticePerson, practiceViewer } from './people.ts';
import { wordsOf } from './words.ts';

const ref = 'com.linkedin.sdui.profile.card.ref';

/** The attribute that carries a named key. */
function keyed(person: PracticePerson, key: string): Markup {
  return html`${{ markup: person.drawnBy === 'sdui-id' ? 'id' : 'componentkey' }}="${key}"`;
}

const named = (person: PracticePerson, name: string): Markup => keyed(person, `${ref}${memberId(person.memberNumber)}${name}`);

const paragraphs = (text: string): Part => text.split('\n').map((line, i) => (i === 0 ? line : [html`<br />`, line]));

const expandable = (text: string): Markup =>
  html`<p class="p-text"><span tabindex="-1" data-testid="expandable-text-box">${paragraphs(text)}</span></p>`;

/** A card of the page; every named key stands twice, on a wrapper and on the section in it. */
function section(person: PracticePerson, name: string, title: string, content: Part): Markup {
  return html`<div ${named(person, name)}>
    <div data-display-contents="true">
      <section class="p-card" ${named(person, name)}>
        <div class="p-inset">
          <div class="p-heading"><h2>${title}</h2></div>
          ${content}
        </div>
      </section>
    </div>
  </div>`;
}

function degreeLines(person: PracticePerson, drawing: Drawing): Part {
  const { degree } = person;
  if (degree === undefined) return undefined;
  const line = (d: 1 | 2 | 3, shown: boolean): Markup =>
    html`<p class="${shown ? 'p-degree' : 'p-degree p-alternative'}">· ${wordsOf[drawing.language].degree[d]}</p>`;
  if (degree === 3) return line(3, true);
  // The line for the state after (dis)connecting waits, hidden, in a wrapper of its own.
  const wrapped = (d: 1 | 2): Markup => html`<div data-display-contents="true">${line(d, false)}</div>`;
  return degree === 1 ? [line(1, true), wrapped(2)] : [wrapped(1), line(2, true)];
}

function mutualLine(person: PracticePerson, drawing: Drawing, key: () => string): Part {
  const known = (person.mutual ?? []).map(personBySlug).filter((p) => p !== undefined);
  const [first, second] = known;
  if (first === undefined || second === undefined) return undefined;
  const words = wordsOf[drawing.language];
  const search = `${drawing.base}/search/results/people/?origin=MEMBER_PROFILE_CANNED_SEARCH&network=%5B%22F%22%5D`;
  const k = key();
  return html`<a tabindex="0" class="p-mutual" href="${search}" componentkey="${k}"
    ><div class="p-row" componentkey="${k}">
      <ul role="presentation" class="p-faces">
        ${known.map(
          (p) =>
            html`<li>
              <figure aria-hidden="true"><img alt="" src="${photo(p, drawing)}" /></figure>
            </li>`,
        )}
      </ul>
      <div>
        <p>
          <a href="${search}"><strong>${first.name}</strong>, <strong>${second.name}</strong> ${words.and} ${words.mutual(6)}</a>
        </p>
      </div>
    </div></a
  >`;
}

function actions(person: PracticePerson, drawing: Drawing, key: () => string): Part {
  const words = wordsOf[drawing.language];
  if (person.slug === undefined) return undefined;
  if (person === practiceViewer) {
    const edit = `${drawing.base}${profilePath(person)}edit/intro/`;
    return html`<div class="p-actions">
      <a class="p-button" href="${edit}" componentkey="${key()}"><span>${words.editProfile}</span></a>
    </div>`;
  }
  const message = html`<div data-display-contents="true">
    <a
      class="p-button"
      href="${drawing.base}/messaging/compose/?profileUrn=${encodeURIComponent(`urn:li:fsd_profile:${memberId(person.memberNumber)}`)}&recipient=${memberId(person.memberNumber)}&screenContext=NON_SELF_PROFILE_VIEW"
      componentkey="${key()}"
      ><span>${icon('send-privately-medium')}<span>${words.message}</span></span></a
    >
  </div>`;
  const follow = html`<div data-display-contents="true">
    <div componentkey="${key()}">
      <div data-display-contents="true">
        <button type="button" class="p-button p-primary" componentkey="${key()}" aria-label="${words.follow} ${person.name}">
          <span
            >${icon('add-small')}
            <div><span>${words.follow}</span></div></span
          >
        </button>
      </div>
    </div>
  </div>`;
  const connect = html`<div data-display-contents="true">
    <a
      class="p-button p-primary"
      href="${drawing.base}/preload/custom-invite/?vanityName=${encodeURIComponent(person.slug)}"
      componentkey="${key()}"
      ><span
        >${icon('connect-small')}
        <div><span>${words.connect}</span></div></span
      ></a
    >
  </div>`;
  const more = html`<div data-display-contents="true">
    <button type="button" class="p-button p-quiet" componentkey="${key()}" aria-expanded="false">
      <span><span>${words.more}</span></span>
    </button>
  </div>`;
  const lead = person.degree === undefined ? follow : person.degree === 1 ? message : [connect, message];
  return html`<div data-display-contents="true">
    <div><div class="p-actions">${lead}${more}</div></div>
  </div>`;
}

function topCard(person: PracticePerson, drawing: Drawing, key: () => string): Markup {
  const words = wordsOf[drawing.language];
  const page = `${drawing.base}${profilePath(person)}`;
  const hidden = person.slug === undefined;
  const [name, faces] = [key(), key()];
  const title = html`<div componentkey="${name}">
    <div class="p-name">
      <h2>${hidden ? words.privateMember : person.name}</h2>
      ${person.connections === '500+' && html`<span class="p-verified">${icon('verified-medium')}</span>`}
    </div>
  </div>`;
  const affiliation = [person.company, person.school].filter((part) => part !== undefined).join(' · ');
  return html`<div ${named(person, 'Topcard')}>
    <div data-display-contents="true">
      <section class="p-card p-top" ${named(person, 'Topcard')}>
        <div>
          <div>
            <div class="p-cover">
              <figure><img alt="" src="${cover(person, drawing)}" /></figure>
            </div>
            <div class="p-portrait" componentkey="${faces}">
              <figure aria-hidden="true">
                <img alt="" src="${hidden ? `${drawing.base}/assets/ghost.svg` : photo(person, drawing)}" />
              </figure>
            </div>
            <div class="p-inset">
              <div class="p-columns">
                <div>
                  <div class="p-nameline">
                    <div aria-expanded="false">
                      <div data-display-contents="true">
                        ${hidden ? title : html`<a tabindex="0" href="${page}" componentkey="${name}">${title}</a>`}
                      </div>
                    </div>
                    ${person.pronouns !== undefined && html`<p class="p-degree">${person.pronouns}</p>`}${degreeLines(person, drawing)}
                  </div>
                  <p class="p-headline">${person.headline}</p>
                  ${affiliation !== '' && html`<p class="p-affiliation">${affiliation}</p>`}
                  <div class="p-place">
                    ${person.location !== undefined && html`<p>${person.location}</p>`}${
                      !hidden &&
                      html`<p>·</p>
                        <p><a href="${page}overlay/contact-info/">${words.contactInfo}</a></p>`
                    }
                  </div>
                </div>
                <div class="p-affiliations">
                  ${
                    person.company !== undefined &&
                    html`<div role="button" tabindex="0">
                      <div class="p-row">
                        <figure aria-hidden="true">${icon('company-accent-4')}</figure>
                        <div>
                          <div>
                            <div><p>${person.company}</p></div>
                          </div>
                        </div>
                      </div>
                    </div>`
                  }
                  ${
                    person.school !== undefined &&
                    html`<div role="button" tabindex="0">
                      <div class="p-row">
                        <figure aria-hidden="true">${icon('school-accent-4')}</figure>
                        <div>
                          <div>
                            <div><p>${person.school}</p></div>
                          </div>
                        </div>
                      </div>
                    </div>`
                  }
                </div>
              </div>
              <div class="p-place">
                ${person.followers !== undefined && html`<p>${words.followers(person.followers.toLocaleString(drawing.language))}</p>`}${person.followers !== undefined && person.connections !== undefined && html`<p>·</p>`}${person.connections !== undefined && html`<p>${words.connections(person.connections)}</p>`}
              </div>
              ${mutualLine(person, drawing, key)} ${actions(person, drawing, key)}
            </div>
          </div>
        </div>
      </section>
    </div>
  </div>`;
}

const rows = (items: Markup[]): Part => items.map((item, i) => [i > 0 && html`<hr role="presentation" />`, item]);

/** The cards below the top card, by the name that `/details/<name>/` has. */
function sections(person: PracticePerson, drawing: Drawing, key: () => string): Record<string, Part> {
  const words = wordsOf[drawing.language];
  const page = `${drawing.base}${profilePath(person)}`;
  const company = (name: string): string => `${drawing.base}/company/${pathWord(name)}/`;
  const school = (name: string): string => `${drawing.base}/school/${pathWord(name)}/`;
  return {
    about: person.about !== undefined && section(person, 'About', words.about, expandable(person.about)),
    experience:
      person.positions.length > 0 &&
      section(
        person,
        'ExperienceTopLevelSection',
        words.experience,
        rows(
          person.positions.map((position) => {
            const k = key();
            return html`<div class="p-entry" ${keyed(person, `entity-collection-item-${key()}`)}>
              <a tabindex="-1" href="${company(position.company)}"
                ><figure class="p-logo" aria-hidden="true">${icon('company-accent-4')}</figure></a
              >
              <div class="p-grow">
                <a tabindex="0" href="${company(position.company)}" componentkey="${k}"
                  ><div componentkey="${k}">
                    <p class="p-strong">${position.title}</p>
                    <p>${[position.company, position.employment].filter(Boolean).join(' · ')}</p>
                    <p class="p-faint">${dateLine(position, drawing)}</p>
                    ${position.location !== undefined && html`<p class="p-faint">${position.location}</p>`}
                  </div></a
                >${position.description !== undefined && html`<div>${expandable(position.description)}</div>`}
              </div>
            </div>`;
          }),
        ),
      ),
    education:
      person.education.length > 0 &&
      section(
        person,
        'EducationTopLevelSection',
        words.education,
        rows(
          person.education.map((education) => {
            const k = key();
            return html`<div class="p-entry" ${keyed(person, `entity-collection-item-${key()}`)}>
              <a tabindex="-1" href="${school(education.school)}"
                ><figure class="p-logo" aria-hidden="true">${icon('school-accent-4')}</figure></a
              >
              <div class="p-grow">
                <a tabindex="0" href="${school(education.school)}" componentkey="${k}"
                  ><div componentkey="${k}">
                    <p class="p-strong">${education.school}</p>
                    ${education.degree !== undefined && html`<p>${education.degree}</p>`}
                    <p class="p-faint">${education.start} - ${education.end}</p>
                  </div></a
                >
              </div>
            </div>`;
          }),
        ),
      ),
    skills:
      person.skills.length > 0 &&
      section(person, 'Skills', words.skills, [
        rows(
          person.skills.map(
            (skill, i) =>
              html`<div class="p-skill" ${keyed(person, `com.linkedin.sdui.profile.skill(${memberId(person.memberNumber)},${i})`)}>
                <a
                  tabindex="0"
                  href="${drawing.base}/search/results/all/?keywords=${encodeURIComponent(skill)}&origin=PROFILE_PAGE_SKILL_NAVIGATION"
                  ><p class="p-strong">${skill}</p></a
                >
              </div>`,
          ),
        ),
        person.skills.length > 4 &&
          html`<a class="p-all" tabindex="0" href="${page}details/skills/"
            ><p>${words.showAll(person.skills.length, words.skills.toLowerCase())}</p></a
          >`,
      ]),
    languages:
      person.languages.length > 0 &&
      section(
        person,
        'LanguageTopLevel',
        words.languages,
        rows(
          person.languages.map(
            (language) =>
              html`<div class="p-skill" ${keyed(person, `entity-collection-item-${key()}`)}>
                <p class="p-strong">${language.name}</p>
                ${language.level !== undefined && html`<p class="p-faint">${language.level}</p>`}
              </div>`,
          ),
        ),
      ),
  };
}

/** Cards that LinkedIn leaves on the page as empty places. */
const placeholders = ['Services', 'Featured', 'RecommendationsTopLevel', 'SuggestedForYou', 'SupportedLocales'];

/** Content of `main` for a profile; `only` leaves out the top card and all cards but one, as `/details/skills/` does. */
export function sduiProfile(person: PracticePerson, drawing: Drawing, aside: Part, only?: string): Markup {
  const key = keysOf(`profile ${person.memberNumber} ${only}`);
  const shown = sections(person, drawing, key);
  const column =
    only === undefined
      ? [topCard(person, drawing, key), Object.values(shown), placeholders.map((name) => html`<div ${named(person, name)}></div>`)]
      : [shown[only]];
  return html`<div role="main" data-sdui-screen="com.linkedin.sdui.flagshipnav.profile.Profile">
    <div class="p-layout">
      <div data-display-contents="true"><div class="p-column" data-testid="lazy-column" componentkey="${key()}">${column}</div></div>
      ${aside}
    </div>
  </div>`;
}
