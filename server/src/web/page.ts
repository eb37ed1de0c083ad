/** The frame of the server’s own pages: one language, both themes, everything escaped, nothing from elsewhere and no cookie. */
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { html } from 'hono/html';
import { addressOfFile, type FileName } from './files.ts';
import { en, type Words } from './words/en.ts';
import { fr } from './words/fr.ts';

const languages = { en, fr };
export type PageLanguage = keyof typeof languages;
const isLanguage = (name: string | undefined): name is PageLanguage => name === 'en' || name === 'fr';

/** Texts in it are escaped, unless they are of `html` themselves. */
export type Markup = ReturnType<typeof html>;

export interface Page {
  title: string;
  main: Markup;
  /** Files of assets/; what they write into the page, they write as text. */
  scripts?: readonly FileName[];
  /** The browser may send its form by itself, what is in it in the address: for forms without a secret, where the script has not come. */
  hasPlainForm?: boolean;
  /** `cache-control`; absent: kept by nobody. */
  cache?: string;
  status?: 200 | 404;
}

/** A page that something got into cannot send anything elsewhere; and what is typed is sent by scripts only, unless the form is plain. */
export const pageCsp = ({ hasPlainForm = false }: Pick<Page, 'hasPlainForm'> = {}): string =>
  `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action '${hasPlainForm ? 'self' : 'none'}'; base-uri 'none'; frame-ancestors 'none'`;

/**
 * Answers with a page, in the language that `?lang=` names, or else the first of the browser’s that there is.
 * @param draw what stands on it, with the words of that language.
 */
export async function answerPage(
  context: Context,
  draw: (words: Words, language: PageLanguage) => Page | Promise<Page>,
): Promise<Response> {
  const language = languageOf(context);
  const words = languages[language];
  const page = await draw(words, language);
  return context.html(frame(page, words.page, language), page.status ?? 200, {
    'content-security-policy': pageCsp(page),
    'content-language': language,
    'cache-control': page.cache ?? 'no-store',
    vary: 'Accept-Language',
  });
}

function languageOf(context: Context): PageLanguage {
  const asked = context.req.query('lang');
  if (isLanguage(asked)) return asked;
  const match = (wanted: { type: string; q: number }[]): PageLanguage =>
    wanted
      .filter(({ q }) => q > 0)
      .toSorted((a, b) => b.q - a.q)
      .map(({ type }) => type.slice(0, 2).toLowerCase())
      .find(isLanguage) ?? 'en';
  return accepts(context, { header: 'Accept-Language', supports: Object.keys(languages), default: 'en', match }) as PageLanguage;
}

const script = (name: FileName): Markup => html`<script type="module" src="${addressOfFile(name)}"></script>`;

function frame({ title, main, scripts = [] }: Page, words: Words['page'], language: PageLanguage): Markup {
  const other: PageLanguage = language === 'en' ? 'fr' : 'en';
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${title} · Wellmet</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" type="image/svg+xml" href="${addressOfFile('icon.svg')}" />
        <link rel="stylesheet" href="${addressOfFile('page.css')}" />
        ${['page.js' as const, ...scripts].map(script)}
      </head>
      <body>
        <a class="skip" href="#content">${words.skip}</a>
        <header class="top">
          <p class="brand"><img src="${addressOfFile('icon.svg')}" width="24" height="24" alt="" />Wellmet</p>
          <nav aria-label="${words.languages}">
            <a class="language" href="?lang=${other}" hreflang="${other}" lang="${other}">${words.otherLanguage}</a>
          </nav>
        </header>
        <main id="content" tabindex="-1">${main}</main>
        <footer class="bottom"><p>${words.notAffiliated}</p></footer>
      </body>
    </html>`;
}
