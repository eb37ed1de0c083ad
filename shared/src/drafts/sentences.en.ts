/** English sentences. Polite and plain; no feelings that nobody can have had, nothing that is not on the page. */
import type { Aim, Channel, Opening, Purpose, Sentences } from './sentences.ts';

const months = 'January February March April May June July August September October November December'.split(' ');
const numbers = [
  '',
  'a year',
  'two years',
  'three years',
  'four years',
  'five years',
  'six years',
  'seven years',
  'eight years',
  'nine years',
  'ten years',
];

/** "March 2026" of "2026-03", "2026" of "2026". */
function month(date: string): string {
  const [year, number] = date.split('-');
  return [number && months[Number(number) - 1], year].filter(Boolean).join(' ');
}

const day = (date: string) => `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`;

const years = (count: number) => numbers[count] ?? `${count} years`;

/** "Head of Purchasing at Nordlys": behind a colon, so that no article is missed. */
const roleAt = (title: string | undefined, company: string | undefined) =>
  title === undefined ? undefined : company === undefined ? title : `${title} ${whole.test(title) ? 'of' : 'at'} ${company}`;

/** Titles of who stands for all of a company, in both languages. */
const whole = /^(?:co-?)?(?:founder|owner|president|chair|fondat|présid|gérant|dirigeant)/iu;

const defined = (texts: (string | false | undefined)[]) => texts.filter((text) => typeof text === 'string');

function opening(said: Opening): string[] {
  switch (said.kind) {
    case 'role': {
      const role = roleAt(said.title, said.company);
      return defined([
        role !== undefined && `I came across your profile: ${role}.`,
        said.company !== undefined && `I came across your profile and saw that you work at ${said.company}.`,
      ]);
    }
    case 'newRole': {
      const role = roleAt(said.title, said.company);
      const [start, end] = said.isNew
        ? [`I saw that you started a new role in ${month(said.since)}`, ' Congratulations.']
        : [`I saw that you have been in your role since ${month(said.since)}`, ''];
      return defined([role !== undefined && `${start}: ${role}.${end}`, `${start}.${end}`]);
    }
    case 'promotion': {
      const role = roleAt(said.title, said.company);
      const start = `${said.isNew ? 'Congratulations on' : 'I saw'} your promotion in ${month(said.since)}`;
      return defined([role !== undefined && `${start}: ${role}.`, `${start}.`]);
    }
    case 'companyMove':
      return [`I saw that you joined ${said.company} in ${month(said.since)}.`];
    case 'anniversary': {
      const role = said.company === undefined ? 'your role' : `your role at ${said.company}`;
      return said.yearsNow === undefined
        ? [`I saw that you have been in ${role} since ${month(said.since)}.`]
        : [`You started ${role} ${years(said.yearsNow)} ago this month: congratulations.`];
    }
    case 'longTenure':
      return [
        `I saw that you have been ${said.company === undefined ? 'with the same company' : `at ${said.company}`} since ${month(said.since)}.`,
      ];
    case 'about':
      return [`You write on your profile: ${quoted(said.quote)}`];
    case 'headline':
      return [`Your profile is headed ${quoted(said.quote)}`];
    case 'school':
      return [`I saw on your profile that you studied at ${said.school}.`];
    case 'language':
      return [`I saw on your profile that you speak ${said.language}.`];
    default:
      return said satisfies never;
  }
}

/** With the full stop that ends the sentence, where the quote does not end it. */
const quoted = (quote: string) => (/[.!?…]$/u.test(quote) ? `“${quote}”` : `“${quote}”.`);

const onAbout = (word: string, about: string | undefined) => (about === undefined ? '' : ` ${word} ${about}`);

/** Not "our meeting about": nobody knows here what it was about. */
const thisIs = (about: string | undefined) => (about === undefined ? '' : ` This is about ${about}.`);

const done = { sent: 'my message', called: 'my call', met: 'our meeting' } as const;

function self({ channel, purpose, about }: Aim, sender: string | undefined, last: Parameters<Sentences['self']>[2]): string | undefined {
  switch (purpose) {
    case 'introduce': {
      // A note shows who sends it, and on the telephone the name has been said.
      const isNamed = channel === 'note' || channel === 'call' || sender === undefined;
      if (isNamed) return about === undefined ? undefined : `I work on ${about}.`;
      return `My name is ${sender}${about === undefined ? '' : `, and I work on ${about}`}.`;
    }
    case 'followUp':
      if (last?.what === 'replied') return `Thank you for your answer.${thisIs(about)}`;
      return last?.what === 'sent' || last?.what === 'called' || last?.what === 'met'
        ? `I am following up on ${done[last.what]} of ${day(last.day)}.${thisIs(about)}`
        : `I wanted to follow up with you${onAbout('about', about)}.`;
    case 'invite':
      return `I would like to ${channel === 'call' ? 'find a time to talk' : 'talk'} with you${onAbout('about', about)}.`;
    case 'advice':
      return `I would value your advice${onAbout('on', about)}.`;
    default:
      return purpose satisfies never;
  }
}

