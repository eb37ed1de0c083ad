/** What a workspace holds of a person, as a page that they can read without any program of ours: one file, nothing from elsewhere. */
import type { Language } from '@wellmet/shared/account';
import type { Insights } from '@wellmet/shared/insight';
import type { PersonFile } from '@wellmet/shared/rights';
import { html, raw } from 'hono/html';
import { en, type DocumentKey } from './words/en.ts';
import { fr } from './words/fr.ts';

type Markup = ReturnType<typeof html>;

const catalogues: Record<Language, Record<DocumentKey, string>> = { en, fr };

/** In a file of its own there is no sheet to load; it is read on paper, too. */
const sheet = raw(`<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; border-bottom: 1px solid #8886; padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #8883; }
th { font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .3rem .75rem; margin: .5rem 0; }
dt { opacity: .75; } dd { margin: 0; } dd p, li { margin: 0 0 .25rem; } ul { padding-inline-start: 1.1rem; }
.soft { opacity: .75; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .5rem } }
</style>`);

/** The words of a language, and its dates. */
interface Speech {
  language: Language;
  t: (key: DocumentKey, gaps?: Record<string, string>) => string;
  /** Of a list that has grown since, by its own name. */
  name: (list: string, of: string) => string;
  day: (instant: string) => string;
}

function speechIn(language: Language): Speech {
  const words = catalogues[language];
  const days = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return {
    language,
    t: (key, gaps = {}) => words[key].replaceAll(/\{\{(\w+)\}\}/g, (_, gap: string) => gaps[gap] ?? ''),
    name: (list, of) => (words as Record<string, string | undefined>)[`${list}.${of}`] ?? of,
    day: (instant) => days.format(new Date(instant)),
  };
}

