/** `/paid`: where Stripe leads whoever has paid. It says thanks and changes nothing: anybody can open it. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { answerPage } from '../web/page.ts';

export const paidPage = (): Hono =>
  new Hono().get('/paid', (context) =>
    answerPage(context, ({ paid: words }) => ({
      title: words.title,
      main: html`<div class="sheet">
        <h1>${words.title}</h1>
        <p>${words.more}</p>
        <p class="soft">${words.next}</p>
      </div>`,
    })),
  );
