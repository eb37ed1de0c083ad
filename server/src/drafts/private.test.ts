import { expect, test } from 'vitest';
import { touchesPrivateMatter } from '@wellmet/shared/drafts/private';
import { isPrivate } from '../analysis/private.ts';
import { heldOutTitles, tuningTitles } from '../analysis/titles.labelled.ts';

/** One or more of each matter of the engine's list. */
const matters =
  `cancer care lead, RQTH, malade, diabète, ADHD coach, VIH, sclérose, addictologie, rehab, église, church, catholique, protestante, mormon,
  muslim chaplain, islamique, imam, mosquée, medersa, jewish museum, juive, rabbin, hindu temple, sikh, bouddhiste, religious, foi, bible, theology, pastor,
  priest, prêtre, bishop, évêque, diocèse, paroisse, aumônier, nun, moine, couvent, seminarian, missionary, Salvation Army, Armée du Salut, politique,
  élection, élue locale, parti, mandat, militante, activist, maire, mayor, councillor, conseillère régionale, conseil municipal, députée, sénateur,
  ministre, congresswoman, democrat, républicain, socialiste, union rep, syndicat, CGT, CFDT, FO, SUD Rail, SEIU, UNISON, CSE, works council,
  comité d’entreprise, shop steward, déléguée du personnel, gay, LGBT, queer, ethnic, immigrant, réfugié, sign language, African American, Quaker,
  Scientology, yeshiva, shabbat, kosher, Vatican, spirituel, Brexit, neurodivergent, Alzheimer`
    .split(',')
    .map((matter) => matter.trim());

test.each(matters)('what the engine keeps from its hooks, a draft keeps from its sentences: %s', (matter) => {
  expect([isPrivate(matter), touchesPrivateMatter(matter)]).toEqual([true, true]);
});

test('titles that the engine takes for private, drafts do; and next to no others', () => {
  const titles = [...tuningTitles, ...heldOutTitles].map(([title]) => title);
  expect(titles.filter((title) => isPrivate(title) && !touchesPrivateMatter(title))).toEqual([]);
  expect(titles.filter((title) => touchesPrivateMatter(title) && !isPrivate(title))).toEqual([]);
});
