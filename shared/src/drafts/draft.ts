/** The draft of a message: sentences about what is known, each with its source; what is not known makes a sentence less, never a gap. Pure. product.md 3.6, 5.4. */
import type { Hook } from '../insight.ts';
import { isSameCompany, type Known, type Source, type Stated } from './known.ts';
import { languageNamed } from './languageNames.ts';
import { english } from './sentences.en.ts';
import { french } from './sentences.fr.ts';
import type { Aim, Channel, Opening, Purpose, Sentences } from './sentences.ts';
import { beginning, companyToSay, givenName, givenNameLength, nameToSay, subjectToSay, titleToSay, wholeName } from './spoken.ts';

export interface Wanted {
  known: Known;
  /** One of `known.hooks`; absent: the draft begins with the role. */
  hook: Hook | undefined;
  channel: Channel;
  language: 'en' | 'fr';
  purpose: Purpose;
  length: 'short' | 'normal';
  /** What the member says that it is about, in their own words. */
  about: string | undefined;
  /** Who writes. */
  sender: string | undefined;
  /** "2026-11-29": what began long ago is no news. */
  today: string;
}

/** A sentence of the draft, literally, and what it rests on. */
export interface Claim {
  text: string;
  evidence: Source[];
}

export interface Draft {
  /** Of e-mails alone. */
  subject?: string;
  text: string;
  claims: Claim[];
}

/** What LinkedIn takes with an invitation, in UTF-16 units as browsers count them. */
export const noteLength = 300;
/** What an e-mail's list of messages shows whole. */
const maxSubjectLength = 90;
/** How much of somebody's own sentence is quoted: where a note has no room for it, less. */
const quoteLengths = { note: { short: [90, 60], normal: [130, 90, 60] }, other: { short: [110], normal: [160] } } as const;
const newForMonths = 8;

const sentencesIn: Record<Wanted['language'], Sentences> = { en: english, fr: french };

/**
 * The same wish gives the same draft. A note has at most 300 characters: it says its opening shorter, and in the end does without. Nothing but the
 * name depends on the name: it is fitted as if it were the longest.
 */
export function draft(wanted: Wanted): Draft {
  const sentences = sentencesIn[wanted.language];
  const { boldness, focus } = wanted.known.manner ?? {};
  const aim: Aim = {
    channel: wanted.channel,
    purpose: wanted.purpose,
    about: subjectToSay(wanted.about),
    boldness: clear(boldness?.side),
    focus: clear(focus?.side),
  };
  const openings = openingsOf(wanted);
  const said = wanted.channel === 'note' ? noteOf(wanted, sentences, aim, openings) : letterOf(wanted, sentences, aim, openings);
  const subject = wanted.channel === 'email' ? subjectOf(sentences, aim, openings[0], wanted.known) : undefined;
  return {
    ...(subject && { subject: subject.text }),
    text: said.map(({ text }) => text).join(''),
    claims: [...(subject ? [subject] : []), ...said]
      .map(({ text, evidence }) => ({ text: text.trim(), evidence: [...evidence] }))
      .filter(({ evidence }) => evidence.length > 0),
  };
}

const clear = <S extends string>(side: S | 'unclear' | undefined): S | undefined => (side === 'unclear' ? undefined : side);

/** A sentence with what it rests on, and the space that follows it. */
interface Said {
  text: string;
  evidence: readonly Source[];
}

interface Begun {
  opening: Opening;
  /** What it hangs on. */
  evidence: Source[];
}

const plainly = (text: string | undefined): Said[] => (text === undefined ? [] : [{ text, evidence: [] }]);

/** Sentences of one paragraph; paragraphs follow one another after an empty line. */
function paragraphs(...parts: Said[][]): Said[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, place, all) =>
      part.map(({ text, evidence }, at) => ({
        text: `${text}${at < part.length - 1 ? ' ' : place < all.length - 1 ? '\n\n' : ''}`,
        evidence,
      })),
    );
}