const asks: Record<Purpose, string> = {
  introduce: 'Would you be open to a short conversation?',
  followUp: 'Do you have a moment to talk in the next few days?',
  invite: 'Would you have fifteen minutes for a call in the next two weeks?',
  advice: 'May I send you two or three questions?',
};
const asksOnThePhone: Record<Purpose, string> = {
  introduce: 'Do you have two minutes now, or shall I call back another time?',
  followUp: 'Is this a good moment, or shall I call back another time?',
  invite: 'Would you have fifteen minutes in the next two weeks?',
  advice: 'Do you have two minutes for a question now, or shall I call back another time?',
};
const eases: Record<Purpose, string> = {
  introduce: 'If this is not a good moment, simply leave my message unanswered.',
  followUp: 'If this is not for you, a short no is enough.',
  invite: 'The day and the time are yours to choose.',
  advice: 'A few lines in reply would already help me.',
};

/** Who is direct is asked for one step, who takes their time is not pressed, who wants to know exactly is told how long. */
const directAsks: Record<Purpose, string> = {
  introduce: 'Which day would suit you for a short call?',
  followUp: 'Which day would suit you for a short call?',
  invite: 'Which day would suit you for a fifteen-minute call?',
  advice: 'May I ask you one question?',
};
const calmAsks: Record<Purpose, string> = {
  introduce: 'Would you be open to a conversation, whenever it suits you?',
  followUp: 'Would you be open to talking about it, whenever it suits you?',
  invite: 'Would you be open to a fifteen-minute call, whenever it suits you?',
  advice: 'May I send you two or three questions, to answer whenever it suits you?',
};
const exactAsks: Record<Purpose, string> = {
  introduce: 'Would you have fifteen minutes for a call?',
  followUp: 'Do you have fifteen minutes to talk in the next few days?',
  invite: asks.invite,
  advice: 'May I send you three questions?',
};

const subjects: Record<Purpose, (about: string | undefined) => string> = {
  introduce: (about) => (about === undefined ? 'A short introduction' : `A short introduction: ${about}`),
  followUp: (about) => (about === undefined ? 'Following up' : `Following up: ${about}`),
  invite: (about) => (about === undefined ? 'Fifteen minutes to talk?' : `A conversation about ${about}`),
  advice: (about) => (about === undefined ? 'A question for you' : `Your advice on ${about}`),
};

function subjectOf(said: Opening): string | undefined {
  switch (said.kind) {
    case 'newRole':
    case 'promotion':
    case 'companyMove':
      return said.company && `Your ${said.isNew ? 'new role' : 'role'} at ${said.company}`;
    case 'anniversary':
      return said.company && `Your role at ${said.company}`;
    case 'role':
    case 'longTenure':
      return said.company && `Your work at ${said.company}`;
    case 'headline':
      return `“${said.quote}”`;
    case 'about':
    case 'school':
    case 'language':
      return undefined;
    default:
      return said satisfies never;
  }
}

const because: Record<Channel, string> = {
  note: 'I am writing to you',
  message: 'I am writing to you',
  email: 'I am writing to you',
  call: 'I am calling you',
};

export const english: Sentences = {
  greeting: (given) => (given === undefined ? 'Hello,' : `Hello ${given},`),
  hello: (name, sender) =>
    sender === undefined ? `Hello. Am I speaking with ${name}?` : `Hello, this is ${sender}. Am I speaking with ${name}?`,
  opening,
  curious: 'I would like to hear more about that.',
  because: (company, channel) => `${because[channel]} because of your work at ${company}.`,
  self,
  ask: ({ channel, purpose, boldness, focus }) => {
    if (channel === 'call') return asksOnThePhone[purpose];
    if (boldness) return (boldness === 'bold' ? directAsks : calmAsks)[purpose];
    if (focus === 'task') return exactAsks[purpose];
    return channel === 'note' && purpose === 'introduce' ? 'I would be glad to connect.' : asks[purpose];
  },
  view: 'I would value your point of view.',
  ease: ({ channel, purpose, boldness }) => {
    if (channel === 'call') return undefined;
    return boldness === 'calm' ? 'There is no hurry: take the time you need to think it over.' : eases[purpose];
  },
  close: (channel, sender) =>
    sender === undefined || channel === 'note' || channel === 'call'
      ? undefined
      : `${channel === 'email' ? 'Kind regards' : 'Best regards'},\n${sender}`,
  subjectOf,
  subject: ({ purpose, about }) => subjects[purpose](about),
};
