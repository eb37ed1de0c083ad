import { array, assert, constantFrom, date, oneof, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Insights, type Fact, type Hook } from '@wellmet/shared/insight';
import { Sighting, type Position } from '@wellmet/shared/sighting';
import { analyse } from './analyse.ts';
import { stands } from './evidence.ts';

const now = new Date('2026-11-20T10:00:00Z');

/** An invented person, with what the case is about. */
function sightingOf(fields: Partial<Sighting>): Sighting {
  return {
    identifiers: { slug: 'maelle-quintrec' },
    name: 'Maëlle Quintrec',
    readFrom: { name: 'topCard' },
    page: { kind: 'profile', url: 'https://www.linkedin.com/in/maelle-quintrec/', generation: 'sdui' },
    ...fields,
  };
}

const fact = <K extends Fact['kind']>(insights: Insights, kind: K) =>
  insights.facts.find((found): found is Extract<Fact, { kind: K }> => found.kind === kind);
const hooks = (insights: Insights) => insights.hooks.map(({ kind }) => kind);
const hook = (insights: Insights, kind: Hook['kind']) => insights.hooks.find((found) => found.kind === kind);
const written = (about: string) => hook(analyse(sightingOf({ about }), now), 'about')?.evidence.quote;
const working = (...experience: Position[]) => analyse(sightingOf({ experience }), now);

it('what a list showed on a card is told as read there', () => {
  const card = sightingOf({
    headline: 'Directrice commerciale chez Talvero',
    location: 'Nantes',
    readFrom: { name: 'card', headline: 'card' },
  });
  const insights = analyse(card, now);
  expect(insights.facts.map(({ kind, evidence }) => [kind, evidence.place])).toEqual(
    expect.arrayContaining([
      ['role', 'card'],
      ['location', 'card'],
    ]),
  );
  expect([...insights.facts, ...insights.hooks].every(({ evidence }) => stands(card, evidence))).toBe(true);
});

describe('the role', () => {
  it('is the position that runs to the present', () => {
    const insights = working(
      { title: 'Business Developer', company: 'Orvane', dates: 'Jan 2019 - Dec 2020' },
      { title: 'Directrice commerciale', company: 'Talvero · CDI', dates: "janv. 2021 - aujourd'hui · 5 ans 11 mois" },
    );
    const evidence = { place: 'experience', quote: 'Directrice commerciale', date: '2021-01' };
    expect(insights.facts).toEqual([
      { kind: 'role', title: 'Directrice commerciale', company: 'Talvero', evidence },
      { kind: 'seniority', seniority: 'director', evidence },
      { kind: 'function', function: 'sales', evidence },
      { kind: 'tenure', since: '2021-01', months: 71, evidence },
      {
        kind: 'move',
        type: 'company',
        fromTitle: 'Business Developer',
        fromCompany: 'Orvane',
        toTitle: 'Directrice commerciale',
        toCompany: 'Talvero',
        evidence: { place: 'experience', quote: 'Talvero · CDI'.slice(0, 7), date: '2021-01' },
      },
    ]);
  });

  it('is the one at the company of the top card where several run', () => {
    const experience = [
      { title: 'Board Advisor', company: 'Orvane', dates: 'Jan 2024 - Present' },
      { title: 'CTO', company: 'Talvero', dates: 'Jan 2020 - Present' },
    ];
    expect(fact(analyse(sightingOf({ experience, company: 'TALVERO' }), now), 'role')?.title).toBe('CTO');
    expect(fact(analyse(sightingOf({ experience }), now), 'role')?.title).toBe('Board Advisor');
  });

  it.each([
    ['Head of Sales at Talvero', undefined, 'Head of Sales', 'Talvero'],
    ['Responsable achats chez Talvero | Supply chain', undefined, 'Responsable achats', 'Talvero'],
    ['Growth | Founder @ Talvero', undefined, 'Founder', 'Talvero'],
    ['VP Sales @Talvero', undefined, 'VP Sales', 'Talvero'],
    ['Chef d’atelier', undefined, 'Chef d’atelier', undefined],
    ['Responsable atelier', undefined, 'Responsable atelier', undefined],
    ['CTO - Talvero', 'Talvero', 'CTO', 'Talvero'],
    ['Co-Founder, Talvero (winter batch)', 'Talvero (winter batch)', 'Co-Founder', 'Talvero (winter batch)'],
    ['Co-Founder, Orvane and Talvero', undefined, 'Co-Founder', undefined],
    ['Director, Sales', undefined, 'Director, Sales', undefined],
    ['Marketing Manager bei Talvero', undefined, 'Marketing Manager', 'Talvero'],
    ['Avocate associée', undefined, 'Avocate associée', undefined],
  ])('is guessed from the headline "%s" where no position gives it', (headline, company, title, at) => {
    const insights = analyse(sightingOf({ headline, ...(company && { company }) }), now);
    expect(fact(insights, 'role')).toEqual({
      kind: 'role',
      title,
      ...(at && { company: at }),
      evidence: { place: 'topCard', quote: title },
    });
    expect(fact(insights, 'tenure')).toBeUndefined();
  });

  it.each(['Open to work | Sales Manager', 'Retraitée', 'Regionalny przedstawiciel handlowy w Talvero', 'Ex-CEO at Talvero', '--'])(
    'is not made up from "%s"',
    (headline) => {
      expect(analyse(sightingOf({ headline }), now).facts).toEqual([]);
    },
  );

  it('is not one that has ended', () => {
    expect(working({ title: 'Sales Manager', company: 'Orvane', dates: '2019 - 2021' }).facts).toEqual([]);
  });

  it('is the first position where its dates are in another language', () => {
    const insights = working({ title: 'Sales Manager', company: 'Orvane', dates: 'sty 2022 – obecnie' });
    expect(fact(insights, 'seniority')?.seniority).toBe('manager');
    expect(fact(insights, 'tenure')).toBeUndefined();
    expect(insights.hooks).toEqual([]);
  });
});