function letterOf({ known, channel, length, sender, hook }: Wanted, sentences: Sentences, aim: Aim, openings: Begun[]): Said[] {
  const name = nameToSay(sender ?? '');
  const isLong = length === 'normal';
  const isFollowUp = aim.purpose === 'followUp';
  // Whoever hears a voice is not told that a profile was come across; whoever is known is told nothing of their own role.
  const [opened] = hook || (channel !== 'call' && !isFollowUp) ? openings.flatMap((begun) => sayings(begun, sentences, known)) : [];
  const kind = openings[0]?.opening.kind;
  const isAside = kind === 'school' || kind === 'language';
  const company = sayable(known.company, companyToSay);
  const isReasonDue = company !== undefined && !isFollowUp && (!opened || (hook !== undefined && (isAside || isLong) && !isQuote(kind)));
  const because: Said[] =
    isReasonDue && opened?.text.includes(company.text) !== true
      ? [{ text: sentences.because(company.text, channel), evidence: [company.source] }]
      : [];
  const self = selfSaid(isSelfDue(length, aim) ? sentences.self(aim, name, known.last) : undefined, aim, known);
  const about = [
    ...because,
    ...(opened ? [opened] : []),
    ...plainly(opened && isQuote(kind) && isCuriosityDue(aim, self) ? sentences.curious : undefined),
  ];
  const isEaseDue = aim.boldness === 'calm' || (isLong && aim.boldness !== 'bold');
  const ask = [...asked(sentences, aim), ...plainly(isEaseDue ? sentences.ease(aim) : undefined)];
  return paragraphs(
    channel === 'call' ? helloTo(known, sentences, name) : greetingOf(known, sentences),
    ...(isFollowUp ? [self, about, ask] : isPointFirst(aim) && self.length > 0 ? [[...self, ...about], ask] : [about, [...self, ...ask]]),
    plainly(sentences.close(channel, name)),
  );
}

/** Who is direct reads first what it is about; on the telephone, whom it is from comes first anyway. */
const isPointFirst = ({ boldness, channel }: Aim) => boldness === 'bold' && channel !== 'call';

function asked(sentences: Sentences, aim: Aim): Said[] {
  const isViewDue = aim.focus === 'people' && aim.purpose !== 'advice' && aim.channel !== 'call';
  return [...plainly(isViewDue ? sentences.view : undefined), ...plainly(sentences.ask(aim))];
}

const isQuote = (kind: Opening['kind'] | undefined) => kind === 'about' || kind === 'headline';

/** Where what follows does not say it in other words. */
const isCuriosityDue = ({ purpose, focus, boldness }: Aim, self: Said[]) =>
  focus === undefined && boldness !== 'bold' && (purpose === 'introduce' || (purpose === 'invite' && self.length === 0));

/** Where it is to be short, an invitation says in its question what it wants, and an introduction below whom it is from. */
function isSelfDue(length: Wanted['length'], { purpose, about, channel }: Aim): boolean {
  if (length === 'normal' || about !== undefined) return true;
  return purpose === 'invite' ? channel === 'call' : purpose !== 'introduce';
}

/** What a member did is a claim, too. */
function selfSaid(text: string | undefined, { purpose }: Aim, { last }: Known): Said[] {
  if (text === undefined) return [];
  return [{ text, evidence: purpose === 'followUp' && last ? [{ from: 'engagement', ...last }] : [] }];
}

function greetingOf({ name }: Known, sentences: Sentences): Said[] {
  const given = givenName(name.text);
  return [{ text: sentences.greeting(given), evidence: given === undefined ? [] : [name.source] }];
}

function helloTo({ name }: Known, sentences: Sentences, sender: string | undefined): Said[] {
  const whole = wholeName(name.text);
  if (whole === undefined) return plainly(sentences.greeting(undefined));
  return [{ text: sentences.hello(whole, sender), evidence: [name.source] }];
}

/** The first that fits: what the member says that it is about goes last. */
function noteOf({ known, length, sender, hook }: Wanted, sentences: Sentences, aim: Aim, openings: Begun[]): Said[] {
  const greeting = greetingOf(known, sentences).map(({ text, evidence }) => ({ text: `${text}\n`, evidence }));
  const room = noteLength - sentences.greeting('x'.repeat(givenNameLength)).length - 1;
  const isFollowUp = aim.purpose === 'followUp';
  const abouts = aim.about === undefined ? [aim] : [aim, { ...aim, about: undefined }];
  for (const one of abouts) {
    const self = selfSaid(isSelfDue(length, one) ? sentences.self(one, nameToSay(sender ?? ''), known.last) : undefined, one, known);
    const ask = asked(sentences, one);
    const choices = hook || !isFollowUp ? openings.flatMap((begun) => sayings(begun, sentences, known)) : [];
    for (const opened of [...choices, undefined]) {
      const about = [
        ...(opened ? [opened] : []),
        ...plainly(opened && isQuote(openings[0]?.opening.kind) && isCuriosityDue(one, self) ? sentences.curious : undefined),
      ];
      const body = paragraphs(isFollowUp || isPointFirst(one) ? [...self, ...about, ...ask] : [...about, ...self, ...ask]);
      if (body.reduce((sum, { text }) => sum + text.length, 0) <= room) return [...greeting, ...body];
    }
  }
  return greeting;
}

/** The opening in words, ever shorter, each with what it rests on: the names that it says, and what it hangs on. */
function sayings({ opening, evidence }: Begun, sentences: Sentences, known: Known): Said[] {
  return sentences.opening(opening).map((text) => ({ text, evidence: restsOn(text, evidence, known) }));
}

