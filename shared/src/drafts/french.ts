/** What French joins: "de" with what follows it, and the article of a company that is called by a common noun. */

/** Words with a silent h that people write about. */
const silentH =
  /^h(?:abit|armon|ebdo|ebergement|eure|eritage|istoire|omme|onneur|onoraire|opita|oraire|orlog|ospital|otel|otell|uile|umain|umanit|ydr|ygien|ypothe)/;

const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** "de" before any words: "d’achats", "du transport", "des stocks", "de vos tournées". */
export function de(words: string): string {
  const [, article, rest = ''] = /^(les?)\s+(.*)$/iu.exec(words) ?? [];
  if (article !== undefined) return `${article.toLowerCase() === 'le' ? 'du' : 'des'} ${rest}`;
  const start = folded(words);
  const isElided = (/^[aeiou]/.test(start) && !/^(?:onz|oui\b|un\b)/.test(start)) || /^y(?!a|o|e)/.test(start) || silentH.test(start);
  return isElided || /^une?\b/.test(start) ? `d’${words}` : `de ${words}`;
}

/** Common nouns that companies are called by, with their article. */
const nouns: Record<'l’' | 'la ' | 'le ' | 'les ', string> = {
  'l’': 'universite ecole institut agence association academie hopital union',
  'la ':
    'ville mairie fondation banque caisse chambre region metropole clinique cooperative societe compagnie prefecture federation mutuelle',
  'le ': 'ministere centre conseil departement groupe college lycee laboratoire musee theatre chu chru rectorat cabinet syndicat',
  'les ': 'editions galeries hospices laboratoires transports ateliers etablissements cafes',
};

/** The first word of its name, where that is such a noun. */
function articleOf(company: string): keyof typeof nouns | undefined {
  const [first = '', second] = folded(company).split(/\s+/u);
  // "Centre" alone is a name; "École de design" is a school.
  if (second === undefined) return undefined;
  return (Object.keys(nouns) as (keyof typeof nouns)[]).find((article) => nouns[article].split(' ').includes(first));
}

/** "chez Nordlys", "à l’Université de Lyon", "au Groupe Vauquelin". */
export function at(company: string): string {
  const article = articleOf(company);
  if (article === undefined) return `chez ${company}`;
  return { 'l’': `à l’${company}`, 'la ': `à la ${company}`, 'le ': `au ${company}`, 'les ': `aux ${company}` }[article];
}

/** "de Nordlys", "d’Orvane", "de l’Université de Lyon", "du Groupe Vauquelin". */
export function of(company: string): string {
  const article = articleOf(company);
  if (article === undefined) return de(company);
  return { 'l’': `de l’${company}`, 'la ': `de la ${company}`, 'le ': `du ${company}`, 'les ': `des ${company}` }[article];
}

/** "Nordlys", "l’Université de Lyon": behind a verb. */
export function named(company: string): string {
  return `${articleOf(company) ?? ''}${company}`;
}

const lowered =
  /^(?:adjointe?|acheteu(?:r|se)|administrat(?:eur|rice)|agente?|analyste|animat(?:eur|rice)|architecte|assistante?|associee?|attachee?|avocate?|cadre|charge?e?|cheffe?|co-?fondat(?:eur|rice)|co-?gerante?|commerciale?|comptable|conduct(?:eur|rice)|conseillere?|conseiller|consultante?|contremaitre|controleu(?:r|se)|coordinat(?:eur|rice)|delegue?e?|developpeu(?:r|se)|direct(?:eur|rice)|dirigeante?|enseignante?|expert(?:e)?|fondat(?:eur|rice)|formateur|formatrice|gerante?|gestionnaire|infirmiere?|infirmier|ingenieure?|juriste|medecin|pharmacien(?:ne)?|pilote|presidente?|professeure?|redact(?:eur|rice)|referente?|responsable|secretaire|technicien(?:ne)?|vendeu(?:r|se)|vice-presidente?)(?![\p{L}-])/u;

/** A French title within a sentence has no capital; an English one keeps its own. */
export function title(written: string): string {
  return lowered.test(folded(written)) ? `${written.charAt(0).toLowerCase()}${written.slice(1)}` : written;
}
