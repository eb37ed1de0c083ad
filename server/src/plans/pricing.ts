/** The pricing page, from the catalogue as it is. It works without scripts: seats by a form, months and years by the sheet. */
import type { Plan } from '@wellmet/shared/plan';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/schema.ts';
import { answerPage, type Markup, type PageLanguage } from '../web/page.ts';
import type { Words } from '../web/words/en.ts';
import { maxSeats, plansOnOffer, seatsOf } from './plans.ts';

/** For how many seats; whatever is no number of seats is one. */
const Seats = z.coerce.number().int().min(1).max(maxSeats).catch(1);

/** `/pricing`, kept by browsers and proxies for five minutes. */
export const pricingPage = (db: Kysely<Database>): Hono =>
  new Hono().get('/pricing', async (context) => {
    const plans = await plansOnOffer(db);
    const seats = Seats.parse(context.req.query('seats'));
    return answerPage(context, ({ pricing: words }, language) => ({
      title: words.title,
      main: html`<div class="lead">
          <h1>${words.heading}</h1>
          <p>${words.lead}</p>
        </div>
        ${plans.length === 0 ? html`<p class="soft">${words.none}</p>` : drawPlans(plans, seats, words, language)}
        <section class="included" aria-labelledby="included">
          <h2 id="included">${words.included}</h2>
          <ul>
            ${words.promises.map((promise) => html`<li>${promise}</li>`)}
          </ul>
        </section>
        <section class="facts" aria-labelledby="facts">
          <h2 id="facts">${words.goodToKnow}</h2>
          <dl>
            ${words.facts.map(
              ([question, answer]) =>
                html`<div>
                  <dt>${question}</dt>
                  <dd>${answer}</dd>
                </div>`,
            )}
          </dl>
        </section>`,
      scripts: ['pricing.js'],
      hasPlainForm: true,
      cache: 'public, max-age=300',
    }));
  });

type PricingWords = Words['pricing'];

function drawPlans(plans: readonly Plan[], seats: number, words: PricingWords, language: PageLanguage): Markup {
  const hasAnnual = plans.some(({ annualPricePerSeatCents }) => annualPricePerSeatCents !== undefined);
  return html`<form class="plans" method="get" action="/pricing">
    <input type="hidden" name="lang" value="${language}" />
    <div class="plan-choice" role="group" aria-label="${words.choose}">
      ${
        hasAnnual &&
        html`<fieldset class="every">
          <legend>${words.every}</legend>
          <label><input type="radio" name="every" value="month" checked /><span>${words.monthly}</span></label>
          <label><input type="radio" name="every" value="year" id="annual" /><span>${words.annual}</span></label>
        </fieldset>`
      }
      <div class="seats">
        <label for="seats">${words.seats}</label>
        <button type="button" class="step" data-step="-1" aria-label="${words.fewer}" hidden>−</button>
        <input id="seats" name="seats" type="number" inputmode="numeric" min="1" max="${maxSeats}" value="${seats}" />
        <button type="button" class="step" data-step="1" aria-label="${words.more}" hidden>+</button>
        <button class="button quiet" data-without-script>${words.show}</button>
      </div>
    </div>
    <ul class="plan-cards" aria-live="polite">
      ${plans.map((plan) => drawPlan(plan, seats, words, language))}
    </ul>
  </form>`;
}

function drawPlan(plan: Plan, wanted: number, words: PricingWords, language: PageLanguage): Markup {
  const { monthlyPricePerSeatCents: monthly, annualPricePerSeatCents: annual, monthlyCreditsPerSeat: credits } = plan;
  const seats = seatsOf(plan, wanted);
  const money = moneyIn(language, plan.currency);
  const number = new Intl.NumberFormat(language);
  return html`<li class="plan" data-currency="${plan.currency}" data-most-seats="${seatsOf(plan, maxSeats)}">
    <h2>${plan.name}</h2>
    <p class="plan-credits">
      ${phrase(words.credits, html`<strong data-each="${credits}">${number.format(credits * seats)}</strong>`)}
      <span class="fine">${words.creditsPerSeat(number.format(credits))}</span>
    </p>
    <div class="by-month">
      <p class="price"><strong data-each-cents="${monthly}">${money(monthly * seats)}</strong> <span>${words.aMonth}</span></p>
      <p class="fine">${monthly === 0 ? words.free : words.perSeatMonth(money(monthly))}</p>
    </div>
    <div class="by-year">
      ${
        monthly === 0 || annual === undefined
          ? html`<p class="price"><strong data-each-cents="${monthly}">${money(monthly * seats)}</strong> <span>${words.aMonth}</span></p>
              <p class="fine">${monthly === 0 ? words.free : words.onlyMonthly}</p>`
          : html`<p class="price"><strong data-each-cents="${annual}">${money(annual * seats)}</strong> <span>${words.aYear}</span></p>
              <p class="fine">${words.perSeatYear(money(annual))}</p>
              ${
                annual < 12 * monthly &&
                html`<p class="saving">
                  ${phrase(words.saving, html`<span data-each-cents="${12 * monthly - annual}">${money((12 * monthly - annual) * seats)}</span>`)}
                </p>`
              }`
      }
    </div>
  </li>`;
}

/** A phrase with a gap that is markup. */
function phrase(of: (gap: string) => string, gap: Markup): Markup {
  const [before = '', after = ''] = of('\0').split('\0');
  return html`${before}${gap}${after}`;
}

function moneyIn(language: PageLanguage, currency: string): (cents: number) => string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  return (cents) => format.format(cents / 100);
}
