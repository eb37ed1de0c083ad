/** Discover in both browsers: files come in through the screen, bad rows stay out by their line, who is found is added, and each new person costs one credit, once. */
import { enterNew, openChromium, openFirefox, type Tab } from './testing/browsers.ts';
import { asProgram, balanceOf, newMember, spendAll } from './testing/server.ts';
import { expect, test } from './testing/test.ts';

const head = 'Nom;Titre;Entreprise;Pays;Profil LinkedIn;E-mail';
const line = (name: string, title: string, slug: string, email = ''): string =>
  `${name};${title};Tissages du Lac;France;https://www.linkedin.com/in/${slug}/;${email}`;

/** As a French spreadsheet saves it: UTF-8 behind a byte order mark. More people than a page of results has. */
const buyers = Array.from({ length: 23 }, (_, i) => `Élodie Acheteuse ${i + 1}`);
const utf8 = Buffer.from(
  `\uFEFF${[head, ...buyers.map((name, i) => line(name, 'Head of purchasing', `elodie-acheteuse-${i}`))].join('\r\n')}\r\n`,
);

/** As an older one does: Windows-1252. */
const sellers = ['Zoé Quillard', 'Jörg Weiß', 'Íñigo Peña', 'Hélène Brücke', 'Lars Ångström'];
const slugOf = (name: string): string => `seller-${sellers.indexOf(name)}`;
const rows = [
  head,
  ...sellers.slice(0, 2).map((name) => line(name, 'Sales Manager', slugOf(name))),
  line('Bad Address', 'Sales Manager', '').replace('https://www.linkedin.com/in//', 'https://example.com/bad'),
  ...sellers.slice(2, 4).map((name) => line(name, 'Sales Manager', slugOf(name))),
  line('', 'Sales Manager', 'nobody-at-all'),
  ...sellers.slice(4).map((name) => line(name, 'Sales Manager', slugOf(name))),
  line('Bad Mail', 'Sales Manager', 'bad-mail', 'bad at example'),
];
const windows1252 = Buffer.from(`${rows.join('\r\n')}\r\n`, 'latin1');

for (const open of [openChromium, openFirefox])
  test(`${open === openChromium ? 'Chromium' : 'Firefox'} › files of two encodings are imported, bad rows told by their line; five found by a typo cost three credits, once; too few are said`, async ({
    server,
  }) => {
    test.slow();
    const ines = newMember('Ines Okafor');
    const browser = await open();
    try {
      await enterNew(browser, server, ines);
      const program = await asProgram(server, ines);
      for (const name of ['Autumn yarn', 'Looms in spring']) {
        await program.createCampaign(name);
        await program.act(name, 'launch');
      }
      const [known = '', blocked = ''] = sellers;
      const byPage = (name: string) => ({ name, path: `/in/${slugOf(name)}/` });
      await program.analyse([byPage(known)], undefined);
      await program.analyse([byPage(blocked)], 'Autumn yarn');
      const recommended = async () => (await program.ledger()).filter(({ source }) => source === 'recommendation');

      const app = await browser.openApp('#/discover');
      await app.sees('There is nobody to look for yet');
      await app.presses('Import people');
      await app.sees('Nothing has been imported yet');

      await give(app, 'acheteurs.csv', utf8);
      await app.sees('A table with semicolons between the columns, in UTF-8');
      await app.sees('The first rows can all be read');
      await app.presses('Import');
      await app.sees('Say where the file is from');
      await app.sees('Choose the lawful basis');
      await app.types('Source', 'Fair of Lyon 2026');
      await app.types('Licence', 'Our own records');
      await app.presses(/^Legitimate interest/);
      await app.presses('Import');
      await app.sees('“acheteurs.csv” is imported');
      await app.sees('23 added');

      await app.presses('Another file');
      await give(app, 'vendeurs.csv', windows1252);
      await app.sees('in Windows-1252');
      await app.sees('Jörg Weiß');
      await app.sees('3 of the first rows cannot be read');
      await app.types('Source', 'A register');
      await app.presses('Import');
      await app.sees('“vendeurs.csv” is imported');
      const told = await app.sees('3 rows were kept out');
      for (const said of [
        'Line 4, Profile address',
        'is no address of a profile',
        'Line 7',
        'has no name',
        'Line 9, E-mail',
        'is no e-mail address',
      ])
        expect(told).toContain(said);
      await app.sees('5 added, 3 kept out');
      await app.sees('A register · Our own records · Legitimate interest');

      await app.presses('Show the people');
      await app.presses('Known and dismissed people, too');
      await app.sees('About 28 people');
      expect((await app.text()).match(/^Élodie Acheteuse \d+$/gm)?.length).toBeLessThan(buyers.length);
      await app.presses('Show more');
      await expect.poll(async () => (await app.text()).match(/^Élodie Acheteuse \d+$/gm)?.length).toBe(buyers.length);

      // An import is over when what it brought is found under typos, too.
      await app.types('Keywords', 'sale manger');
      await app.sees('About 5 people');
      await app.presses('Select all 5 shown');
      await app.presses('Add 5 to a campaign…');
      await app.presses(/^Looms in spring/);
      await app.sees('3 credits');
      await app.sees(/23 left now, 20 left after/);
      await app.sees(/Held by campaign “Autumn yarn”/);
      await app.presses('Add 5');
      await app.sees('3 credits taken');
      const debits = await recommended();
      expect(new Set(debits.map(({ contact }) => contact?.name))).toEqual(new Set(sellers.slice(2)));
      expect(debits).toHaveLength(3);
      for (const debit of debits) expect(debit).toMatchObject({ kind: 'debit', amount: -1, campaign: { name: 'Looms in spring' } });
      for (const { reasons } of debits) expect(reasons?.map(({ signal }) => signal)).toContain('keywords');
      expect(await balanceOf(server, ines)).toMatchObject({ available: 20 });
      await app.presses('Close');

      await app.presses('Select all 5 shown');
      await app.presses('Add 5 to a campaign…');
      await app.presses(/^Looms in spring/);
      await app.sees(/20 left now, 20 left after/);
      await app.presses('Add 5');
      await app.sees('0 credits taken');
      expect(await recommended()).toHaveLength(3);
      expect(await balanceOf(server, ines)).toMatchObject({ available: 20 });
      await app.presses('Close');

      await spendAll(server, ines);
      await app.types('Keywords', 'purchasing');
      await app.sees('About 23 people');
      await app.presses('Select Élodie Acheteuse 7');
      await app.presses('Add 1 to a campaign…');
      await app.presses(/^Looms in spring/);
      await app.sees(/It costs 1 credit; 0 left of 25\. Nothing was charged/);
      await app.sees('Ways on');
      expect(await recommended()).toHaveLength(3);
      expect(server.command('ledger', 'verify')).toMatch(/clean/);
    } finally {
      await browser.close();
    }
  });

/** As if it had been chosen in the browser's own window for files, which is no page. */
async function give(app: Tab, name: string, bytes: Buffer): Promise<void> {
  await app.sees('or drop it here');
  await app.page.evaluate(chooseFile, { name, base64: bytes.toString('base64') });
}

/** Runs in the page: stands alone. */
function chooseFile({ name, base64 }: { name: string; base64: string }): void {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error('no file can be chosen');
  const chosen = new DataTransfer();
  chosen.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
