import { describe, expect, it } from 'vitest';
import { heldOutTitles, tuningTitles, type LabelledTitle } from './titles.labelled.ts';
import { readTitle } from './titles.ts';

function right(of: (row: LabelledTitle) => boolean): number {
  return heldOutTitles.filter(of).length / heldOutTitles.length;
}

describe('readTitle', () => {
  it.each(tuningTitles)('tuning: %s → %s, %s', (title, seniority, jobFunction) => {
    const meaning = readTitle(title);
    expect([meaning.seniority, meaning.function]).toEqual([seniority, jobFunction]);
  });

  it('measures on titles it was not tuned with', () => {
    const seniority = right(([title, label]) => readTitle(title).seniority === label);
    const jobFunction = right(([title, , label]) => readTitle(title).function === label);
    console.info(
      `titles: ${tuningTitles.length} tuning, ${heldOutTitles.length} held out: seniority ${(seniority * 100).toFixed(1)} %, function ${(jobFunction * 100).toFixed(1)} %`,
    );
    expect(seniority).toBeGreaterThanOrEqual(0.95);
    expect(jobFunction).toBeGreaterThanOrEqual(0.92);
  });

  it('has no title twice', () => {
    const titles = [...tuningTitles, ...heldOutTitles].map(([title]) => title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });

  it.each([
    ['Directeur commercial', 'Directrice commerciale'],
    ['Fondateur', 'Fondatrice'],
    ['Développeur', 'Développeuse'],
    ['Chargé de recrutement', 'Chargée de recrutement'],
    ['Chargé(e) de recrutement', 'Chargée de recrutement'],
    ['Chef·fe de projet', 'Cheffe de projet'],
    ['Directeur·rice marketing', 'Directrice marketing'],
    ['Vendeur/euse', 'Vendeuse'],
    ['Président', 'Presidente'],
    ['Infirmier', 'Infirmière'],
    ['Acheteur', 'Acheteuse'],
    ['Chairman', 'Chairwoman'],
    ['Salesman', 'Saleswoman'],
    ['𝗖𝗘𝗢', 'C.E.O.'],
    ['CEO', 'Ceo'],
    ['Sales Director at Marketing & Finance Partners', 'Sales Director'],
  ])('%s means what %s means', (one, other) => {
    expect(readTitle(one)).toEqual(readTitle(other));
    expect(readTitle(one).seniority).toBeDefined();
  });
});