it.each([
  ['Nov 2026 - Present', 1],
  ['Mar 2026 - Present', 9],
  ['Dec 2025 - Present', 12],
  ['Nov 2025 - Present', 13],
  ['2026 - Present', 0],
  ['2024 - Present', 23],
  ['Jan 2027 - Present', undefined],
])('tenure of "%s" is %s months, the first and the running one counted, for a bare year those surely passed', (dates, months) => {
  expect(fact(working({ title: 'CTO', company: 'Orvane', dates }), 'tenure')?.months).toBe(months);
});

it.each([
  ['another company', { title: 'Sales Manager', company: 'Orvane', dates: '2018 - Dec 2023' }, 'company'],
  ['a rise in the same company', { title: 'Sales Manager', company: 'Talvero', dates: '2018 - Dec 2023' }, 'promotion'],
  ['another title of the same level', { title: 'Marketing Director', company: 'Talvero', dates: '2018 - Dec 2023' }, 'promotion'],
  ['a lower title', { title: 'CEO', company: 'Talvero', dates: '2018 - Dec 2023' }, undefined],
  ['the same title', { title: 'Sales director', company: 'Talvero', dates: '2018 - Dec 2023' }, undefined],
  ['a title that says no level', { title: 'Kierownik', company: 'Talvero', dates: '2018 - Dec 2023' }, undefined],
  ['a side job that goes on', { title: 'Mentor', company: 'Orvane', dates: '2018 - Present' }, undefined],
  ['a side job that ended later', { title: 'Mentor', company: 'Orvane', dates: '2018 - 2025' }, undefined],
  ['an unknown company', { title: 'Sales Manager', dates: '2018 - Dec 2023' }, undefined],
])('a move from %s', (_, before, type) => {
  expect(fact(working({ title: 'Sales Director', company: 'Talvero', dates: 'Jan 2024 - Present' }, before), 'move')?.type).toBe(type);
});

