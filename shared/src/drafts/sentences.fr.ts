/**
 * French sentences, written as French. No word has to agree with the person or with who writes: "Je fais suite à mon appel", never "je vous ai
 * appelé". A narrow no-break space stands before ; ! ?, a no-break one before the colon and inside guillemets.
 */
import { at, de, named, of, title as inSentence } from './french.ts';
import type { Aim, Opening, Purpose, Sentences } from './sentences.ts';

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const numbers = ['', 'un an', 'deux ans', 'trois ans', 'quatre ans', 'cinq ans', 'six ans', 'sept ans', 'huit ans', 'neuf ans', 'dix ans'];

const colon = '\u00a0:';
const mark = '\u202f?';

/** « mars 2026 » for "2026-03", « 2026 » for "2026". */
function month(date: string): string {
  const [year, number] = date.split('-');
  return [number && months[Number(number) - 1], year].filter(Boolean).join(' ');
}

function day(date: string): string {
  const number = Number(date.slice(8));
  return `${number === 1 ? '1er' : number} ${months[Number(date.slice(5, 7)) - 1]}`;
}

const years = (count: number) => numbers[count] ?? `${count} ans`;

function roleAt(title: string | undefined, company: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  if (company === undefined) return inSentence(title);
  return `${inSentence(title)} ${whole.test(title) ? of(company) : at(company)}`;
}

/** Titles of who stands for all of a company, in both languages. */
const whole = /^(?:co-?)?(?:fondat|présid|gérant|dirigeant|directeur général$|directrice générale$|founder|owner|president|chair)/iu;

const defined = (texts: (string | false | undefined)[]) => texts.filter((text) => typeof text === 'string');

const quoted = (quote: string) => (/[.!?…]$/u.test(quote) ? `«\u00a0${quote}\u00a0»` : `«\u00a0${quote}\u00a0».`);

function opening(said: Opening): string[] {
  switch (said.kind) {
    case 'role': {
      const role = roleAt(said.title, said.company);
      return defined([
        role !== undefined && `J’ai découvert votre profil${colon} ${role}.`,
        said.company !== undefined && `J’ai découvert votre profil et vu que vous travaillez ${at(said.company)}.`,
      ]);
    }
    case 'newRole': {
      const role = roleAt(said.title, said.company);
      const [start, end] = said.isNew
        ? [`J’ai vu que vous occupez un nouveau poste depuis ${month(said.since)}`, ' Toutes mes félicitations.']
        : [`J’ai vu que vous occupez votre poste depuis ${month(said.since)}`, ''];
      return defined([role !== undefined && `${start}${colon} ${role}.${end}`, `${start}.${end}`]);
    }
    case 'promotion': {
      const role = roleAt(said.title, said.company);
      const start = said.isNew
        ? `Félicitations pour votre promotion en ${month(said.since)}`
        : `J’ai vu votre promotion en ${month(said.since)}`;
      return defined([role !== undefined && `${start}${colon} ${role}.`, `${start}.`]);
    }
    case 'companyMove':
      return [`J’ai vu que vous avez rejoint ${named(said.company)} en ${month(said.since)}.`];
    case 'anniversary': {
      const role = said.company === undefined ? 'votre poste' : `votre poste ${at(said.company)}`;
      return said.yearsNow === undefined
        ? [`J’ai vu que vous occupez ${role} depuis ${month(said.since)}.`]
        : [`Cela fait ${years(said.yearsNow)} ce mois-ci que vous avez pris ${role}${colon} félicitations.`];
    }
    case 'longTenure':
      return [
        `J’ai vu que vous travaillez ${said.company === undefined ? 'dans la même entreprise' : at(said.company)} depuis ${month(said.since)}.`,
      ];
    case 'about':
      return [`Vous écrivez sur votre profil${colon} ${quoted(said.quote)}`];
    case 'headline':
      return [`En titre de votre profil, on lit${colon} ${quoted(said.quote)}`];
    case 'school':
      return [`J’ai vu votre formation sur votre profil${colon} ${said.school}.`];
    case 'language':
      return [`J’ai vu sur votre profil que vous parlez ${said.language}.`];
    default:
      return said satisfies never;
  }
}

const ofAbout = (about: string | undefined) => (about === undefined ? '' : ` au sujet ${de(about)}`);

/** Not "notre rencontre au sujet de": nobody knows here what it was about. */
const thisIs = (about: string | undefined) => (about === undefined ? '' : ` Il s’agit ${de(about)}.`);

const done = { sent: 'mon message', called: 'mon appel', met: 'notre rencontre' } as const;

function self({ channel, purpose, about }: Aim, sender: string | undefined, last: Parameters<Sentences['self']>[2]): string | undefined {
  switch (purpose) {
    case 'introduce': {
      const isNamed = channel === 'note' || channel === 'call' || sender === undefined;
      if (isNamed) return about === undefined ? undefined : `Je travaille sur ${about}.`;
      return `Je m’appelle ${sender}${about === undefined ? '' : ` et je travaille sur ${about}`}.`;
    }
    case 'followUp':
      if (last?.what === 'replied') return `Merci pour votre réponse.${thisIs(about)}`;
      return last?.what === 'sent' || last?.what === 'called' || last?.what === 'met'
        ? `Je fais suite à ${done[last.what]} du ${day(last.day)}.${thisIs(about)}`
        : `Je me permets de revenir vers vous${ofAbout(about)}.`;
    case 'invite':
      return `J’aimerais ${channel === 'call' ? 'convenir d’un moment pour échanger' : 'échanger'} avec vous${ofAbout(about)}.`;
    case 'advice':
      return `J’aimerais avoir votre avis${about === undefined ? '' : ` sur ${about}`}.`;
    default:
      return purpose satisfies never;
  }
}

