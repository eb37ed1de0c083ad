/** A provider feeds the pool, from the screen in both browsers to a server on this machine: kept with its key, fetched page after page and again, found, and forgotten. */
import { enterNew, openChromium, openFirefox } from './testing/browsers.ts';
import { startProvider } from './testing/provider.ts';
import { newMember } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const person = (name: string, n: number): object => ({
  name,
  profileUrl: `https://www.linkedin.com/in/of-the-provider-${n}/`,
  title: 'Head of purchasing',
  company: 'Harbour Dyeworks',
});

for (const open of [openChromium, openFirefox])
  test(`${open === openChromium ? 'Chromium' : 'Firefox'} › a provider’s people are fetched page after page, then what is new; a wrong key is said; nothing shows the right one`, async ({
    server,
  }) => {
    const names = ['Zélie Brassard', 'Okke Fenwick', 'Jorun Lormeau', 'Wren Gravelin', 'Piet Orvault'];
    const provider = await startProvider(names.map(person));
    const browser = await open();
    try {
      await enterNew(browser, server, newMember('Ines Okafor'));
      const app = await browser.openApp('#/pool');
      await app.presses('From a data provider');
      await app.types('Address', provider.url);
      await app.types(/^Key/, 'another-key');
      await app.types('Source', 'Register of the trade');
      await app.types('Licence', 'The provider’s contract');
      await app.presses(/^Legitimate interest/);
      await app.presses('Keep this provider');
      await app.sees('The provider is kept.');

      await app.presses('Fetch people');
      await app.sees('The provider refused.');
      expect(provider.given).toEqual([]);

      await app.presses('Change');
      await app.types(/^Key/, provider.key);
      await app.presses('Keep this provider');
      await app.presses('Fetch people');
      await app.sees('5 added');
      expect(provider.given).toEqual([0, 3]);

      provider.people.push(person('Ulla Verdurin', names.length));
      await app.presses('Fetch what is new');
      await app.sees('1 added');
      expect(provider.given).toEqual([0, 3, 5]);
      expect(await app.page.evaluate('document.documentElement.outerHTML')).not.toContain(provider.key);

      const discover = await browser.openApp('#/discover');
      await discover.types('Keywords', 'dyeworks');
      await discover.sees('About 6 people');
      await discover.sees('Ulla Verdurin');

      await app.presses('Forget the provider');
      await app.presses('Forget it');
      await app.sees('Address and key are forgotten.');
      await discover.sees('About 6 people');
    } finally {
      await browser.close();
      await provider.close();
    }
  });