describe('a position that is none', () => {
  const before = { title: 'Sales Manager', company: 'Orvane', dates: 'Jan 2015 - Oct 2024' };

  it.each([
    ['Career break', undefined],
    ['Career Break', 'Career Break'],
    ['Full-time parenting', 'Career break'],
    ['Travel', 'Pause de carrière'],
    ['Pause carrière', undefined],
    ['Pause professionnelle', undefined],
    ['Retired', 'Orvane'],
    ['Happily retired', undefined],
    ['Retraité(e)', 'Orvane'],
    ['Jeune retraitée', undefined],
    ['Looking for a new role', undefined],
    ["En recherche d'emploi", undefined],
    ['En recherche d’emploi', 'Disponible immédiatement'],
    ['En recherche active', undefined],
    ['En reconversion professionnelle', undefined],
    ['Open to work', 'Open to work'],
    ['Actively seeking new opportunities', undefined],
    ['Parental leave', 'Orvane'],
    ['Maternity Leave', 'Orvane'],
    ['Congé parental', 'Orvane'],
    ['Sabbatical', undefined],
    ['Année sabbatique', undefined],
    ['Gap year', undefined],
    ['Mère au foyer', undefined],
    ['Stay-at-home dad', undefined],
    ['Laid off', undefined],
    ['Sans emploi', undefined],
    ['Between jobs', undefined],
    ['Entre deux postes', undefined],
  ])('%s, %s: no role, no tenure, no move, no hook, whatever the headline says', (title, company) => {
    const position = { title, ...(company && { company }) };
    for (const dates of ['Nov 2024 - Present', 'mai 2015 - aujourd’hui', undefined]) {
      const experience = [{ ...position, ...(dates && { dates }) }, before];
      const insights = analyse(sightingOf({ headline: 'Sales Manager at Orvane', experience }), now);
      expect([insights.facts, insights.hooks]).toEqual([[], []]);
    }
    const back = working({ title: 'CFO', company: 'Talvero', dates: 'Oct 2026 - Present' }, { ...position, dates: 'Nov 2024 - Sep 2026' });
    expect(fact(back, 'move')).toBeUndefined();
    const beside = working({ ...position, dates: 'Nov 2024 - Present' }, { title: 'Mentor', company: 'Talvero', dates: '2022 - Present' });
    expect(fact(beside, 'role')?.title).toBe('Mentor');
  });

  it.each([
    'Ingénieur en recherche et développement',
    'Vice-présidente à la recherche',
    'Directrice en recherche clinique',
    'Coach en reconversion professionnelle',
    "Conseillère en recherche d'emploi",
    'Gestionnaire retraite',
    'HR Manager (maternity leave cover)',
    'Career transition coach',
    'Travel Manager',
    'Relocation Consultant',
    'Caregiver',
  ])('but %s is one', (title) => {
    expect(fact(working({ title, company: 'Talvero', dates: 'Nov 2024 - Present' }), 'role')?.title).toBe(title);
  });
});

