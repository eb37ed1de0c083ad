import { plain } from './plain.ts';

/**
 * Terms and names that hold a private word without meaning it. The bare word "union" is taken for a labour union, except in
 * these: a lost hook is cheap, a wrong one embarrasses.
 */
const ordinary = new RegExp(
  [
    'union (?:square|pacific|bank|investment|station|europeenne)|(?:european|western|credit|customs|banking|monetary) union',
    'christian (?:dior|louboutin|lacroix)|church & dwight|gay.lussac',
    '(?:institut|sanofi|louis|lycee|college|universite|rue|boulevard|avenue) pasteur',
    'political science|(?:sciences|etudes) politiques?|politiques? (?:commerciale|tarifaire|d.achats?|de prix|rh|qualite|produit|publique)s?',
    'third[ -]party|assurances?.maladie',
  ]
    .map((terms) => String.raw`\b(?:${terms})\b`)
    .join('|'),
  'g',
);

/**
 * Matters that no hook and no draft may touch, wherever they stand: health, religion, politics, union, orientation, origin, family. Folded text
 * (see `plain`); wide on purpose. product.md 7.
 */
const privateMatter = new RegExp(
  [
    // Health
    'cancer|tumo|disab|handicap|rqth|diseas|illness|malad|diabet|depressi|burn.?out|autis|\\badhd|\\btdah|neurodiv|dyslex|\\bhiv\\b|\\bvih\\b|sclerose|addict|alcool|alcoholic|rehab|wheelchair|alzheimer|sign language|langues? des signes',
    // Religion
    '\\bchurch(?:es)?\\b|eglise|\\bchristian(?!e|a)|chretien|cathol|protestant|evangel(?!is[tm])|methodis|baptist|lutheran|lutherien|anglican|presbyter|adventist|pentecos|mormon|latter.day|jehovah|scientolog|quaker',
    'muslim|musulman|islam(?!abad)|\\bimams?\\b|mosque|coran\\b|quran|madras(?:a|sa|ah)s?\\b|medersa|ramadan|\\bhalal|jewish|\\bjui(?:f|ve)s?\\b|judai|\\brabbi(?:s|n)?\\b|rabbini|rabbins|synagog|yeshiv|talmud|\\btorah|shabbat|sabbath|\\bkosher|\\bcasher|hindu|\\bsikh|buddh|bouddh',
    'relig|\\bfaith\\b|\\bgod\\b|\\bdieu\\b|\\bfoi\\b|\\bbibl(?:e|ical|ique)|jesus|theolog|gospel|spiritual|spirituel|prayer|priere|worship|vatican|\\bdeacon|diacre|diaconesse|\\bpastor|\\bpasteure?s?\\b|\\bpriests?\\b|\\bpretres?\\b|\\babbes?\\b|vicar|\\bbishops?\\b|eveque|dioces|paroiss|\\bparish|chaplain|aumoni?er|\\bnuns?\\b|\\bmonks?\\b|\\bmoines?\\b|monaster|couvent|seminar(?:y|ian|iste)|grand seminaire|missionar|missionnaire|secours islamique|salvation army|armee du salut',
    // Politics
    'politi|(?<!\\p{L})(?:re)?elect(?:ions?|ed)\\b|\\belue?s?\\b|\\bpartis?\\b|\\bparty\\b|\\bmandat(?:e|es|s)?\\b|militant|activis|campaigner|\\bmaires?\\b|\\bmayor|councill?or|conseill\\w+ (?:municipa|departementa|regiona|communauta)|conseil municipal|\\bdeputee?s?\\b|senat(?:or|eur|rice)|parliament|parlement|\\bministers?\\b|\\bministres?\\b|congress(?:man|woman)|democrat(?:e|s|es)?\\b|republi(?:can|cain)|socialis(?:t|te)s?\\b|communis(?:t|te|m|me)s?\\b|\\bbrexit',
    // Unions
    '\\bunions?\\b|unionis|syndica(?:t|ts|l|le|les|ux|lis\\w*)\\b|syndiquee?s?\\b|\\bc[gf]t\\b|\\bc[fg]dt\\b|\\bcftc\\b|\\bunsa\\b|\\bcfe.?cgc\\b|\\bcgc\\b|\\bfo\\b|force ouvriere|\\bsud (?:rail|sante|education|ptt|solidaires|industrie)|afl.cio|\\bseiu\\b|\\bunison\\b|\\bgmb\\b|teamsters|\\btuc\\b|\\bcse\\b|works council|comite d.entreprise|shop steward|(?:delegue|representant|elu)\\w* du personnel|prud.?hom',
    // Family
    '\\bwidow|\\bveu(?:f|ve)s?\\b|\\bpregnan|\\benceintes?\\b|\\bdivorc|\\bsurvivor',
    // Orientation, origin
    '\\bgay\\b|lesb|lgbt|queer|bisex|homosex|trans(?:gender|genre)|non.?binary|heterosex|sexu|ethni|immigra|refugee|refugie|african.american',
  ].join('|'),
  'u',
);