const asks: Record<Purpose, string> = {
  introduce: `Seriez-vous d’accord pour un bref échange${mark}`,
  followUp: `Auriez-vous un moment pour en parler dans les prochains jours${mark}`,
  invite: `Auriez-vous un quart d’heure pour un appel dans les deux prochaines semaines${mark}`,
  advice: `Puis-je vous envoyer deux ou trois questions${mark}`,
};
const asksOnThePhone: Record<Purpose, string> = {
  introduce: `Avez-vous deux minutes, ou préférez-vous que je rappelle à un autre moment${mark}`,
  followUp: `Est-ce le bon moment, ou préférez-vous que je rappelle${mark}`,
  invite: `Auriez-vous un quart d’heure dans les deux prochaines semaines${mark}`,
  advice: `Avez-vous deux minutes pour une question, ou préférez-vous que je rappelle à un autre moment${mark}`,
};
const eases: Record<Purpose, string> = {
  introduce: 'Si ce n’est pas le bon moment, laissez simplement mon message sans réponse.',
  followUp: 'Si cela ne vous intéresse pas, un simple non me suffit.',
  invite: 'À vous de choisir le jour et l’heure.',
  advice: 'Quelques lignes de votre part m’aideraient déjà beaucoup.',
};

/** As in English. */
const directAsks: Record<Purpose, string> = {
  introduce: `Quel jour vous conviendrait pour un bref appel${mark}`,
  followUp: `Quel jour vous conviendrait pour un bref appel${mark}`,
  invite: `Quel jour vous conviendrait pour un appel d’un quart d’heure${mark}`,
  advice: `Puis-je vous poser une question${mark}`,
};
const calmAsks: Record<Purpose, string> = {
  introduce: `Seriez-vous d’accord pour un échange, au moment qui vous conviendra${mark}`,
  followUp: `Seriez-vous d’accord pour en parler, au moment qui vous conviendra${mark}`,
  invite: `Seriez-vous d’accord pour un appel d’un quart d’heure, au moment qui vous conviendra${mark}`,
  advice: `Puis-je vous envoyer deux ou trois questions, auxquelles vous répondrez quand vous voudrez${mark}`,
};
const exactAsks: Record<Purpose, string> = {
  introduce: `Auriez-vous un quart d’heure pour un appel${mark}`,
  followUp: `Auriez-vous un quart d’heure pour en parler dans les prochains jours${mark}`,
  invite: asks.invite,
  advice: `Puis-je vous envoyer trois questions${mark}`,
};

const subjects: Record<Purpose, (about: string | undefined) => string> = {
  introduce: (about) => (about === undefined ? 'Une brève présentation' : `Une brève présentation${colon} ${about}`),
  followUp: (about) => (about === undefined ? 'Je reviens vers vous' : `Je reviens vers vous${colon} ${about}`),
  invite: (about) => (about === undefined ? `Un quart d’heure pour échanger${mark}` : `Échanger au sujet ${de(about)}`),
  advice: (about) => (about === undefined ? 'Une question pour vous' : `Votre avis sur ${about}`),
};

function subjectOf(said: Opening): string | undefined {
  switch (said.kind) {
    case 'newRole':
    case 'promotion':
    case 'companyMove':
      return said.company && `Votre ${said.isNew ? 'nouveau poste' : 'poste'} ${at(said.company)}`;
    case 'anniversary':
      return said.company && `Votre poste ${at(said.company)}`;
    case 'role':
    case 'longTenure':
      return said.company && `Votre travail ${at(said.company)}`;
    case 'headline':
      return `«\u00a0${said.quote}\u00a0»`;
    case 'about':
    case 'school':
    case 'language':
      return undefined;
    default:
      return said satisfies never;
  }
}

export const french: Sentences = {
  greeting: (given) => (given === undefined ? 'Bonjour,' : `Bonjour ${given},`),
  hello: (name, sender) =>
    sender === undefined
      ? `Bonjour. Est-ce que je parle bien à ${name}${mark}`
      : `Bonjour, ${sender} à l’appareil. Est-ce que je parle bien à ${name}${mark}`,
  opening,
  curious: 'J’aimerais en savoir plus.',
  because: (company, channel) => `Je vous ${channel === 'call' ? 'appelle' : 'écris'} parce que vous travaillez ${at(company)}.`,
  self,
  ask: ({ channel, purpose, boldness, focus }) => {
    if (channel === 'call') return asksOnThePhone[purpose];
    if (boldness) return (boldness === 'bold' ? directAsks : calmAsks)[purpose];
    if (focus === 'task') return exactAsks[purpose];
    return channel === 'note' && purpose === 'introduce' ? 'J’aurais plaisir à échanger avec vous.' : asks[purpose];
  },
  view: 'Votre point de vue m’intéresse.',
  ease: ({ channel, purpose, boldness }) => {
    if (channel === 'call') return undefined;
    return boldness === 'calm' ? `Rien ne presse${colon} prenez le temps d’y réfléchir.` : eases[purpose];
  },
  close: (channel, sender) =>
    sender === undefined || channel === 'note' || channel === 'call'
      ? undefined
      : `${channel === 'email' ? 'Bien cordialement' : 'Cordialement'},\n${sender}`,
  subjectOf,
  subject: ({ purpose, about }) => subjects[purpose](about),
};