describe('hooks from positions', () => {
  const before = { title: 'Sales Manager', company: 'Orvane', dates: 'Jan 2015 - Apr 2016' };
  it.each<[string, string, Position[], Hook['kind'][]]>([
    ['this month', 'Nov 2026 - Present', [], ['newRole']],
    ['six months ago', 'May 2026 - Present', [], ['newRole']],
    ['seven months ago', 'Apr 2026 - Present', [], []],
    ['six months ago elsewhere: one hook, not two', 'May 2026 - Present', [{ ...before, dates: '2019 - Apr 2026' }], ['newRole']],
    ['eight months ago elsewhere', 'Mar 2026 - Present', [{ ...before, dates: '2019 - Mar 2026' }], ['companyMove']],
    ['eleven months ago elsewhere', 'Dec 2025 - Present', [{ ...before, dates: '2019 - Nov 2025' }], ['companyMove']],
    ['eleven months ago, promoted', 'Dec 2025 - Present', [{ ...before, company: 'Talvero', dates: '2024 - Nov 2025' }], ['promotion']],
    ['a year ago elsewhere', 'Nov 2025 - Present', [{ ...before, dates: '2019 - Oct 2025' }], ['anniversary']],
    ['a year ago, promoted', 'Nov 2025 - Present', [{ ...before, company: 'Talvero', dates: '2024 - Oct 2025' }], ['anniversary']],
    ['13 months ago elsewhere', 'Oct 2025 - Present', [{ ...before, dates: '2019 - Oct 2025' }], []],
    ['two months ago, promoted', 'Sep 2026 - Present', [{ ...before, company: 'Talvero', dates: 'Jan 2024 - Sep 2026' }], ['promotion']],
    ['ten months ago, promoted', 'Jan 2026 - Present', [{ ...before, company: 'Talvero', dates: 'Jan 2024 - Dec 2025' }], ['promotion']],
    [
      'ten months ago, same level',
      'Jan 2026 - Present',
      [{ ...before, title: 'Marketing Director', company: 'Talvero', dates: '2024 - Dec 2025' }],
      [],
    ],
    ['two years ago', 'Nov 2024 - Present', [], ['anniversary']],
    ['two years ago next month', 'Dec 2024 - Present', [], []],
    ['two years and a month ago', 'Oct 2024 - Present', [], []],
    ['two years ago, month unknown', '2024 - Present', [], []],
    ['this year, month unknown', '2026 - Present', [], []],
    ['four years and a half ago', 'May 2022 - Present', [], []],
    ['five years and a half ago', 'May 2021 - Present', [], ['longTenure']],
    ['five years ago, said once', 'Nov 2021 - Present', [], ['anniversary']],
    ['more than five years ago', 'Dec 2020 - Present', [], ['longTenure']],
    ['two titles in one company', 'May 2023 - Present', [{ ...before, company: 'Talvero', dates: 'Jan 2018 - Apr 2023' }], ['longTenure']],
    ['back after years', 'May 2023 - Present', [{ ...before, company: 'Talvero', dates: 'Jan 2012 - Apr 2016' }], []],
    ['next year', 'Jan 2027 - Present', [], []],
  ])('begun %s', (_, dates, others, kinds) => {
    expect(hooks(working({ title: 'Sales Director', company: 'Talvero', dates }, ...others))).toEqual(kinds);
  });

  it('name their subject, years and date', () => {
    const insights = working(
      { title: 'Sales Director', company: 'Talvero', dates: 'Nov 2023 - Present' },
      { title: 'Sales Manager', company: 'Talvero', dates: 'Dec 2016 - Oct 2023' },
    );
    expect(insights.hooks).toEqual([
      { kind: 'anniversary', subject: 'Talvero', years: 3, evidence: { place: 'experience', quote: 'Talvero', date: '2023-11' } },
      { kind: 'longTenure', subject: 'Talvero', years: 10, evidence: { place: 'experience', quote: 'Talvero', date: '2016-12' } },
    ]);
  });

  it.each([
    ['2026-10-31T23:59:59Z', []],
    ['2026-11-01T00:00:00Z', ['anniversary']],
    ['2026-11-30T23:59:59Z', ['anniversary']],
    ['2026-12-01T00:00:00Z', []],
  ])('an anniversary is said from the first day of its month on, for 30 days: %s', (at, kinds) => {
    const experience = [{ title: 'Sales Director', company: 'Talvero', dates: 'Nov 2023 - Present' }];
    expect(hooks(analyse(sightingOf({ experience }), new Date(at)))).toEqual(kinds);
  });

  it.each<[string, string | undefined, string, Hook['kind'][]]>([
    ['Fondatrice et présidente', undefined, 'May 2019 - Present', []],
    ['Fondatrice et présidente', undefined, 'Feb 2026 - Present', []],
    ['Co-Founder & CTO', undefined, 'Nov 2019 - Present', ['anniversary']],
    ['CEO', 'Founder & CEO at Talvero', 'May 2019 - Present', []],
    ['CEO', 'CEO at Talvero', 'May 2019 - Present', ['longTenure']],
    ['CEO', 'CEO at Talvero', 'Feb 2026 - Present', ['companyMove']],
  ])('do not tell a founder that they joined or stay: %s, %s, %s', (title, headline, dates, kinds) => {
    const experience = [
      { title, company: 'Talvero', dates },
      { title: 'Consultant', company: 'Orvane', dates: '2015 - 2019' },
      { title: 'Consultant', company: 'Orvane', dates: 'Jan 2016 - Jan 2026' },
    ];
    expect(hooks(analyse(sightingOf({ experience, ...(headline && { headline }) }), now))).toEqual(kinds);
  });
});

