import { plain } from '@wellmet/shared/plain';
import { seniorities, type JobFunction, type Seniority } from '@wellmet/shared/insight';
import { titleTable, type Row } from './titles.table.ts';

interface TitleMeaning {
  seniority?: Seniority;
  function?: JobFunction;
}

/**
 * What a title says, by the table in `titles.table.ts`; nothing where it says nothing. product.md 5.1.
 *
 * Which part of a combined title wins: the part with the highest level ("Co-Founder & CTO" is an owner), but someone in
 * training is in training whatever they help with, unless another part leads a company or a department. The function is the
 * winning part's; where that names none, or only a general one (company management, consulting, project), the first other
 * part that names one gives it. Within a part a profession beats a department ("marketing recruiter"), then the first named.
 * Parts are what commas, bars, dots and spaced dashes divide; "and", "&", "/" stay within one.
 */
export function readTitle(title: string): Readonly<TitleMeaning> {
  const known = meanings.get(title);
  if (known) return known;
  const meaning = meaningOf(title);
  if (meanings.size >= maxMeanings) meanings.clear();
  meanings.set(title, meaning);
  return meaning;
}

/** One analysis reads the same title several times, and people have the same ones: the latest few are kept. */
const meanings = new Map<string, Readonly<TitleMeaning>>();
const maxMeanings = 1000;

function meaningOf(title: string): TitleMeaning {
  if (isOutOfWork(title)) return {};
  const parts = partsOf(title).map(readPart);
  const training = parts.some((part) => part.level === 'training') && !parts.some((part) => rank(part.level) >= rank('director'));
  const winner = parts.reduce<Part | undefined>((best, part) => (rank(part.level) > rank(best?.level) ? part : best), undefined);
  const seniority = training ? 'training' : winner?.level;
  const inOrder = [...(winner ? [winner] : []), ...parts.filter((part) => part !== winner && (part.level !== undefined || part.whole))];
  const fn = (inOrder.find((part) => part.strength >= strengths.department) ?? inOrder.find((part) => part.function))?.function;
  return { ...(seniority && { seniority }), ...(fn && { function: fn }) };
}

/** Position in the ten levels; -1 for none. */
export function rank(level: Seniority | undefined): number {
  return level === undefined ? -1 : seniorities.indexOf(level);
}

const strengths = { none: 0, company: 1, general: 2, department: 3, profession: 4 };

interface Part {
  level: Seniority | undefined;
  function: JobFunction | undefined;
  strength: number;
  /** Every word was known: only then does a department without a level count ("Sales" does, "Passionate about sales" does not). */
  whole: boolean;
}

function strengthOf(row: Row): number {
  if (row.function === undefined) return strengths.none;
  if (row.function === 'generalManagement') return strengths.company;
  if (row.weak) return strengths.general;
  return row.level === undefined || row.adjective ? strengths.department : strengths.profession;
}

function readPart(words: readonly string[]): Part {
  const { rows, whole } = rowsIn(words);
  const servant = rows.findIndex((row) => row.serves);
  const levels = rows.flatMap((row, at) =>
    row.level && !(servant !== -1 && at > servant && rank(row.level) >= rank('director')) ? row.level : [],
  );
  const modifiers = rows.flatMap((row) => row.modifier ?? []);
  const part: Part = { level: levelOf(levels, modifiers, rows), function: undefined, strength: strengths.none, whole };
  for (const row of rows) {
    const strength = strengthOf(row);
    if (row.function && strength > part.strength) Object.assign(part, { function: row.function, strength });
  }
  return part;
}

const highest = (levels: readonly Seniority[]) => levels.reduce<Seniority | undefined>((a, b) => (rank(b) > rank(a) ? b : a), undefined);

function levelOf(levels: readonly Seniority[], modifiers: readonly Seniority[], rows: readonly Row[]): Seniority | undefined {
  if (levels.includes('training')) return 'training';
  const named = highest(levels);
  if (rank(named) > rank('professional')) return named;
  if (modifiers.length === 0 || !rows.some((row) => row.level ?? row.function)) return named;
  return modifiers.includes('junior') ? 'junior' : highest([...modifiers, ...levels]);
}

