/** Discover and what feeds it, for `pnpm screenshots`: a file and its columns, an import under way and done, the imports, people found, why, and what adding them costs. */
import { signUp, type Chromium, type Tab } from './testing/browsers.ts';
import { peopled } from './testing/peopled.ts';
import { newMember, type RunningServer } from './testing/server.ts';

export async function walkDiscover(
  browser: Chromium,
  server: RunningServer,
  shot: (tab: Tab, state: string) => Promise<void>,
  fr: boolean,
): Promise<void> {
  const ana = newMember('Ana Lindqvist');
  await signUp(browser, server, ana);
  const spring = fr ? 'Métiers à tisser' : 'Looms in spring';
  await peopled(server, ana, { spring, yarn: fr ? 'Laine d’automne' : 'Autumn yarn' });

  const tab = await browser.openApp('#/discover');
  const page = browser.pageOf(tab);
  await tab.sees(fr ? 'encore personne à chercher' : 'nobody to look for yet');
  await shot(tab, 'discover-none');
  await tab.presses(fr ? 'Importer des personnes' : 'Import people');
  await tab.sees(fr ? 'Rien n’a encore été importé' : 'Nothing has been imported yet');
  await shot(tab, 'pool-choose');

  const provider = page.locator('.pool-provider > summary');
  await provider.click();
  await tab.types(fr ? 'Adresse' : 'Address', 'https://people.example/people');
  await tab.types(fr ? /^Clé/ : /^Key/, 'invented-key');
  await tab.types('Source', fr ? 'Annuaire de la filière' : 'Register of the trade');
  await tab.types('Licence', fr ? 'Contrat du fournisseur' : 'The provider’s contract');
  await tab.presses(fr ? /^Intérêt légitime/ : /^Legitimate interest/);
  await page.locator('.pool-provider').evaluate((form) => form.scrollIntoView({ block: 'start' }));
  await shot(tab, 'pool-provider');
  await tab.presses(fr ? 'Conserver ce fournisseur' : 'Keep this provider');
  await tab.sees(fr ? 'Le fournisseur est conservé' : 'The provider is kept');
  await shot(tab, 'pool-provider-kept');
  await tab.presses(fr ? 'Oublier le fournisseur' : 'Forget the provider');
  await tab.presses(fr ? 'L’oublier' : 'Forget it');
  await tab.sees(fr ? 'sont oubliées' : 'are forgotten');
  await provider.click();

  const choose = (name: string, lines: readonly string[]) =>
    page.setInputFiles('input[type="file"]', { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1') });
  await choose('salon-lyon-2026.csv', fair);
  await tab.sees(/3 (of the first|des premières)/);
  await shot(tab, 'pool-columns');
  await tab.types('Source', fr ? 'Visiteurs de notre stand, salon de Lyon 2026' : 'Visitors of our stand, fair of Lyon 2026');
  await tab.types('Licence', fr ? 'Nos propres données' : 'Our own records');
  await tab.presses(fr ? /^Intérêt légitime/ : /^Legitimate interest/);
  await page.locator('.pool-problems').evaluate((problems) => problems.scrollIntoView({ block: 'start' }));
  await shot(tab, 'pool-terms');
  await tab.presses(fr ? 'Importer' : 'Import');
  await tab.sees(fr ? 'est importé' : 'is imported');
  await page.locator('#main').evaluate((main) => main.scrollTo(0, 0));
  await shot(tab, 'pool-done');

  await tab.presses(fr ? 'Un autre fichier' : 'Another file');
  await choose(fr ? 'annuaire-2026.csv' : 'register-2026.csv', register);
  await tab.sees(fr ? 'toutes lisibles' : 'can all be read');
  await tab.types('Source', fr ? 'Annuaire de la filière' : 'Register of the trade');
  await tab.types('Licence', fr ? 'Licence ouverte 2.0' : 'Open licence 2.0');
  await tab.presses(fr ? 'Importer' : 'Import');
  await tab.sees(fr ? /^[1-9]\d*.000 lignes$/m : /^[1-9]\d*,000 rows$/m);
  await page.locator('#main').evaluate((main) => main.scrollTo(0, 0));
  await shot(tab, 'pool-sending');
  await tab.sees(fr ? 'est importé' : 'is imported');
  await tab.presses(fr ? 'Un autre fichier' : 'Another file');
  await tab.presses(fr ? /^Retirer « annuaire/ : /^Remove “register/);
  await page.locator('.ask-once-question').evaluate((ask) => ask.scrollIntoView({ block: 'center' }));
  await shot(tab, 'pool-imports');

  await tab.goto(browser.extensionUrl('/app.html#/discover'));
  await page.reload();
  await tab.sees(fr ? /Plus de 1.000 personnes/ : 'More than 1,000 people');
  await shot(tab, 'discover');
  const why = page.getByRole('button', { name: /^(Why|Pourquoi) / }).first();
  await why.click();
  await why.scrollIntoViewIfNeeded();
  await shot(tab, 'discover-why');
  await why.click();
  for (const box of [0, 1, 2]) await page.locator('.found-box > input:enabled').nth(box).check();
  await tab.presses(/^(Add 3 to|Ajouter 3 )/);
  await tab.presses(new RegExp(`^${spring}`));
  await tab.sees(/3 (credits|crédits)/);
  await shot(tab, 'discover-add');
  await tab.close();
}

const head = 'Nom complet;Poste;Société;Effectif;Secteur;Pays;Ville;Profil LinkedIn;E-mail;Note interne';
const firsts = ['Hélène', 'Jörg', 'Íñigo', 'Zoé', 'Anne-Marie', 'Lars', 'Noémie', 'Søren', 'Aïcha', 'Matthias'];
const lasts = ['Brücke', 'Weiß', 'Peña', 'Quillard', 'Delorme', 'Ångström', 'Fabre', 'Holm', 'Benali', 'Keller', 'Vasseur'];
const posts = [
  'Directrice des achats',
  'Head of Procurement',
  'Responsable grands comptes',
  'Sales Director',
  'Acheteur industriel',
  'VP Sales',
];
const firms = ['Tissages du Lac', 'Havn Logistik', 'Cordillera Foods', 'Verreries Delacour', 'Norrholt Instruments'];
const cities = ['France;Annecy', 'Germany;Hamburg', 'Spain;Valencia', 'France;Lyon', 'Denmark;Aarhus'];

const at = (list: readonly string[], i: number): string => list[i % list.length] ?? '';
const lineOf = (i: number, slug: string, note: string): string =>
  [
    `${at(firsts, i)} ${at(lasts, i * 3 + Math.floor(i / 10))}`,
    at(posts, i),
    at(firms, i * 2),
    i % 3 === 0 ? '11-50' : '51-200',
    i % 2 === 0 ? 'Textile' : 'Transport',
    at(cities, i),
    `https://www.linkedin.com/in/${slug}-${i}/`,
    `${slug}.${i}@example.com`,
    note,
  ].join(';');

const fair = [
  head,
  ...Array.from({ length: 64 }, (_, i) => {
    const line = lineOf(i, 'salon', i % 4 === 0 ? 'rappeler en mars' : '');
    if (i === 3) return line.replace('www.linkedin.com/in/', 'salon.example/');
    if (i === 7) return line.replace(/^[^;]*/, '');
    return i === 12 ? line.replace(/salon\.\d+@example\.com/, 'salon at example') : line;
  }),
];
/** Enough to be seen under way. */
const register = [head, ...Array.from({ length: 24_000 }, (_, i) => lineOf(i, 'annuaire', ''))];