describe('hooks from what the person wrote', () => {
  it.each([
    [
      'I am passionate about sales. We took the Lyon warehouse from 2 to 14 loading docks in one winter. Feel free to contact me!',
      'We took the Lyon warehouse from 2 to 14 loading docks in one winter.',
    ],
    [
      "Passionnée par l'humain. Depuis 2019, nous aidons les scieries du Jura à vendre leurs chutes de bois. N'hésitez pas à me contacter au 06 12 34 56 78.",
      'Depuis 2019, nous aidons les scieries du Jura à vendre leurs chutes de bois.',
    ],
  ])('a concrete sentence, whole: %s', (about, quote) => {
    expect(written(about)).toBe(quote);
  });

  it.each([
    ['a commonplace', 'I am a results-driven leader with a proven track record of 10 years in the SaaS industry and more.'],
    ['nothing concrete', 'I like to think about how people work and what they need to be good at their jobs.'],
    ['a contact line', 'For more about this write to me at hello@talvero.example or call the office on 01 23 45 67 89.'],
    ['health', 'After I was told of my cancer in 2019 I left Paris for the mountains and wrote the first of 3 books.'],
    ['health, in French', 'Depuis mon burn-out en 2019 je suis dans les Vosges avec mes 3 associés pour bâtir des cabanes.'],
    ['religion', 'I have been the treasurer of the Methodist church in Leeds for 12 years and it is a good school for budgets.'],
    ['politics', 'In 2020 I was elected to the council of my town for the Green list, and this is what I learnt of it.'],
    ['union', 'Je suis depuis 2018 le délégué syndical de notre usine de Brest avec les 40 ouvriers qui y travaillent.'],
    ['orientation', 'We have run the LGBT network of the Paris office with 40 colleagues for 5 years and it is growing.'],
    ['gender', 'I am one of the 12 women who have run the Antwerp harbour pilots since 2011, and we are proud of it.'],
    ['age', 'I am 58 years old and have sold pumps to the mines of Silesia for the same 3 families all the time.'],
    ['an aunt', 'J’ai fondé la maison Lumarelle en 2021 avec une échelle, deux clients et un prêt de ma tante.'],
    ['a brother lost', 'In 2014 I lost my brother and moved to Cork, where I have sold boats to the islands from that day.'],
    ['a mourning', 'Après un deuil en 2018, je suis à Brest avec les 40 ouvriers du chantier pour bâtir des voiliers.'],
    ['a funeral', 'The day of the funeral in 2019 was the day that we signed the 12 harbours of the west of Ireland.'],
    ['a stay in hospital', 'I wrote the first of my 3 books from a bed in the hospital of Leeds, and it was sold in 12 shops.'],
    ['a stay in hospital, in French', 'Mes 4 mois à l’hôpital de Rennes en 2017 sont pour moi le début de notre atelier et je le dis.'],
    ['a layoff', 'We were laid off in 2020 and that is how the 12 of us came to build the ferries of the Orkney line.'],
    ['a layoff, in French', 'Le plan social de 2019 est pour nous le début : avec 12 collègues nous avons repris l’usine de Brest.'],
    ['a dismissal', 'Licenciée en 2015, je suis depuis à la tête de 3 ateliers qui réparent les bateaux de Concarneau.'],
    ['a redundancy', 'After redundancy in 2019 we have built a team of 12 that repairs the lifts of the towers of Leeds.'],
    ['a parish', 'Je suis depuis 2012 le trésorier de la paroisse et les comptes de Saint-Malo sont pour moi une école.'],
    ['a mandate', 'Mon mandat de 2014 à 2020 est pour moi une école, avec les 40 agents de la ville de Concarneau.'],
    ['another language', 'Od 2019 roku pomagamy tartakom z Podhala sprzedawać odpady drewna, a w 2022 otworzyliśmy Kraków.'],
  ])('not %s', (_, about) => {
    expect(written(about)).toBeUndefined();
  });

  it.each([
    'Nous équipons les 40 hôpitaux de Normandie et de Bretagne avec des lits qui pèsent le moins sur le dos.',
    'In 2016 I lost a deal of the year because I sent a proposal that nobody at Orvane had asked for.',
    'The selection of the 12 suppliers of our parent company has taken us from March to the end of June.',
    'We have moved the 300 third-party contracts of Talvero to one ledger with the team of the Leeds office.',
  ])('an ordinary matter stays: %s', (about) => {
    expect(written(about)).toBe(about);
  });

  it.each([
    ['CFO at Orvane | Author of Slow Ledgers', 'Author of Slow Ledgers'],
    ['DAF chez Orvane | Je raconte les coulisses des PME du Morvan', 'Je raconte les coulisses des PME du Morvan'],
    ['CFO at Orvane | Passionate about people and the planet', undefined],
    ['CFO at Orvane | Sales Director for the north', undefined],
    ['CFO at Orvane', undefined],
    ['CFO | Mother of three and proud of it', undefined],
    ['CFO | Open to work from the coast', undefined],
    ['CFO | #finance #growth for the win', undefined],
    ['CFO | Gen AI in Logistics', undefined],
    ['CFO | Zakochany w górach i w liczbach', undefined],
  ])('headline "%s" gives %s', (headline, quote) => {
    expect(hook(analyse(sightingOf({ headline }), now), 'headline')?.evidence.quote).toBe(quote);
  });
});