/** The rows whose phrases stand in these words: from the left, the longest first, each word in one phrase only. */
function rowsIn(words: readonly string[]): { rows: Row[]; whole: boolean } {
  const rows: Row[] = [];
  let known = 0;
  for (let at = 0; at < words.length;) {
    const entry = phrases.get(words[at] ?? '')?.find(({ phrase }) => phrase.every((word, i) => words[at + i] === word));
    if (entry) rows.push(entry.row);
    known += entry?.phrase.length ?? (words[at] === '&' ? 1 : 0);
    at += entry?.phrase.length ?? 1;
  }
  return { rows, whole: known === words.length };
}

/** Words that phrases leave out: "chef de projet", "head of the sales". */
const smallWords = new Set('a an at au aux d de des du en for in l la le les of s the to un une'.split(' '));

/** "R&D" is one word; any other "&", "and", "et", "/" keeps the phrases on its two sides apart. */
const wordsOf = (text: string) =>
  text
    .replaceAll(/(?<!\p{L})(\p{L}{1,2})&(\p{L})(?!\p{L})/gu, '$1and$2')
    .replaceAll(/[+/]|(?<!\p{L})(?:and|et)(?!\p{L})/gu, ' & ')
    .split(/[^\p{L}\p{N}&]+/u)
    .filter((word) => word !== '' && !smallWords.has(word));

/** First word → phrases that begin with it, the longest first. */
const phrases = new Map<string, { phrase: string[]; row: Row }[]>();
for (const row of titleTable) {
  for (const written of row.words.split(',')) {
    const choices = written
      .trim()
      .split(/\s+/)
      .map((word) => word.split('/'));
    const spelled = choices.reduce<string[]>((starts, words) => starts.flatMap((start) => words.map((word) => `${start} ${word}`)), ['']);
    for (const phrase of spelled.map(wordsOf)) {
      const first = phrase[0];
      if (first === undefined) continue;
      const entries = phrases.get(first) ?? [];
      if (entries.some((entry) => entry.phrase.join(' ') === phrase.join(' '))) continue;
      phrases.set(
        first,
        [...entries, { phrase, row }].toSorted((a, b) => b.phrase.length - a.phrase.length),
      );
    }
  }
}

const wholeWord = (...choices: string[]) => String.raw`(?<!\p{L})(?:${choices.join('|')})(?!\p{L})`;
/** How LinkedIn and people name a break from work; as a company's name too. */
const breakPattern = new RegExp(
  wholeWord(
    'career[ -](?:break|gap|pause)',
    'gap year',
    'pause (?:de )?carri[eè]re',
    'pause professionnelle',
    'sabbatical(?! officer)',
    'sabbatique',
    'année de césure',
  ),
  'iu',
);
/** A reason for a break, as LinkedIn offers them: only where it is the whole title. */
const breakReasons = new RegExp(
  String.raw`^\W*(?:${[
    'travel',
    'travell?ing',
    'relocation',
    'caregiving',
    'bereavement',
    'full[- ]time parent(?:ing)?',
    'layoff',
    'layoff.{1,3}position eliminated',
    'career transition',
    'personal goal pursuit',
    'health and well[- ]?being',
    '(?:early )?retirement',
    'voyages?',
    'déménagement',
    'proche aidante?',
    'deuil',
    'licenciement.*',
    'transition professionnelle',
    'santé et bien[- ]être',
    'césure',
    '(?:en )?pause',
  ].join('|')})\W*$`,
  'iu',
);
/** "Retraité" is told from "retraite" (pensions) by its accent, or by standing first; read before accents are dropped. */
const outOfWorkPattern = new RegExp(
  [
    String.raw`retraitée?s?(?!\p{L})`,
    String.raw`^\W*(?:jeune )?retraitee?(?!\p{L})`,
    wholeWord(
      '(?:à la|a la|en) retraite',
      'retired',
      'unemployed',
      'job[ -]?seeker',
      'job (?:search|hunt)(?:ing)?',
      '(?:in )?between (?:jobs|roles|positions|opportunities)',
      'entre deux (?:postes|emplois)',
      'sans emploi',
      'au chômage',
      'laid[- ]off',
      'stay[- ]at[- ]home (?:mum|mom|mother|dad|father|parent)',
      '(?:mère|père|maman|papa|parent|femme|homme) au foyer',
    ),
    String.raw`open (?:to|for) (?:work|new|opportunit)`,
    '(?:looking|searching) for',
    'seeking',
    'available (?:for|now|immediately)',
    String.raw`^\W*(?:on |extended )*(?:parental|maternity|paternity|family|adoption) leave(?! (?:cover|policy|replacement))`,
    String.raw`^\W*(?:en )?congés? (?:parental|(?:de )?maternité|(?:de )?paternité)`,
    String.raw`^\W*recherche (?:un|active|d.|emploi|poste|stage|alternance)`,
    // Not "en recherche clinique", nor "vice-présidente à la recherche".
    String.raw`(?:en|à la|a la) recherche (?:d['’e]|active|emploi|poste|stage|alternance|une? )`,
    String.raw`(?:^|[|·•,–—-])\s*en recherche(?!\s*\p{L})`,
    'en quête',
    'demandeu(?:r|se) d.emploi',
    'à l.écoute',
    'en reconversion',
    'disponible',
  ].join('|'),
  'iu',
);
/** Who helps those who are. */
const theirHelpers = /(?:coach|conseill\p{L}+|accompagnat\p{L}+) (?:en |de la )?(?:reconversion|recherche d.emploi|transition)/giu;

