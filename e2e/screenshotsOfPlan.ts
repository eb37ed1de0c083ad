/** The plan's room: what another would do, asked for, answered, as a member, paid by card; and the server's pricing page; for `pnpm screenshots`. */
import { openFakeStripe } from '../server/src/testing/fakeStripe.ts';
import { signIn, signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { colleagueOf, newMember, spendAll, startServer, type RunningServer } from './testing/server.ts';

export async function walkPlan(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const pricing = await browser.openTab(`${server.url}/pricing`);
  await pricing.sees('Growth');
  await shot(pricing, 'pricing');
  await pricing.close();

  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  await spendAll(server, ana);
  const tab = await browser.openApp('#/plan');
  await tab.presses(fr ? 'Un poste de plus' : 'One seat more');
  await tab.sees('2');
  await tab.sees(fr ? /775 crédits de plus/ : /775 credits more/);
  await shot(tab, 'plan');
  await tab.presses(fr ? 'Demander Growth' : 'Ask for Growth');
  await tab.sees(fr ? 'Votre demande' : 'You asked on');
  await shot(tab, 'plan-asked');
  await tab.close();
  const rolf = await colleagueOf(server, ana, 'Rolf Berger');
  const popup = await browser.openPopup();
  await popup.presses(fr ? 'Se déconnecter' : 'Sign out');
  await popup.close();
  await signIn(browser, server, rolf);
  const member = await browser.openApp('#/plan');
  await member.sees(fr ? 'Copier un message' : 'Copy a message');
  await member.sees('Growth');
  await shot(member, 'plan-member');
  await member.close();

  const [{ id } = { id: '' }] = (JSON.parse(server.command('plan', 'requests', '--json')) as { requests: { id: string }[] }).requests;
  server.command('plan', 'answer', id, '--accept', '--reason', fr ? 'Bienvenue, et merci.' : 'Welcome, and thank you.');
  const answered = await browser.openApp('#/plan');
  await answered.sees(fr ? 'Acceptée le' : 'Accepted on');
  await answered.sees(fr ? 'En cours' : 'In force');
  await shot(answered, 'plan-answered');
  await answered.close();
  const out = await browser.openPopup();
  await out.presses(fr ? 'Se déconnecter' : 'Sign out');
  await out.close();
  await payByCard(browser, shot, fr);
}

/** On a server that takes cards: offered, paid, and no longer paid. */
async function payByCard(browser: Chromium, shot: (tab: Tab, state: string) => Promise<void>, fr: boolean): Promise<void> {
  const stripe = await openFakeStripe();
  const server = await startServer((url) => ({ PUBLIC_URL: url, ...stripe.environment }));
  stripe.server = server.url;
  try {
    const noor = newMember('Noor Halabi');
    await signUp(browser, server, noor);
    const tab = await browser.openApp('#/plan');
    await tab.sees(fr ? 'Payer Growth' : 'Pay for Growth');
    await shot(tab, 'plan-card');
    await tab.presses(fr ? 'Payer Growth' : 'Pay for Growth');
    const page = await browser.openedTab(`${stripe.url}/pay/`);
    await page.presses('Pay');
    await page.sees(fr ? 'Merci' : 'Thank you');
    await shot(page, 'pricing-paid');
    await page.close();
    await tab.sees(fr ? 'Cette formule est payée par carte' : 'This plan is paid by card');
    await browser.pageOf(tab).getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await shot(tab, 'plan-paid');
    const [customer = ''] = stripe.subscriptions.keys();
    const [paid] = stripe.subscriptions.get(customer) ?? [];
    if (paid) await stripe.become(customer, { ...paid, status: 'past_due' });
    await tab.sees(fr ? 'Le dernier paiement n’a pas abouti' : 'The last payment did not go through');
    await browser.pageOf(tab).getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await shot(tab, 'plan-past-due');
    await tab.close();
  } finally {
    await server.remove();
    await stripe.close();
  }
}
