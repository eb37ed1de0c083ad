/**
 * Out of credits: from the popup to the plan, asking there, the operator's answer by command, and the new balance on every screen; the same by card, on
 * the pages of a stand-in for Stripe. And the pricing page.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { openFakeStripe } from '../server/src/testing/fakeStripe.ts';
import { enterNew, openChromium, openFirefox, signIn } from './testing/browsers.ts';
import { askServer, colleagueOf, newMember, spendAll, startServer, type RunningServer } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

/** What waits for the operator from this member. */
function askedBy(server: RunningServer, email: string): string {
  const { requests } = JSON.parse(server.command('plan', 'requests', '--json')) as { requests: { id: string; by: string }[] };
  return requests.find(({ by }) => by === email)?.id ?? '';
}

for (const open of [openChromium, openFirefox])
  test(`out of credits, asks for a plan, and has it when the operator says yes (${open.name})`, async ({ server }) => {
    test.setTimeout(180_000);
    const ines = newMember('Ines Okafor');
    const browser = await open();
    try {
      await enterNew(browser, server, ines);
      await spendAll(server, ines);
      const popup = await browser.openPopup();
      await popup.sees('All of this period’s credits are used');
      await popup.sees('See plan and credits');

      const room = await browser.openApp('#/plan');
      await room.sees('At once: 375 credits more, then 375 left.');
      await room.presses('One seat more');
      await room.sees('At once: 775 credits more, then 775 left.');
      await room.presses('Ask for Growth');
      await room.sees(/You asked on .* Growth, 2 seats, paid monthly/s);
      await room.presses('Withdraw');
      await room.sees('Nothing has changed');
      expect(askedBy(server, ines.email)).toBe('');
      await room.presses('Ask again');
      await room.sees('Whoever runs this server answers');

      server.command('plan', 'answer', askedBy(server, ines.email), '--accept', '--reason', 'Welcome, and thank you.');
      await room.sees(/Accepted on .*Welcome, and thank you/s);
      await room.sees(/In force/);
      await popup.sees('Growth plan · 2 seats');
      await popup.sees('775');
    } finally {
      await browser.close();
    }
  });

for (const open of [openChromium, openFirefox])
  test(`out of credits, pays by card, and has the plan as soon as it is paid, until it is ended (${open.name})`, async () => {
    test.setTimeout(180_000);
    const stripe = await openFakeStripe();
    const server = await startServer((url) => ({ PUBLIC_URL: url, ...stripe.environment }));
    stripe.server = server.url;
    const ines = newMember('Ines Okafor');
    const browser = await open();
    try {
      await askServer(server, 'signUp', { body: { ...ines, timeZone: 'Europe/Paris' } });
      await signIn(browser, server, await colleagueOf(server, ines, 'Rolf Berger'));
      const asMember = await browser.openApp('#/plan');
      expect(await asMember.sees(/Owners and admins choose the plan.*At once: 375/s)).not.toMatch(/Pay for|Ask for|Card, bills/);
      await asMember.close();
      const popup = await browser.openPopup();
      await popup.presses('Sign out');
      await popup.sees(/^E-mail/m);
      await popup.close();
      await signIn(browser, server, ines);

      await spendAll(server, ines);
      const room = await browser.openApp('#/plan');
      await room.presses('One seat more');
      await room.sees('At once: 775 credits more, then 775 left.');
      await room.sees('Ask for Starter');
      await room.presses('Pay for Growth');
      const page = await browser.openedTab(`${stripe.url}/pay/`);
      await page.presses('Pay');
      await page.sees('Thank you');
      await page.close();
      // Nobody has come back to the room: the server has told it.
      await room.sees(/This plan is paid by card.*Growth.*In force/s);
      await room.sees('Growth · 2 seats');
      await room.sees('775');

      await room.presses('Card, bills and changes');
      const portal = await browser.openedTab(`${stripe.url}/portal/`);
      await portal.presses('End the subscription');
      await portal.sees('In every plan, the free one too');
      await portal.close();
      await room.sees(/Pay for Growth.*Card, bills and changes/s);
    } finally {
      await browser.close();
      await server.remove();
      await stripe.close();
    }
  });

for (const [theme, locale] of [
  ['light', 'en-GB'],
  ['dark', 'fr-FR'],
] as const)
  test(`the pricing page, ${theme}, ${locale}: works by keyboard and without scripts, fits 360 px, axe has nothing to say`, async ({
    server,
  }) => {
    const browser = await openChromium({ colorScheme: theme, locale });
    try {
      const page = await browser.context.newPage();
      const wrong: string[] = [];
      page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()));
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 740 });
        await page.goto(`${server.url}/pricing`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      }
      const growth = page.locator('.plan', { hasText: 'Growth' });
      await page.locator('#seats').fill('3');
      await expect(growth).toContainText(theme === 'light' ? '€147' : '147 €');
      await page.locator('input[name=every]').first().focus();
      await page.keyboard.press('ArrowRight');
      await expect(growth).toContainText(theme === 'light' ? '€1,470' : /1\s470\s€/);
      await expect(growth.locator('.by-month')).toBeHidden();
      expect(wrong).toEqual([]);
      const still = await (await fetch(`${server.url}/pricing?seats=3`)).text();
      expect(still).toContain('€147');
    } finally {
      await browser.close();
    }
  });
