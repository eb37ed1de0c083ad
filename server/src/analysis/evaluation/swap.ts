import type { Sighting } from '@wellmet/shared/sighting';
import { mapTexts } from './mapTexts.ts';

type Forms = readonly [his: string, hers: string];

/** Words that tell a gender, masculine and feminine: titles as the profiles have them, and what stands beside them. */
const pairs: Record<'en' | 'fr', readonly Forms[]> = {
  en: pairsIn(`he she, him her, his her, himself herself, man woman, men women, father mother, grandfather grandmother, brother sister, boy girl, Mr Mrs,
    salesman saleswoman, chairman chairwoman, husband wife, son daughter`),
  fr: pairsIn(`il elle, celui celle, Monsieur Madame, père mère, frère sœur, directeur directrice, fondateur fondatrice, cofondateur cofondatrice, président présidente,
    vice-président vice-présidente, gérant gérante, acheteur acheteuse, vendeur vendeuse, chargé chargée, chef cheffe, conseiller conseillère, infirmier infirmière,
    ingénieur ingénieure, avocat avocate, associé associée, assistant assistante, alternant alternante, apprenti apprentie, étudiant étudiante, rédacteur rédactrice,
    indépendant indépendante, développeur développeuse, technicien technicienne, consultant consultante, retraité retraitée, délégué déléguée,
    mécanicien mécanicienne, magasinier magasinière, préparateur préparatrice, contrôleur contrôleuse, approvisionneur approvisionneuse,
    maître maîtresse, ancien ancienne, collaborateur collaboratrice,
    adjoint adjointe, passionné passionnée, venu venue, resté restée, devenu devenue, prudent prudente, revenu revenue, convaincu convaincue, voisin voisine,
    expert experte, monteur monteuse, grutier grutière, fournisseur fournisseuse, distributeur distributrice, discret discrète`),
};

/** Adjectives of titles; elsewhere they have the gender of other things ("en général"). */
const inTitles = formsOf(
  pairsIn(
    'général générale, commercial commerciale, financier financière, administratif administrative, régional régionale, syndical syndicale',
  ),
);

function pairsIn(list: string): Forms[] {
  return list.split(',').map((pair) => {
    const [his = '', hers = ''] = pair.trim().toLowerCase().split(' ');
    return [his, hers];
  });
}

/** Determiners have the gender of the thing that they stand before: they change only with one of the words above. */
const determiners = formsOf(pairsIn('un une, mon ma, ce cette, le la'));

/** First names to swap in, of different lengths, origins and meanings. */
const firstNames = ['Jean-Pierre', 'Aïcha', 'Marie', 'Mohamed', 'Wei', 'Constance', 'Will', 'Anne Sophie', 'Christian', 'Olga'];

/** Every word that has a gender in its masculine form, then in its feminine one, each with two other first names: what the engine says must not change by it. */
export function swapped(sighting: Sighting, language: 'en' | 'fr'): Sighting[] {
  return ([0, 1] as const).flatMap((to) => {
    const sentences = (text: string) => inForm(text, to, forms[language], language === 'fr' ? determiners : undefined);
    const titles = (text: string) => inForm(sentences(text), to, inTitles);
    const other = mapTexts(sighting, { sentences, titles });
    const at = sighting.name.length + 5 * to;
    return [at, at + 1].map((n) => ({ ...other, name: sighting.name.replace(/^\S+/u, firstNames[n % firstNames.length] ?? '') }));
  });
}

const forms = {
  en: formsOf(pairs.en),
  fr: formsOf([...pairs.fr, ...pairs.fr.filter(([his]) => !his.endsWith('x')).map(([his, hers]) => [`${his}s`, `${hers}s`] as const)]),
};

function formsOf(list: readonly Forms[]): Map<string, Forms> {
  return new Map(list.flatMap((pair) => pair.map((word) => [word, pair] as const)));
}

function inForm(text: string, to: 0 | 1, known: Map<string, Forms>, before?: Map<string, Forms>): string {
  return text.replaceAll(/([\p{L}-]+)(?=(?: ([\p{L}-]+))?)/gu, (all, word: string, next: string | undefined) => {
    const isBeforeKnown = next !== undefined && known.has(next.toLowerCase());
    const other = (known.get(word.toLowerCase()) ?? (isBeforeKnown ? before?.get(word.toLowerCase()) : undefined))?.[to];
    if (other === undefined) return all;
    return /^\p{Lu}/u.test(word) ? other.slice(0, 1).toUpperCase() + other.slice(1) : other;
  });
}
