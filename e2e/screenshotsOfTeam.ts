/** The Team room with its webhooks, for `pnpm screenshots`. */
import { expect } from '@playwright/test';
import { webhookEvents, type WebhookEvent } from '@wellmet/shared/webhook';
import { enterNew, type Chromium, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { startReceiver, type Receiver } from './testing/receiver.ts';
import { asProgram, askServer, colleagueOf, newMember, type RunningServer } from './testing/server.ts';

export async function walkTeam(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const before = await browser.openPopup();
  if (/Se déconnecter|Sign out/.test(await before.sees(fr ? /Se déconnecter|Créer/ : /Sign out|Create/)))
    await before.presses(fr ? 'Se déconnecter' : 'Sign out');
  await before.close();
  const ines = { ...newMember('Ines Okafor'), workspaceName: 'Tissages Okafor' };
  await enterNew(browser, server, ines);
  const program = await asProgram(server, ines);
  const { token, workspaceId } = program;
  const params = { workspaceId };
  await colleagueOf(server, ines, 'Paul Adeyemi');
  await colleagueOf(server, ines, 'Maren Quill-Brassard');
  await askServer(
    server,
    'invite',
    { params, body: { requestId: crypto.randomUUID(), email: 'zoe.lindmoor@looms.example', role: 'admin', language: fr ? 'fr' : 'en' } },
    token,
  );

  const app = await browser.openApp('#/team');
  await app.sees('zoe.lindmoor@looms.example');
  await app.types('E-mail', 'theo@looms.example');
  await app.presses(fr ? 'Inviter' : 'Invite');
  await app.sees(fr ? /Ce serveur n’envoie pas/ : /This server sends no mail/);
  await shot(app, 'team');
  // What comes late above it would move it.
  await app.sees(fr ? 'Personne n’est encore prévenu' : 'Nobody hears what happens');
  await browser
    .pageOf(app)
    .getByRole('heading', { name: fr ? 'Journal' : 'Audit log' })
    .scrollIntoViewIfNeeded();
  await browser.pageOf(app).evaluate(() => document.querySelector('.team-audit')?.scrollIntoView({ block: 'end' }));
  await shot(app, 'team-audit');
  await app.close();

  const receiver = await startReceiver();
  try {
    await walkWebhooks(browser, { server, program, receiver }, shot, fr);
  } finally {
    await receiver.close();
  }
}

const body = (url: string, ...events: readonly WebhookEvent[]) => ({ requestId: crypto.randomUUID(), url, events: [...events] });

/** One that works, one that nobody answers, one that is paused; a new one with its secret; what was sent. */
async function walkWebhooks(
  browser: Chromium,
  { server, program, receiver }: { server: RunningServer; program: Awaited<ReturnType<typeof asProgram>>; receiver: Receiver },
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const { token, workspaceId } = program;
  const params = { workspaceId };
  const app = await browser.openApp('#/team');
  const page = browser.pageOf(app);
  const heading = page.getByRole('heading', { name: 'Webhooks' });
  await app.sees(fr ? 'Personne n’est encore prévenu' : 'Nobody hears what happens');
  await heading.evaluate(atTheTop);
  await shot(app, 'team-webhooks-none');
  const name = receiver.url.replace('http://', '');
  await app.presses(fr ? 'Ajouter un webhook' : 'Add a webhook');
  await app.types(fr ? 'Adresse' : 'Address', receiver.url);
  await app.presses(fr ? 'Première analyse d’une personne' : 'First analysis of a person');
  await app.presses(fr ? 'Arrivée d’un membre' : 'Member joined');
  await heading.evaluate(atTheTop);
  await shot(app, 'team-webhooks-form');
  await app.presses(fr ? 'Ajouter' : 'Add it');
  await app.reads(`${fr ? 'Secret de' : 'Secret of'} ${name}`);
  await app.sees(fr ? 'Aucun envoi' : 'Nothing sent yet');
  await heading.evaluate(atTheTop);
  await shot(app, 'team-webhooks-secret');
  await app.presses(fr ? 'Je l’ai copié' : 'I have copied it');

  await askServer(
    server,
    'makeWebhook',
    { params, body: body('https://looms.invalid/integrations/wellmet/events', ...webhookEvents) },
    token,
  );
  const ledger = body('https://ledger.looms.example/hooks', 'credits.low', 'credits.exhausted', 'plan.changed');
  const { webhook } = await askServer(server, 'makeWebhook', { params, body: ledger }, token);
  const pause = { ...ledger, requestId: crypto.randomUUID(), isPaused: true };
  await askServer(server, 'changeWebhook', { params: { ...params, webhookId: webhook.id }, body: pause }, token);
  await program.analyse([person('hannah-lindmoor-4b7120'), person('théo-brassard-lune-8c41d2')], undefined);
  await app.presses(fr ? `Envoyer un test à ${name}` : `Send a test to ${name}`);
  await app.sees(fr ? 'Arrivé : réponse 204' : 'Arrived: answer 204');
  const failing = (count: number) =>
    expect(async () => {
      const { webhooks } = await askServer(server, 'webhooks', { params }, token);
      expect(webhooks.filter(({ failingSince }) => failingSince !== undefined)).toHaveLength(count);
    }).toPass();
  await failing(1);
  await app.close();
  const list = await browser.openApp('#/team');
  await list.sees('looms.invalid');
  await browser.pageOf(list).getByRole('heading', { name: 'Webhooks' }).evaluate(atTheTop);
  await shot(list, 'team-webhooks');
  await list.close();

  await receiver.down();
  await program.analyse([person('priya-oakeshaw-71f0ae')], undefined);
  await failing(2);
  const full = await browser.openApp('#/team');
  await full.presses(fr ? `Envois à ${name}` : `Deliveries to ${name}`);
  await full.sees(fr ? 'Prochain essai' : 'Next try');
  await browser.pageOf(full).getByRole('heading', { name: 'Webhooks' }).evaluate(atTheTop);
  await shot(full, 'team-webhooks-deliveries');
  await full.presses(fr ? 'Modifier looms.invalid/integrations/wellmet/events' : 'Change looms.invalid/integrations/wellmet/events');
  await full.presses(fr ? /^Nouveau secret/ : /^New secret/);
  await full.sees(fr ? 'ne signera plus rien' : 'signs nothing any more');
  await browser.pageOf(full).locator('.webhook-change').evaluate(atTheTop);
  await browser.pageOf(full).locator('.ask-once-question').scrollIntoViewIfNeeded();
  await shot(full, 'team-webhooks-change');
  await full.close();
}

/** In the page. */
function atTheTop(element: Element): void {
  element.scrollIntoView({ block: 'start' });
}