/** Matters of a life that only a person's own sentences can touch: family, grief, illness, loss of work, gender, age, looks. */
const personalMatter = new RegExp(
  [
    'surviv|pregnan|\\benceintes?\\b|depress|\\bsick(?:ness)?\\b|\\bill\\b|surgery|\\bstroke\\b|heart attack|infarctus|\\bavc\\b|\\bcoma\\b|accident|chronic|chroniq|\\bchemo|\\bchimio|in therapy|en therapie|mental health|sante mentale|diagnosed|diagnostiquee?s?\\b|remission|anxi|trauma|miscarr|\\bblind\\b|aveugle|malvoyant|\\bdeaf\\b',
    // A stay in hospital; not "we equip 40 hospitals".
    "^(?=.*(?:hospital|hopita)).*\\b(?:i|my|me|we lost|je|jai|j'\\w+|mon|ma|mes|moi)\\b",
    'bereave|\\bgrief|griev|mourn|funera|obseques|enterre|deuil|passed away|\\bdied\\b|\\bdeath\\b|\\bdeces\\b|decede|\\bmort(?:e|s|es)?\\b|suicid|widow|\\bveu(?:f|ve)|orphan|orphelin|perdu (?:mon|ma|mes)\\b',
    'mother|(?<!\\p{L})(?:grand)?father|\\bmum\\b|\\bmom\\b|\\bdad\\b|maman|papa\\b|(?<!maisons? )\\bmeres?\\b|\\bperes?\\b|parents?\\b(?! compan)|daughter|\\bfille\\b|\\bfils\\b|\\bmy (?:son|boy|girl|kid|partner|famil)|brother|\\bsisters?\\b(?! compan)|sibling|\\bfreres?\\b|(?<!societes? )\\bsoeurs?\\b|\\baunt|\\buncle|\\btantes?\\b|\\boncles?\\b|cousin|nephew|niece|neveu|\\b(?:our|ma|notre|sa) famil|famil(?:y|le) of|wife|husband|spouse|epou[sx]|conjointe?s?\\b|marie[e]?\\b|married|divorc|widow|children|\\bkids?\\b|enfants|\\bbab(?:y|ies)\\b|\\bbebes?\\b|newborn|jumeaux|caregiv|proche aidant',
    'laid.?off|lay.?offs?\\b|licencie|plan social|plan de sauvegarde|\\bpse\\b|redundan|rupture conventionnelle|position (?:was )?eliminated|\\bfired\\b|let go\\b|chomage|chomeu|sans emploi|unemploy|job search|recherche d.emploi|\\bprison|convicted|condamne',
    "\\brac(?:e|ial|isme?)\\b|black (?:woman|man|founder)|origine|years? old|years? young|\\bagee? de|\\bborn\\b|\\bnee? (?:en|a|le)\\b|\\bwom[ae]n\\b|\\bfemmes?\\b|\\bhommes?\\b|\\bm[ae]n\\b|\\b(?:girl|boy)s?\\b|\\bgarcons?\\b|gender|genre|beaut|handsome|(?:\\bjai|\\bi am|\\bi'm) \\d+ (?:ans|years)(?! (?:d|of|in))",
  ].join('|'),
  'u',
);

/** The name, not "mariée". */
const marie = /(?<!\p{L})Marie(?!\p{L})/gu;

/** Names that only hold a private word are looked for where there is one: mostly there is none. */
const touches = (matter: RegExp, folded: string) => matter.test(folded) && matter.test(folded.replaceAll(ordinary, ' '));

/** Whether a name (a title, company, school, language) or a sentence touches a private matter; wide on purpose. product.md 7. */
export function isPrivate(text: string): boolean {
  return touches(privateMatter, plain(text));
}

/**
 * Whether a sentence that the person wrote touches a private matter or one of their own life. Not for names: "Brothers", "Children's Hospital" and
 * "Funeral Director" are trades.
 */
export function isPersonal(text: string): boolean {
  const whole = plain(text);
  if (touches(privateMatter, whole)) return true;
  const withoutName = text.replaceAll(marie, ' ');
  return touches(personalMatter, withoutName === text ? whole : plain(withoutName));
}
