/** Webhooks in both browsers: added, tried, heard of a contact, down and up again; signed by the secret that was shown once; and nothing of it for others. */
import { enterNew, openChromium, openFirefox, signIn, type Browser, type Tab } from './testing/browsers.ts';
import { person } from './testing/linkedin.ts';
import { isSigned, startReceiver, type Receiver } from './testing/receiver.ts';
import { asProgram, askServer, colleagueOf, newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const hannah = person('hannah-lindmoor-4b7120');
const theo = person('théo-brassard-lune-8c41d2');

for (const open of [openChromium, openFirefox]) {
  test.describe(open === openChromium ? 'Chromium' : 'Firefox', () => {
    let browser: Browser;
    let receiver: Receiver;
    test.beforeEach(async () => {
      [browser, receiver] = await Promise.all([open(), startReceiver()]);
    });
    test.afterEach(async () => {
      await Promise.all([browser.close(), receiver.close()]);
    });

    test('added, tried, heard of a contact; what did not arrive is seen, and sent again with its id', async ({ server }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      const app = await browser.openApp('#/team');
      const name = receiver.url.replace('http://', '');

      await app.presses('Add a webhook');
      await app.types('Address', 'crm');
      await app.presses('Add it');
      await app.sees('An address has the form');
      await app.types('Address', receiver.url);
      await app.presses('First analysis of a person');
      await app.presses('Contact erased');
      await app.presses('Add it');
      const secret = await app.reads(`Secret of ${name}`);
      expect(secret).toMatch(/^whsec_[A-Za-z\d+/]{43}=$/);
      await app.presses('I have copied it');
      await app.seesNoMore('shown this once');
      await app.sees('Nothing sent yet');

      await app.presses(`Send a test to ${name}`);
      await app.sees('Arrived: answer 204');
      await app.sees(/^Works$/m);
      const [tried] = receiver.arrived;
      expect(tried?.told).toMatchObject({ type: 'webhook.test', id: tried?.headers['webhook-id'] });
      expect(tried && isSigned(tried, secret)).toBe(true);
      expect(tried && isSigned(tried, `whsec_${Buffer.alloc(32).toString('base64')}`)).toBe(false);

      await program.analyse([hannah], undefined);
      const { id: hannahId } = await program.contactNamed(hannah.name);
      await expect.poll(() => heard(receiver, 'contact.analysed'), patient).toEqual([hannahId]);
      expect(receiver.arrived.every((one) => isSigned(one, secret))).toBe(true);
      expect(JSON.stringify(receiver.arrived)).not.toContain(hannah.name);

      await receiver.down();
      await program.analyse([theo], undefined);
      const { id: theoId } = await program.contactNamed(theo.name);
      const [only] = (await askServer(server, 'webhooks', { params: program }, program.token)).webhooks;
      const webhookId = only?.id ?? '';
      const deliveries = () => askServer(server, 'webhookDeliveries', { params: { ...program, webhookId }, query: {} }, program.token);
      // Only then is what is shown what has come of it.
      await expect.poll(async () => (await deliveries()).deliveries[0]?.lastTry?.trouble, patient).toBe('unreachable');
      const missed = (await deliveries()).deliveries[0]?.id;
      await reopened(app);
      await app.sees('Nothing has arrived since');
      await app.presses(`Deliveries to ${name}`);
      expect(await app.sees('Not arrived: no connection')).toMatch(/Next try \d\d:\d\d/);

      await receiver.up();
      await app.presses(/^Send again: First analysis/);
      await app.seesNoMore('Not arrived');
      await app.sees(/^Works$/m);
      await expect.poll(() => heard(receiver, 'contact.analysed'), patient).toEqual([hannahId, theoId]);
      const last = receiver.arrived.at(-1);
      expect(last?.told.id).toBe(missed);
      expect(last?.headers['webhook-id']).toBe(missed);
      expect(last && isSigned(last, secret)).toBe(true);
    });

    test('another secret signs from then on; paused and removed it hears nothing, and back what it missed', async ({ server }) => {
      test.slow();
      const ines = newMember('Ines Okafor');
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      const body = { requestId: crypto.randomUUID(), url: receiver.url, events: ['contact.analysed' as const] };
      const { secret: before } = await askServer(server, 'makeWebhook', { params: program, body }, program.token);
      const app = await browser.openApp('#/team');
      const name = receiver.url.replace('http://', '');

      await app.presses(`Change ${name}`);
      await app.presses(`New secret for ${name}`);
      await app.presses('Make a new secret');
      const secret = await app.reads(`Secret of ${name}`);
      expect(secret).not.toBe(before);
      await app.presses(`Send a test to ${name}`);
      await app.sees('Arrived: answer 204');
      expect(receiver.arrived.map((one) => [isSigned(one, secret), isSigned(one, before)])).toEqual([[true, false]]);

      await app.presses(`Pause ${name}`);
      await app.sees('Somebody paused it');
      await program.analyse([hannah], undefined);
      await app.presses(`Remove ${name}`);
      await app.sees(`${name} is removed`);
      await app.presses('Undo');
      await app.sees(`${name} is back`);
      expect(heard(receiver, 'contact.analysed')).toEqual([]);
      await app.presses(`Let ${name} go on`);
      const { id } = await program.contactNamed(hannah.name);
      await expect.poll(() => heard(receiver, 'contact.analysed'), patient).toEqual([id]);
    });

    test('a member who is neither owner nor admin sees none of it, nor do others', async ({ server }) => {
      const ines = newMember('Ines Okafor');
      const { token, workspaceId } = await (async () => {
        await askServer(server, 'signUp', { body: { ...ines, timeZone: 'Europe/Paris' } });
        return asProgram(server, ines);
      })();
      const body = { requestId: crypto.randomUUID(), url: receiver.url, events: ['contact.analysed' as const] };
      const { webhook } = await askServer(server, 'makeWebhook', { params: { workspaceId }, body }, token);
      const paul = await colleagueOf(server, ines, 'Paul Adeyemi');
      await signIn(browser, server, paul);
      const app = await browser.openApp('#/team');
      expect(await app.sees('Owners and admins invite')).not.toMatch(/Webhooks|127\.0\.0\.1/);

      const stranger = newMember('Marta Sosnowska');
      await askServer(server, 'signUp', { body: { ...stranger, timeZone: 'Europe/Paris' } });
      const [pauls, strangers] = [await asProgram(server, paul), await asProgram(server, stranger)];
      const statusOf = async (url: string, hers: string) =>
        (await fetch(`${server.url}${url}`, { headers: { authorization: `Bearer ${hers}` } })).status;
      const list = `/v1/workspaces/${workspaceId}/webhooks`;
      for (const path of [list, `${list}/${webhook.id}/deliveries`]) {
        expect(await statusOf(path, token)).toBe(200);
        expect(await statusOf(path, pauls.token)).toBe(403);
        expect([403, 404]).toContain(await statusOf(path, strangers.token));
      }
      // Nor through a workspace of one's own.
      expect(await statusOf(`/v1/workspaces/${strangers.workspaceId}/webhooks/${webhook.id}/deliveries`, strangers.token)).toBe(404);
    });
  });
}

const patient = { timeout: 45_000 };

const heard = ({ arrived }: Receiver, type: string): unknown[] =>
  arrived.filter(({ told }) => told.type === type).map(({ told }) => told.data['contactId']);

/** The room as it opens: what it asked before is of then. */
async function reopened(app: Tab): Promise<void> {
  const here = await app.page.evaluate<string, undefined>(() => location.href.replace(/#.*$/, ''), undefined);
  await app.goto(`${here}#/contacts`);
  await app.sees('Contacts');
  await app.goto(`${here}#/team`);
}
