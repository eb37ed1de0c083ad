/** A letter as people get it: the same words as text and as HTML. Whatever names and addresses it has come from people, so the HTML escapes all of it. */
import type { Language } from '@wellmet/shared/account';
import { html } from 'hono/html';
import { en, type LetterKey } from './words/en.ts';
import { fr } from './words/fr.ts';

/** What is to be said; the frame around it is the same for all letters. */
export interface Letter {
  language: Language;
  subject: string;
  /** Paragraphs between the greeting and the button. */
  paragraphs: readonly string[];
  button?: { text: string; url: string };
  /** Behind the button, smaller: how long it is good for, and what to do if nobody asked for it. */
  fine?: string;
}

const catalogues: Record<Language, Record<LetterKey, string>> = { en, fr };

/** The words of a key with its gaps filled; what fills them stays on one line, since subjects are headers. */
export const letterWords = (language: Language, key: LetterKey, gaps: Record<string, string> = {}): string =>
  catalogues[language][key].replaceAll(/\{\{(\w+)\}\}/g, (_, gap: string) => (gaps[gap] ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' '));

/** @param server the address under which its readers know the server. */
export async function written(letter: Letter, server: string): Promise<{ subject: string; text: string; html: string }> {
  const { language, subject, paragraphs, button, fine } = letter;
  const say = (key: LetterKey): string => letterWords(language, key, { server: new URL(server).host });
  const text = [say('greeting'), ...paragraphs, button && `${button.text}:\n${button.url}`, fine, `-- \n${say('footer')}`];
  return { subject, text: `${text.filter(Boolean).join('\n\n')}\n`, html: await inHtml(letter, say) };
}

// Styles stand in the elements: mail programs drop style sheets. Neither pictures nor anything else from a server, so that reading it tells nobody.
async function inHtml({ language, subject, paragraphs, button, fine }: Letter, say: (key: LetterKey) => string): Promise<string> {
  const soft = 'color:#5c6a67;font-size:13px;line-height:20px';
  return String(
    await html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${subject}</title>
        </head>
        <body
          style="margin:0;padding:24px;background:#f5f7f6;color:#12201d;font:16px/24px system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
        >
          <div style="max-width:480px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e2e8e6;border-radius:14px">
            <p style="margin:0 0 16px">${say('greeting')}</p>
            ${paragraphs.map((paragraph) => html`<p style="margin:0 0 16px;overflow-wrap:anywhere">${paragraph}</p>`)}
            ${
              button &&
              html`<p style="margin:24px 0">
                  <a
                    href="${button.url}"
                    style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0f766e;color:#ffffff;font-weight:600;text-decoration:none"
                    >${button.text}</a
                  >
                </p>
                <p style="margin:0 0 16px;${soft}">${say('linkInstead')}<br /><span style="overflow-wrap:anywhere">${button.url}</span></p>`
            }
            ${fine && html`<p style="margin:0;${soft}">${fine}</p>`}
          </div>
          <p style="max-width:480px;margin:16px auto 0;${soft}">${say('footer')}</p>
        </body>
      </html>`,
  );
}