/** The kinds of hooks that a position gives at different ages of it. */
const kindsOf = (title: string, company: string) =>
  ['Sep 2026 - Present', 'Mar 2026 - Present', 'Nov 2023 - Present', 'May 2019 - Present'].flatMap((dates) =>
    hooks(working({ title, company, dates }, { title: 'Consultant', company: 'Orvane', dates: 'Jan 2010 - Feb 2019' })),
  );

describe('names that are a private matter', () => {
  it.each([
    ['Project Manager', 'CGT'],
    ['Chargé de communication', 'CFDT Bretagne'],
    ['Secrétaire départemental', 'FO'],
    ['Juriste', 'Syndicat des marins'],
    ['Déléguée syndicale', 'Talvero'],
    ['Organiser', 'Teachers’ Union of Leeds'],
    ['Élue CSE', 'Talvero'],
    ['Déléguée du personnel', 'Talvero'],
    ['Volunteer Deacon', 'Talvero'],
    ['Diacre', 'Diocèse de Quimper'],
    ['Pastor', 'Grace Chapel'],
    ['Pasteure', 'Temple de Nîmes'],
    ['Imam', 'Talvero'],
    ['Rabbin', 'Talvero'],
    ['Treasurer', 'Saint Brannoc Parish'],
    ['Organiste', 'Paroisse Saint-Yves'],
    ['Accountant', 'Church of Marrowdale'],
    ['Comptable', 'Église de Valcendre'],
    ['Teacher', 'Yeshiva of Marrowdale'],
    ['Teacher', 'Madrasa of Oskerby'],
    ['Campaign Manager', 'Party of the North'],
    ['Trésorière', 'Parti de la Lande'],
    ['Conseiller municipal', 'Ville de Valcendre'],
    ['Maire adjointe', 'Ville de Valcendre'],
    ['Town Councillor', 'Marrowdale'],
    ['Députée', 'Assemblée nationale'],
    ['Attachée parlementaire', 'Sénat'],
    ['Mandat local', 'Valcendre'],
    ['Co-chair', 'LGBTQ+ network'],
    ['Volunteer', 'Marrowdale Cancer Circle'],
  ])('%s, %s: nothing', (title, company) => {
    expect(kindsOf(title, company)).toEqual([]);
  });

  it.each([
    ['Sales Director', 'Union Square Hospitality'],
    ['Analyst', 'Western Union'],
    ['Branch Manager', 'Marrowdale Credit Union'],
    ['Policy Officer', 'European Union'],
    ['Developer Evangelist', 'Talvero'],
    ['Infirmière', 'Hôpital Saint-Yves'],
    ['Radiographer', 'Marrowdale Children’s Hospital'],
    ['Funeral Director', 'Marrowdale Farewells'],
    ['Responsable de la sélection', 'Talvero'],
    ['Responsable de la politique commerciale', 'Talvero'],
    ['Third-Party Risk Manager', 'Talvero'],
    ['Head of Content Syndication', 'Talvero'],
    ['Syndic de copropriété', 'Talvero'],
    ['Mandataire immobilier', 'Talvero'],
    ['Organisatrice de séminaires', 'Talvero'],
    ['Chercheuse', 'Institut Pasteur'],
    ['Vendeuse', 'Christian Dior'],
    ['Underwriter', 'Churchill Insurance'],
    ['Buyer', 'Brothers & Daughters Shoes'],
    ['Rédactrice', 'Marie Claire'],
    ['Race Director', 'Talvero'],
    ['Gestionnaire administration du personnel', 'Rabbit & Talvero'],
    ['Agent administratif', 'Mairie de Valcendre'],
    ['Chargée de mission', 'Ministère de la Culture'],
  ])('%s, %s: an ordinary matter', (title, company) => {
    expect(kindsOf(title, company)).toEqual(['newRole', 'companyMove', 'anniversary', 'longTenure']);
  });

  it.each([
    ['Yeshiva University', undefined],
    ['Medersa d’Oskerby', undefined],
    ['Grand séminaire de Valcendre', undefined],
    ['Institut catholique de Valcendre', undefined],
    ['Temple University', 'Temple University'],
    ['London School of Economics and Political Science', 'London School of Economics and Political Science'],
    ['Université Pierre et Marie Curie', 'Université Pierre et Marie Curie'],
    ['Lycée Gay-Lussac', 'Lycée Gay-Lussac'],
    ['Lycée Louis Pasteur', 'Lycée Louis Pasteur'],
  ])('school %s: %s', (school, subject) => {
    expect(hook(analyse(sightingOf({ education: [{ school }] }), now), 'school')?.subject).toBe(subject);
    const two = sightingOf({ education: [{ school }, { school: 'Lycée du Port' }] });
    expect(hook(analyse(two, now), 'school')?.subject).toBe(subject ?? 'Lycée du Port');
  });
});