/** No present role: retired, at a pause, or looking for one. */
export function isOutOfWork(title: string): boolean {
  const text = title.normalize('NFKC').replaceAll(/\((?:e|ne)\)/g, '');
  return breakReasons.test(text) || isBreak(text) || outOfWorkPattern.test(text.replaceAll(theirHelpers, ''));
}

/** A break from work, as a position's title or, beside its reason, as its company. */
export function isBreak(text: string): boolean {
  return breakPattern.test(text.normalize('NFKC'));
}

/** Once was: the rest of the part is past, up to a word that brings it to the present. */
const past =
  /(?<!\p{L})(?:ex|former|formerly|previously|past|ancien|ancienne|anciennement|alumni|alumnus|alumna)(?!\p{L}).*?(?=(?<!\p{L})(?:now|currently|turned|devenue?|aujourd'hui|actuellement)(?!\p{L})|$)/gu;
/** Whose assistant, whose deputy: what follows is somebody else's title. */
const serves =
  /(?<!\p{L})((?:assistant|assistante|adjoint|adjointe|secretaire|secretary|conseiller|conseillere|advisor|adviser|pa|ea|chief of staff|chef de cabinet|cheffe de cabinet|directeur de cabinet|directrice de cabinet|bras droit|right hand|office|bureau)(?: (?!du |de la |au |a la |to )\S+){0,2}?) (?:du|de la|de l'|d'un|au|a la|to|of|for|aupres)(?!\p{L}).*/u;
/** To whom it reports, or where it is: not part of the title. */
const beyond = / (?:to|reporting to|aupres|rattachee? a|at|chez|bei) .*| @.*/u;
/** Terms that hold such a word without meaning it. */
const fixedTerms = /(go|order|procure|purchase|record|source) to (market|cash|pay|report)/g;
/** How sentences begin that are not titles. */
const sentence =
  /^(?:i|we|je|j'|nous|on|helping|making|building|passionate|passionnee?|author|auteure?|autrice|host|mother|father|papa|maman|speaker)(?!\p{L})/u;

function partsOf(title: string): string[][] {
  return plain(title)
    .replaceAll(fixedTerms, '$1-to-$2')
    .split(/[|•·;,:\n]|\s[-–—]\s|[–—]/u)
    .map((part) => part.trim())
    .filter((part) => !sentence.test(part))
    .map((part) => wordsOf(` ${part.replaceAll(past, ' ')} `.replace(serves, '$1').replace(beyond, '')))
    .filter((words) => words.length > 0);
}