/** The sentence of a hook alone, as a draft says it: for a template. */
export function hookSaid(wanted: Wanted): Claim | undefined {
  if (!wanted.hook) return undefined;
  const [said] = openingsOf(wanted).flatMap((begun) => sayings(begun, sentencesIn[wanted.language], wanted.known));
  return said && { text: said.text, evidence: [...said.evidence] };
}

function restsOn(text: string, evidence: Source[], { title, company }: Known): Source[] {
  const named = [title, company]
    .map((stated, place) => sayable(stated, place === 0 ? titleToSay : companyToSay))
    .filter((stated) => stated !== undefined)
    .filter((stated) => text.toLowerCase().includes(stated.text.toLowerCase()))
    .map(({ source }) => source);
  return [...evidence, ...named.filter((source) => !evidence.some((other) => saysTheSame(source, other)))];
}

const saysTheSame = (a: Source, b: Source) => a.from === b.from && 'quote' in a && 'quote' in b && a.quote === b.quote;

function sayable(stated: Stated | undefined, say: (text: string) => string | undefined): Stated | undefined {
  const text = stated && say(stated.text);
  return stated && text !== undefined ? { ...stated, text } : undefined;
}

/** By the hook, shorter and shorter; else by the role. */
function openingsOf({ known, hook, language, channel, length, today }: Wanted): Begun[] {
  const title = sayable(known.title, titleToSay)?.text;
  const company = sayable(known.company, companyToSay)?.text;
  if (!hook) return [{ opening: { kind: 'role', title, company }, evidence: [] }];
  const { boldness, focus } = known.manner ?? {};
  return openingsBy(hook, {
    isPlain: boldness?.side === 'bold' || focus?.side === 'task',
    title,
    company,
    language,
    today,
    quoteLengths: quoteLengths[channel === 'note' ? 'note' : 'other'][length],
  }).map((opening) => ({
    opening,
    evidence: [{ from: 'page', ...hook.evidence }],
  }));
}

interface Around {
  title: string | undefined;
  company: string | undefined;
  language: Wanted['language'];
  today: string;
  quoteLengths: readonly number[];
  /** Without congratulations: to some, they are small talk. */
  isPlain: boolean;
}

function openingsBy({ kind, subject, evidence }: Hook, around: Around): Opening[] {
  const { company, today, isPlain } = around;
  const { quote, date: since } = evidence;
  const months = since === undefined ? undefined : monthsBetween(since, today);
  // A member's correction counts for the present: a company that the page names otherwise is not said.
  const isSame = subject !== undefined && company !== undefined && isSameCompany(company, subject);
  const named = isSame ? company : undefined;
  switch (kind) {
    case 'newRole':
    case 'promotion': {
      const title = titleToSay(subject ?? quote);
      const isOf = around.title === title;
      return since === undefined
        ? []
        : [{ kind, title, company: isOf ? company : undefined, since, isNew: !isPlain && months !== undefined && months <= newForMonths }];
    }
    case 'companyMove': {
      const joined = companyToSay(subject ?? quote);
      return since === undefined || joined === undefined
        ? []
        : [{ kind, company: joined, since, isNew: !isPlain && months !== undefined && months <= newForMonths }];
    }
    case 'anniversary': {
      const isThisMonth = !isPlain && months !== undefined && months > 0 && months % 12 === 0 && since?.length === 7;
      return since === undefined ? [] : [{ kind, company: named, since, yearsNow: isThisMonth ? months / 12 : undefined }];
    }
    case 'longTenure':
      // "Freelance" is no company to have stayed with.
      return since === undefined || (subject !== undefined && companyToSay(subject) === undefined) ? [] : [{ kind, company: named, since }];
    case 'about':
    case 'headline':
      return around.quoteLengths.map((max) => ({ kind, quote: beginning(quote, max) }));
    case 'school': {
      const school = nameToSay(subject ?? quote);
      return school === undefined ? [] : [{ kind, school }];
    }
    case 'language': {
      const language = languageNamed(subject ?? quote, around.language);
      return language === undefined ? [] : [{ kind, language }];
    }
    default:
      return kind satisfies never;
  }
}

/** From "2026-03" (or a year, taken for its January) until a day. */
function monthsBetween(since: string, today: string): number {
  return monthCount(today) - monthCount(since);
}

const monthCount = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || 1);

/** By what it is about, else by what the draft begins with; what is too long gives way. */
function subjectOf(sentences: Sentences, aim: Aim, begun: Begun | undefined, known: Known): Said {
  const opened = aim.about === undefined && aim.purpose !== 'followUp' && begun ? sentences.subjectOf(begun.opening) : undefined;
  const choices: Said[] = [
    ...(opened === undefined || !begun ? [] : [{ text: opened, evidence: restsOn(opened, begun.evidence, known) }]),
    ...plainly(sentences.subject(aim)),
  ];
  return (
    choices.find(({ text }) => text.length <= maxSubjectLength) ?? { text: sentences.subject({ ...aim, about: undefined }), evidence: [] }
  );
}