describe('hooks of last resort', () => {
  it('school, the first shown, with the year it was left', () => {
    const education = [{ school: 'Ecole des Tilleuls', degree: 'Master', dates: '2011 - 2013' }, { school: 'Lycée du Port' }];
    expect(analyse(sightingOf({ education }), now).hooks).toEqual([
      { kind: 'school', subject: 'Ecole des Tilleuls', evidence: { place: 'education', quote: 'Ecole des Tilleuls', date: '2013' } },
    ]);
  });

  it('comes after what has just happened', () => {
    const experience = [{ title: 'CTO', company: 'Orvane', dates: 'Oct 2026 - Present' }];
    expect(hooks(analyse(sightingOf({ experience, education: [{ school: 'Ecole des Tilleuls' }] }), now))).toEqual(['newRole', 'school']);
  });

  it.each([
    ['Italian', 'Professional working proficiency', true],
    ['Italian', 'Full professional proficiency', true],
    ['Japonais', 'Compétence professionnelle', true],
    ['Néerlandais', 'Capacité professionnelle complète', true],
    ['Dutch', 'Limited working proficiency', false],
    ['Néerlandais', 'Compétence professionnelle limitée', false],
    ['Dutch', 'Elementary proficiency', false],
    ['Breton', 'Notions', false],
    ['American Sign Language', 'Professional working proficiency', false],
    ['Italian', 'Native or bilingual proficiency', false],
    ['Polonais', 'Langue maternelle', false],
    ['Portugais', 'Bilingue ou langue natale', false],
    ['English', 'Full professional proficiency', false],
    ['Français', 'Professional working proficiency', false],
    ['Angielski', 'Pełna biegłość zawodowa', false],
    ['Italian', undefined, false],
  ])('language %s, %s: %s', (name, level, found) => {
    const insights = analyse(sightingOf({ languages: [{ name, ...(level && { level }) }] }), now);
    expect(fact(insights, 'language')?.language).toBe(name);
    expect(hooks(insights)).toEqual(found ? ['language'] : []);
  });

  it('none at all is an answer', () => {
    expect(analyse(sightingOf({}), now)).toEqual({
      engine: 'local',
      version: 2,
      facts: [],
      hooks: [],
      style: { outcome: 'notEnoughText', words: 0 },
      topics: [],
    });
  });
});

it.each([
  ['fr', 'Nous aidons les équipes à vendre mieux avec des outils simples, et je suis heureuse de vous parler de notre métier.'],
  ['en', 'We help teams to sell better with simple tools, and I am happy to talk to you about the craft of our trade.'],
  [undefined, 'We sell the tools.'],
  [undefined, 'Pomagamy zespołom sprzedawać lepiej dzięki prostym narzędziom, a o naszym rzemiośle chętnie opowiem.'],
  [undefined, 'Wir helfen Teams, besser zu verkaufen, mit einfachen Werkzeugen, und ich spreche gern über das Handwerk des Verkaufens.'],
  [
    undefined,
    'Wij helpen teams om beter te verkopen. Het is een vak van geduld, of we nu bellen of schrijven, en het werk is nooit klaar als we is zeggen of we.',
  ],
  [undefined, 'Ayudamos a los equipos a vender mejor con herramientas sencillas y me gusta hablar de la artesanía de nuestro oficio.'],
])('language of the texts: %s', (language, about) => {
  expect(analyse(sightingOf({ about }), now).language).toBe(language);
});

