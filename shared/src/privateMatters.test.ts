import { expect, test } from 'vitest';
import { isPrivate } from './privateMatters.ts';

/** One or more of each matter. */
const matters =
  `cancer care lead, RQTH, malade, diabète, ADHD coach, VIH, sclérose, addictologie, rehab, église, church, catholique, protestante, mormon,
  muslim chaplain, islamique, imam, mosquée, medersa, jewish museum, juive, rabbin, hindu temple, sikh, bouddhiste, religious, foi, bible, theology, pastor,
  priest, prêtre, bishop, évêque, diocèse, paroisse, aumônier, nun, moine, couvent, seminarian, missionary, Salvation Army, Armée du Salut, politique,
  élection, élue locale, parti, mandat, militante, activist, maire, mayor, councillor, conseillère régionale, conseil municipal, députée, sénateur,
  ministre, congresswoman, democrat, républicain, socialiste, union rep, syndicat, CGT, CFDT, FO, SUD Rail, SEIU, UNISON, CSE, works council,
  comité d’entreprise, shop steward, déléguée du personnel, gay, LGBT, queer, ethnic, immigrant, réfugié, sign language, African American, Quaker,
  Scientology, yeshiva, shabbat, kosher, Vatican, spirituel, Brexit, neurodivergent, Alzheimer, young widows, pregnancy, divorce, survivors`
    .split(',')
    .map((matter) => matter.trim());

test.each(matters)('no hook and no draft touches %s', (matter) => {
  expect(isPrivate(matter)).toBe(true);
});

test.each([
  'European Union affairs',
  'Credit union manager',
  'Institut Pasteur',
  'Directeur de la politique commerciale',
  'Christian Dior',
  'Third-party risk',
])('what holds such a word without meaning it is ordinary: %s', (name) => expect(isPrivate(name)).toBe(false));
