/** Pages for what cannot be done in the extension: letting a device in, and a new password for whoever forgot theirs. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { answerPage, type Markup } from '../web/page.ts';

/** `/device` and `/password`. What is secret stands behind #, where only their scripts read it. */
export const accountPages = (): Hono =>
  new Hono()
    .get('/device', (context) =>
      answerPage(context, ({ device: words, troubles, page }) => ({
        title: words.title,
        scripts: ['device.js'],
        main: html`<div class="sheet" data-troubles="${JSON.stringify(troubles)}">
          <noscript><p>${page.needsScript}</p></noscript>
          <form name="who" class="parts" data-part="who" novalidate>
            ${heading(words.title)}
            <p class="soft">${words.more}</p>
            <div class="field">
              <label for="code">${words.code}</label>
              <input id="code" name="code" class="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" />
            </div>
            <div class="field">
              <label for="email">${words.email}</label>
              <input id="email" name="email" type="email" autocomplete="username" maxlength="254" />
            </div>
            <div class="field">
              <label for="password">${words.password}</label>
              <input id="password" name="password" type="password" autocomplete="current-password" maxlength="128" />
            </div>
            ${send(words.look)}
          </form>
          <div class="parts" data-part="looking" hidden>${heading(words.looking)}</div>
          <div class="parts" data-part="question" hidden>
            ${heading(words.question)}
            <dl class="told">
              <div>
                <dt>${words.code}</dt>
                <dd class="code" data-fill="code"></dd>
              </div>
              <div>
                <dt>${words.device}</dt>
                <dd data-fill="device" data-unknown="${words.unknown}"></dd>
              </div>
              <div>
                <dt>${words.account}</dt>
                <dd data-fill="email"></dd>
              </div>
            </dl>
            <p class="soft">${words.compare}</p>
            <p class="soft" data-first-proof hidden>${words.firstProof}</p>
            <p class="soft" data-new hidden>${words.isNew}</p>
            <button type="button" class="button primary" data-approve="yes">${words.approve}</button>
            <button type="button" class="button quiet" data-approve="no">${words.refuse}</button>
          </div>
          ${end('allowed', words.allowed, words.allowedMore)} ${end('refused', words.refused, words.refusedMore)}
          ${end('ended', words.ended, words.endedMore)}
          <p class="wrong" role="alert"></p>
        </div>`,
      })),
    )
    .get('/password', (context) =>
      answerPage(context, ({ password: words, troubles, page }) => ({
        title: words.title,
        scripts: ['password.js'],
        main: html`<div class="sheet" data-troubles="${JSON.stringify(troubles)}">
          <noscript><p>${page.needsScript}</p></noscript>
          <form name="password" class="parts" data-part="form" novalidate>
            ${heading(words.title)}
            <p class="soft">${words.more}</p>
            <div class="field">
              <label for="password">${words.label}</label>
              <input id="password" name="password" type="password" autocomplete="new-password" maxlength="128" aria-describedby="hint" />
              <p class="fine" id="hint">${words.hint}</p>
            </div>
            ${send(words.set)}
          </form>
          ${end('done', words.done, words.doneMore)} ${end('ended', words.ended, words.endedMore)}
          <p class="wrong" role="alert"></p>
        </div>`,
      })),
    );

const heading = (text: string): Markup => html`<h1 tabindex="-1">${text}</h1>`;

/** Cannot be pressed before the script has come that sends the form: the browser alone would put a password into the address. */
const send = (text: string): Markup => html`<button class="button primary" disabled>${text}</button>`;

const end = (part: string, title: string, more: string): Markup =>
  html`<div class="parts" data-part="${part}" hidden>
    ${heading(title)}
    <p class="soft">${more}</p>
  </div>`;