function employee(name: string, title: string, before: string) {
  return analyse(
    sightingOf({
      name,
      headline: `${title} chez Talvero | Je raconte les coulisses des PME`,
      about: 'Nous avons ouvert 3 ateliers à Nantes en 2021 avec les artisans du quartier, pour la région.',
      experience: [
        { title, company: 'Talvero', dates: 'mars 2026 - présent' },
        { title: before, company: 'Talvero', dates: 'mai 2015 - févr. 2026' },
      ],
      education: [{ school: 'Ecole des Tilleuls' }],
    }),
    now,
  );
}

it('sees nothing in a first name or in the gender of a title', () => {
  const her = employee('Aïcha Quintrec', 'Directrice commerciale', 'Vendeuse confirmée');
  const him = employee('Jean Quintrec', 'Directeur commercial', 'Vendeur confirmé');
  expect(hooks(her)).toEqual(['promotion', 'longTenure', 'about', 'headline', 'school']);
  const feminine = { 'Directeur commercial': 'Directrice commerciale', 'Vendeur confirmé': 'Vendeuse confirmée' };
  const swapped = Object.entries(feminine).reduce((json, [his, hers]) => json.replaceAll(his, hers), JSON.stringify(him));
  expect(JSON.parse(swapped)).toEqual(her);
});

/** Any text, with the words mixed in that the engine looks for. */
const textWith = (words: string[]) =>
  array(oneof(constantFrom(...words), string({ unit: 'binary', maxLength: 8 })), { maxLength: 30 })
    .map((all) => all.join('').trim().slice(0, 400).trim())
    .filter((text) => text !== '');

describe('for any sighting', () => {
  const titleWords = [
    'CEO',
    'Directrice',
    'ex-',
    'Head of',
    ' & ',
    ' at ',
    'chez',
    ' | ',
    'Sales',
    '𝗖𝗧𝗢',
    'é',
    '\u00a0',
    'retraité',
    ', ',
    ' - ',
    '(e)',
  ];
  const dateWords = [
    'Jan 2020',
    'Present',
    ' - ',
    'mars 2026',
    ' – ',
    'aujourd’hui',
    '2019',
    '2026',
    ' · 3 yrs',
    'depuis ',
    'obecnie',
    'Dec 2021',
  ];
  const aboutWords = [
    'We ',
    'the ',
    'of ',
    'nous ',
    'et ',
    'les ',
    'pour ',
    '2019 ',
    'Lyon ',
    '. ',
    '! ',
    '\n',
    '• ',
    'passion ',
    'sold pumps to the mines ',
  ];
  const sightings = record(
    {
      headline: textWith(titleWords),
      location: textWith(['Lyon', ', ', 'France']),
      company: textWith(['Talvero', 'Orvane', ' · CDI']),
      school: textWith(['Ecole']),
      about: textWith(aboutWords),
      experience: array(
        record(
          {
            title: textWith(titleWords),
            company: textWith(['Talvero', 'Orvane', ' · CDI']),
            dates: textWith(dateWords),
            description: textWith(aboutWords),
          },
          { requiredKeys: ['title'] },
        ),
        { maxLength: 6 },
      ),
      education: array(
        record(
          { school: textWith(['Ecole ', 'des ']), degree: textWith(['Master']), dates: textWith(dateWords) },
          { requiredKeys: ['school'] },
        ),
        {
          maxLength: 3,
        },
      ),
      languages: array(
        record({ name: textWith(['Italian', 'French']), level: textWith(['Native', 'Elementary']) }, { requiredKeys: ['name'] }),
        {
          maxLength: 3,
        },
      ),
    },
    { requiredKeys: [] },
  ).map((fields) => Sighting.parse(sightingOf(fields)));
  const instants = date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

  it('answers in the agreed shape, twice the same, and every quote stands in its place', () => {
    assert(
      property(sightings, instants, (sighting, at) => {
        const before = structuredClone(sighting);
        const insights = analyse(sighting, at);
        expect(Insights.parse(insights)).toEqual(insights);
        expect(analyse(sighting, at)).toEqual(insights);
        expect(sighting).toEqual(before);
        for (const { evidence } of [...insights.facts, ...insights.hooks]) expect(stands(sighting, evidence)).toBe(true);
        expect(new Set(hooks(insights)).size).toBe(insights.hooks.length);
      }),
      { numRuns: 1000 },
    );
  });
});

it('what version 1 has said, without style and topics, is still read', () => {
  const stored = { engine: 'local', version: 1, facts: [], hooks: [] };
  expect(Insights.parse(stored)).toEqual(stored);
});