export async function documentOf(file: PersonFile, language: Language): Promise<string> {
  const speech = speechIn(language);
  const { t, day } = speech;
  const gaps = { workspace: file.workspace, name: file.name };
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${t('title', gaps)}</title>
        ${sheet}
      </head>
      <body>
        <h1>${t('title', gaps)}</h1>
        <p class="soft">${t('madeAt', { when: day(file.madeAt) })}</p>
        <p>${t('what', gaps)}</p>
        <p>${t('rights', gaps)}</p>
        ${about(file, speech)} ${fields(file, speech)} ${snapshots(file, speech)} ${byMembers(file, speech)} ${ofCampaigns(file, speech)}
        ${imports(file, speech)}
        <p class="soft">${t('footer')}</p>
      </body>
    </html>`;
  return (await page).toString();
}

const section = (title: string, body: Markup): Markup =>
  html`<section>
    <h2>${title}</h2>
    ${body}
  </section>`;

/** Rows of a table, or that there is nothing. */
function table({ t }: Speech, head: readonly string[], rows: readonly (readonly (string | Markup)[])[]): Markup {
  if (rows.length === 0) return html`<p class="soft">${t('nothing')}</p>`;
  return html`<table>
    <thead>
      <tr>
        ${head.map((title) => html`<th scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td dir="auto">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function about(file: PersonFile, { t, name, day }: Speech): Markup {
  const { basis, retention, identifiers, formerIdentifiers, foundBy } = file;
  const told = (all: PersonFile['identifiers']): Markup =>
    html`${all.map(({ kind, value }) => html`<p>${name('kind', kind)}: ${kind === 'slug' ? `linkedin.com/in/${value}` : value}</p>`)}`;
  return html`<dl>
    <dt>${t('basis')}</dt>
    <dd>
      ${name('basis', basis.value)}
      (${[name('basisOf', basis.of), basis.by && t('byWhom', { by: basis.by }), basis.at && day(basis.at)].filter(Boolean).join(', ')})
    </dd>
    <dt>${t('retention')}</dt>
    <dd>${t('dueAt', { when: day(retention.dueAt) })} (${name('because', retention.because)}: ${day(retention.since)})</dd>
    <dt>${t('identifiers')}</dt>
    <dd>${told(identifiers)}</dd>
    ${
      formerIdentifiers.length > 0
        ? html`<dt>${t('formerIdentifiers')}</dt>
            <dd>${told(formerIdentifiers)}</dd>`
        : ''
    }
    ${
      foundBy === undefined
        ? ''
        : html`<dt>${t('foundBy')}</dt>
            <dd dir="auto">${foundBy}</dd>`
    }
  </dl>`;
}

function fields(file: PersonFile, speech: Speech): Markup {
  const { t, name, day } = speech;
  return section(
    t('fields'),
    table(
      speech,
      [t('field'), t('value'), t('from'), t('when')],
      file.fields.map(({ field, value, from, url, by, at, lastAt }) => [
        name('field', field),
        value,
        html`${name('from', from)}${by === '' ? '' : `, ${t('byWhom', { by })}`}${url === undefined ? '' : html`<br /><span class="soft">${url}</span>`}`,
        day(at) === day(lastAt) ? day(at) : t('sinceUntil', { from: day(at), to: day(lastAt) }),
      ]),
    ),
  );
}

function snapshots(file: PersonFile, speech: Speech): Markup {
  const { t, name, day } = speech;
  const model = file.modelReading;
  return section(
    t('snapshots'),
    html`${file.snapshots.map(
      ({ at, by, sighting, insights }) => html`
        <h3>${t('read', { when: day(at), by })}</h3>
        <p class="soft">${name('from', sighting.page.kind)}: ${sighting.page.url}</p>
        <dl>
          ${readOf(sighting).map(
            ([field, text]) =>
              html`<dt>${name('field', field)}</dt>
                <dd dir="auto">${text}</dd>`,
          )}
        </dl>
        ${concluded(insights, speech)}
      `,
    )}${
      model
        ? html`<h3>${t('model')}</h3>
            <p>${[model.engine, day(model.at)].filter(Boolean).join(', ')}</p>
            ${found(model.found)}`
        : ''
    }`,
  );
}

const paragraphs = (all: readonly string[]): Markup => html`${all.map((one) => html`<p>${one}</p>`)}`;
const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** All that a page said, field by field. */
function readOf(sighting: PersonFile['snapshots'][number]['sighting']): [string, string | Markup][] {
  const {
    name,
    headline,
    location,
    company,
    school,
    degree,
    about: own,
    experience = [],
    education = [],
    skills = [],
    languages = [],
  } = sighting;
  const all: [string, string | Markup | undefined][] = [
    ['name', name],
    ['headline', headline],
    ['location', location],
    ['company', company],
    ['school', school],
    ['degree', degree?.toString()],
    ['about', own],
    ['experience', listed(experience.map((one) => joined(one.title, one.company, one.dates, one.location, one.description)))],
    ['education', listed(education.map((one) => joined(one.school, one.degree, one.dates)))],
    ['skills', listed(skills)],
    ['languages', listed(languages.map((one) => joined(one.name, one.level)))],
  ];
  return all.flatMap(([field, text]) => (text === undefined ? [] : [[field, text] as [string, string | Markup]]));
}

const listed = (all: readonly string[]): Markup | undefined => (all.length === 0 ? undefined : paragraphs(all));

const lines = (title: string, all: readonly string[]): Markup =>
  all.length === 0
    ? html``
    : html`<h4>${title}</h4>
        <ul>
          ${all.map((line) => html`<li dir="auto">${line}</li>`)}
        </ul>`;

function concluded({ facts, hooks, topics = [], style }: Insights, speech: Speech): Markup {
  const { t, name } = speech;
  const quote = (text: string): string => t('quoteOf', { quote: text });
  return html`${lines(
    t('facts'),
    facts.map((fact) => joined(`${name('fact', fact.kind)}: ${factOf(fact, speech)}`, quote(fact.evidence.quote))),
  )}${lines(
    t('hooks'),
    hooks.map(({ kind, evidence }) => joined(name('hook', kind), quote(evidence.quote))),
  )}${lines(
    t('topics'),
    topics.map(({ evidence }) => quote(evidence.quote)),
  )}${
    style
      ? html`<h4>${t('style')}</h4>
          ${styleOf(style, speech)}`
      : ''
  }`;
}

function factOf(fact: Insights['facts'][number], { name }: Speech): string {
  switch (fact.kind) {
    case 'role':
      return joined(fact.title, fact.company);
    case 'seniority':
      return name('seniority', fact.seniority);
    case 'function':
      return name('function', fact.function);
    case 'tenure':
      return fact.since;
    case 'move':
      return `${joined(fact.fromTitle, fact.fromCompany)} → ${joined(fact.toTitle, fact.toCompany)}`;
    case 'location':
      return fact.location;
    case 'language':
      return joined(fact.language, fact.level);
    case 'education':
      return joined(fact.school, fact.degree);
    default:
      return fact satisfies never;
  }
}

function styleOf(style: NonNullable<Insights['style']>, { t, name }: Speech): Markup {
  if (style.outcome !== 'read') return html`<p>${t('styleNothing')}</p>`;
  const sides = [style.boldness, style.focus];
  return html`<p>${sides.map(({ side }) => name('side', side)).join(', ')}. <span class="soft">${t('styleNote')}</span></p>
    <ul>
      ${sides.flatMap(({ cues }) => cues.map(({ evidence }) => html`<li dir="auto">${t('quoteOf', { quote: evidence.quote })}</li>`))}
    </ul>`;
}

/** What a model has found has the shape of its version: told as it is. */
const found = (all: unknown): Markup =>
  all === undefined ? html`` : html`<pre dir="auto" style="white-space: pre-wrap">${JSON.stringify(all, null, 1)}</pre>`;

function byMembers(file: PersonFile, speech: Speech): Markup {
  const { t, name, day } = speech;
  return html`${section(
    t('corrections'),
    table(
      speech,
      [t('when'), t('field'), t('value'), t('by')],
      file.corrections.map(({ at, by, field, value }) => [day(at), name('field', field), value ?? t('pageAgain'), by]),
    ),
  )}${section(
    t('engagements'),
    table(
      speech,
      [t('when'), t('value'), t('by')],
      file.engagements.map(({ what, text, doneAt, by, withdrawnAt }) => [
        day(doneAt),
        joined(name('done', what), text, withdrawnAt === undefined ? undefined : t('withdrawn')),
        by,
      ]),
    ),
  )}`;
}

function ofCampaigns(file: PersonFile, speech: Speech): Markup {
  const { t, name, day } = speech;
  const state = (one: string | undefined): string | undefined => one && name('state', one);
  return html`${section(
    t('campaigns'),
    table(
      speech,
      [t('when'), t('campaigns'), t('value'), t('by')],
      file.campaigns.map((one) => [day(one.since), one.name, state(one.state) ?? '', one.by]),
    ),
  )}${section(
    t('events'),
    table(
      speech,
      [t('when'), t('value'), t('by')],
      file.events.map((one) => [day(one.at), joined(name('event', one.what), one.campaign, state(one.state)), one.by]),
    ),
  )}${section(
    t('credits'),
    table(
      speech,
      [t('when'), t('value'), t('by')],
      file.credits.map((one) => [day(one.at), joined(t(one.kind), one.page && name('from', one.page), one.campaign), one.by]),
    ),
  )}`;
}

function imports(file: PersonFile, speech: Speech): Markup {
  const { t, name, day } = speech;
  return section(
    t('pool'),
    table(
      speech,
      [t('source'), t('licence'), t('basis'), t('seen'), t('value')],
      file.pool.map((one) => [
        joined(one.source, one.name, one.isOperators ? t('operators') : undefined),
        one.licence,
        name('basis', one.lawfulBasis),
        day(one.seenAt),
        Object.values(one.facts).flat().join(' · '),
      ]),
    ),
  );
}
