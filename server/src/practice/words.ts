/** Words of the interface of the practice pages, as the two languages show them. */
import type { InterfaceLanguage } from './people.ts';

interface Words {
  degree: Record<1 | 2 | 3, string>;
  degreeSpoken: (degree: string) => string;
  months: string[];
  present: string;
  duration: (years: number, months: number) => string;
  contactInfo: string;
  followers: (n: string) => string;
  connections: (n: string) => string;
  connect: string;
  follow: string;
  message: string;
  editProfile: string;
  more: string;
  about: string;
  experience: string;
  education: string;
  skills: string;
  languages: string;
  showAll: (n: number, what: string) => string;
  moreProfiles: string;
  privateMember: string;
  mutual: (others: number) => string;
  and: string;
  currentCompany: (name: string) => string;
  school: (name: string) => string;
  profilePhoto: string;
  search: string;
  home: string;
  network: string;
  messaging: string;
  me: string;
  peopleFound: (n: number) => string;
  practice: string;
  contactHidden: string;
  close: string;
  emptyTitle: string;
  emptyText: string;
  primaryContent: string;
  welcome: string;
  welcomeText: string;
  seeEverybody: string;
  next: string;
}

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
const joined = (...parts: (string | false)[]): string => parts.filter(Boolean).join(' ');

export const wordsOf: Record<InterfaceLanguage, Words> = {
  en: {
    degree: { 1: '1st', 2: '2nd', 3: '3rd' },
    degreeSpoken: (degree) => `${degree} degree connection`,
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    present: 'Present',
    duration: (years, months) => joined(years > 0 && plural(years, 'yr', 'yrs'), months > 0 && plural(months, 'mo', 'mos')),
    contactInfo: 'Contact info',
    followers: (n) => `${n} followers`,
    connections: (n) => `${n} connections`,
    connect: 'Connect',
    follow: 'Follow',
    message: 'Message',
    editProfile: 'Edit profile',
    more: 'More',
    about: 'About',
    experience: 'Experience',
    education: 'Education',
    skills: 'Skills',
    languages: 'Languages',
    showAll: (n, what) => `Show all ${n} ${what}`,
    moreProfiles: 'More profiles for you',
    privateMember: 'LinkedIn Member',
    mutual: (others) => plural(others, 'other mutual connection', 'other mutual connections'),
    and: 'and',
    currentCompany: (name) => `Current company: ${name}. Click to skip to experience card`,
    school: (name) => `Education: ${name}. Click to skip to education card`,
    profilePhoto: 'Profile photo',
    search: 'Search',
    home: 'Home',
    network: 'People',
    messaging: 'Messaging',
    me: 'Me',
    peopleFound: (n) => `About ${n} results`,
    practice: 'Practice page: every person here is invented.',
    contactHidden: 'Practice people keep their phone numbers and addresses to themselves.',
    close: 'Close',
    emptyTitle: 'Nobody to meet here',
    emptyText: 'This part of the practice network is empty. Go back to the people to try Wellmet on a profile.',
    primaryContent: 'Primary content',
    welcome: 'Try Wellmet here first',
    welcomeText: 'This small network behaves like the real one, but nobody in it exists. Open a profile, then ask Wellmet to analyse it.',
    seeEverybody: 'See everybody',
    next: 'Next',
  },
  fr: {
    degree: { 1: '1er', 2: '2e', 3: '3e et +' },
    degreeSpoken: (degree) => `Relation de ${degree} niveau`,
    months: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
    present: 'aujourd’hui',
    duration: (years, months) => joined(years > 0 && plural(years, 'an', 'ans'), months > 0 && `${months} mois`),
    contactInfo: 'Coordonnées',
    followers: (n) => `${n} abonnés`,
    connections: (n) => `${n} relations`,
    connect: 'Se connecter',
    follow: 'Suivre',
    message: 'Message',
    editProfile: 'Modifier le profil',
    more: 'Plus',
    about: 'Infos',
    experience: 'Expérience',
    education: 'Formation',
    skills: 'Compétences',
    languages: 'Langues',
    showAll: (n, what) => `Afficher les ${n} ${what}`,
    moreProfiles: 'Plus de profils pour vous',
    privateMember: 'Utilisateur LinkedIn',
    mutual: (others) => plural(others, 'autre relation en commun', 'autres relations en commun'),
    and: 'et',
    currentCompany: (name) => `Entreprise actuelle : ${name}. Cliquez pour passer à la fiche d’expérience`,
    school: (name) => `Formation : ${name}. Cliquez pour passer à la fiche de formation`,
    profilePhoto: 'Photo de profil',
    search: 'Rechercher',
    home: 'Accueil',
    network: 'Personnes',
    messaging: 'Messagerie',
    me: 'Vous',
    peopleFound: (n) => `Environ ${n} résultats`,
    practice: 'Page d’entraînement : toutes les personnes sont inventées.',
    contactHidden: 'Les personnes d’entraînement gardent leur téléphone et leur adresse pour elles.',
    close: 'Fermer',
    emptyTitle: 'Personne à rencontrer ici',
    emptyText: 'Cette partie du réseau d’entraînement est vide. Revenez aux personnes pour essayer Wellmet sur un profil.',
    primaryContent: 'Contenu principal',
    welcome: 'Essayez d’abord Wellmet ici',
    welcomeText:
      'Ce petit réseau se comporte comme le vrai, mais personne n’y existe. Ouvrez un profil, puis demandez à Wellmet de l’analyser.',
    seeEverybody: 'Voir tout le monde',
    next: 'Suivant',
  },
};
