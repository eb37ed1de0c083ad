/** The plan's room: what another would do, asked for, answered, as a member; and the server's pricing page; for `pnpm screenshots`. */
import { signIn, signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { colleagueOf, newMember, spendAll, type RunningServer } from './testing/server.ts';

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
}
