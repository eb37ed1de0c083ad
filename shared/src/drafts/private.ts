/**
 * Matters that no draft touches, wherever they stand: health, religion, politics, union, orientation, origin, family. The analysis leaves them out
 * of its hooks already, with a finer list of its own; roles and companies are facts there and come here unfiltered, so this one
 * stands guard again. Wide on purpose: a sentence less is cheap. product.md 7.
 */
const beginnings = [
  'cancer|tumou?r|disab|handicap|illness|malad|diabet|depressi|burn.?out|autis|dyslex|sclero|addict|alcooli|alcoholi|rehab|wheelchair|neurodiv|alzheimer|sign language|langues? des signes',
  'church|eglise|christian(?!e|a)|chretien|cathol|protestan|evangeli(?:cal|que)|methodis|baptis|luther|anglican|mormon|jehova|muslim|musulman|islam|mosque|coran|quran|ramadan',
  'judai|rabbi|synagog|talmud|torah|kosher|hindu|sikh|buddh|bouddh|relig|bibli(?:cal|que)|theolog|gospel|spiritu|prayer|priere|worship|deacon|diacre|vicar|bishop|eveque|quaker|scientolog|yeshiv|shabbat|sabbath|madras(?:a|sa|ah)\\b|medersa|vatican|couvent|seminari|grand seminaire',
  'dioces|paroiss|parish|chaplain|aumoni|monaster|missionar|missionnaire|politi|election|militant|activis|councill?or|senat|parliament|parlement|congress|democrat|republi',
  'conseill\\w+ (?:municipa|departementa|regiona|communauta)|socialis|communis|unionis|syndica|syndique|afl.cio|teamsters|delegue\\w* du personnel|prud.?hom|force ouvriere',
  'salvation army|armee du salut|secours islamique|conseil municipal|comite d.entreprise|sud (?:rail|sante|education|ptt|solidaires|industrie)|african american|non.?binary|brexit',
  'works council|shop steward|lesb|lgbt|queer|bisex|homosex|transgen|sexu|ethni|immigra|refugee|refugie|widow|pregnan|enceinte|divorc|survivor',
];
const wholes = [
  'adhd|tdah|rqth|hiv|vih|imams?|halal|jewish|jui(?:f|ve)s?|faith|god|dieu|foi|bible|jesus|pastors?|pasteure?s?|priests?|pretres?|abbes?|nuns?|monks?|moines?',
  'elected|elue?s?|partis?|party|mandat(?:e|es|s)?|maires?|mayors?|deputee?s?|ministers?|ministres?|unions?|c[gf]t|c[fg]dt|cftc|unsa|cgc|fo|seiu|unison|gmb|tuc|cse|gay|veu(?:f|ve)s?',
];
const privateMatter = new RegExp(String.raw`\b(?:${beginnings.join('|')})|\b(?:${wholes.join('|')})\b`);

/** Names that hold such a word without meaning it. */
const ordinary =
  /\b(?:european|western|credit|customs) union\b|\bunion (?:europeenne|pacific|bank|square)\b|\binstitut pasteur\b|\bsciences? po(?:litiques?)?\b|\bpolitiques? (?:commerciale|tarifaire|d.achats?|de prix|rh|qualite|produit)s?\b/g;

export function touchesPrivateMatter(text: string): boolean {
  const folded = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'");
  return privateMatter.test(folded.replaceAll(ordinary, ' '));
}
