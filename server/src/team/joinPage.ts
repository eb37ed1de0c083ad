/** `/join`: where the link of an invitation leads. The page itself knows nothing of it: the secret stands behind `#`, and its script asks with it. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { answerPage, type Markup } from '../web/page.ts';
import type { Words } from '../web/words/en.ts';

export const joinPage = (): Hono =>
  new Hono().get('/join', (context) =>
    answerPage(context, ({ join: words, page }) => ({
      title: words.title,
      main: html`<div class="sheet" id="join">
        <noscript><p>${page.needsScript}</p></noscript>
        <section data-state="looking" hidden><p role="status" class="soft">${words.looking}</p></section>
        ${drawOpen(words)}
        <section data-state="joined" hidden>
          <h1 tabindex="-1">${gapped(words.joined('{workspace}'))}</h1>
          <p>${words.next}</p>
          <ol class="steps">
            ${words.steps('{server}', '{email}').map((step) => html`<li>${gapped(step)}</li>`)}
          </ol>
        </section>
        ${(['accepted', 'revoked', 'expired', 'unknown', 'away'] as const).map(
          (state) =>
            html`<section data-state="${state}" hidden>
              <h1 tabindex="-1">${words[state].title}</h1>
              <p class="soft">${gapped(words[state].more('{workspace}'))}</p>
            </section>`,
        )}
      </div>`,
      scripts: ['join.js'],
    })),
  );

type JoinWords = Words['join'];

const drawOpen = (words: JoinWords): Markup =>
  html`<section data-state="open" hidden>
    <h1 tabindex="-1">${gapped(words.invites('{invitedBy}', '{workspace}'))}</h1>
    ${(['owner', 'admin', 'member'] as const).map((role) => html`<p class="soft" data-role="${role}" hidden>${words.roles[role]}</p>`)}
    <form novalidate>
      <fieldset class="every">
        <legend>${words.account}</legend>
        <label><input type="radio" name="who" value="new" checked /><span>${words.isNew}</span></label>
        <label><input type="radio" name="who" value="known" /><span>${words.isKnown}</span></label>
      </fieldset>
      <div class="field">
        <label for="email">${words.email}</label>
        <input id="email" type="email" autocomplete="username" readonly />
      </div>
      <div class="field" data-for="new">
        <label for="name">${words.name}</label>
        <input id="name" autocomplete="name" maxlength="100" aria-describedby="problem" />
      </div>
      <div class="field">
        <label for="password">${words.password}</label>
        <input id="password" type="password" autocomplete="new-password" maxlength="128" aria-describedby="hint problem" />
        <p class="fine" id="hint" data-for="new">${words.passwordHint}</p>
      </div>
      <div id="problem" role="alert" class="wrong">
        ${Object.entries(words.problems).map(([code, text]) => html`<p data-problem="${code}" hidden>${text}</p>`)}
      </div>
      <button class="button primary">${words.join}</button>
    </form>
  </section>`;

/** A phrase with its gaps as elements that the script fills with text. */
const gapped = (text: string): Markup[] =>
  text.split(/\{(\w+)\}/).map((part, place) => (place % 2 === 0 ? html`${part}` : html`<span data-fill="${part}"></span>`));
