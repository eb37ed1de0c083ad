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
  previous: string;
  next: string;
  pageNumber: (n: number) => string;
  pageOf: (n: number, of: number) => string;
  noResults: string;
  noResultsText: string;
  searchResults: string;
  morePeople: string;
  comment: string;
  viewProfile: (name: string) => string;
  showMore: string;
  associated: (n: number) => string;
  alumni: (n: number) => string;
  peopleYouMayKnow: string;
  pageOfCompany: (name: string) => string;
  tabs: string;
  people: string;
  companyText: string;
  waysToTry: string;
  colleagues: (name: string) => string;
  alumniOf: (name: string) => string;
  olderSearch: string;
  salesSearch: string;
  leads: (n: number) => string;
  select: (name: string) => string;
  goToLead: (name: string) => string;
  inRole: (time: string) => string;
  leadPage: string;
  leadInformation: (name: string) => string;
  currentRoles: string;
  at: string;
  save: string;
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
    previous: 'Previous',
    next: 'Next',
    pageNumber: (n) => `Page ${n}`,
    pageOf: (n, of) => `Page ${n} of ${of}`,
    noResults: 'No results found',
    noResultsText: 'Try shortening or rephrasing your search.',
    searchResults: 'Search results',
    morePeople: 'More people',
    comment: 'Comment',
    viewProfile: (name) => `View ${name}’s profile`,
    showMore: 'Show more results',
    associated: (n) => `${n} associated members`,
    alumni: (n) => `${n} alumni`,
    peopleYouMayKnow: 'People you may know',
    pageOfCompany: (name) => `Organization page for ${name}`,
    tabs: 'Organization’s page navigation',
    people: 'People',
    companyText: 'An invented organisation. Its people stand under their own tab.',
    waysToTry: 'Lists to try',
    colleagues: (name) => `People at ${name}`,
    alumniOf: (name) => `Alumni of ${name}`,
    olderSearch: 'People search, older look',
    salesSearch: 'Sales Navigator',
    leads: (n) => `${n} results`,
    select: (name) => `Add ${name} to selection`,
    goToLead: (name) => `Go to ${name}’s profile`,
    inRole: (time) => `${time} in role`,
    leadPage: 'Sales Navigator Lead Page',
    leadInformation: (name) => `Basic lead information for ${name}`,
    currentRoles: 'Current role',
    at: 'at',
    save: 'Save',
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
    previous: 'Précédent',
    next: 'Suivant',
    pageNumber: (n) => `Page ${n}`,
    pageOf: (n, of) => `Page ${n} sur ${of}`,
    noResults: 'Aucun résultat',
    noResultsText: 'Essayez de raccourcir ou de reformuler votre recherche.',
    searchResults: 'Résultats de recherche',
    morePeople: 'Autres personnes',
    comment: 'Commenter',
    viewProfile: (name) => `Voir le profil de ${name}`,
    showMore: 'Afficher plus de résultats',
    associated: (n) => `${n} membres associés`,
    alumni: (n) => `${n} anciens élèves`,
    peopleYouMayKnow: 'Personnes que vous pourriez connaître',
    pageOfCompany: (name) => `Page d’organisation de ${name}`,
    tabs: 'Navigation de la page de l’organisation',
    people: 'Personnes',
    companyText: 'Une organisation inventée. Ses personnes ont un onglet à elles.',
    waysToTry: 'Listes à essayer',
    colleagues: (name) => `Les personnes de ${name}`,
    alumniOf: (name) => `Anciens élèves de ${name}`,
    olderSearch: 'Recherche de personnes, ancienne présentation',
    salesSearch: 'Sales Navigator',
    leads: (n) => `${n} résultats`,
    select: (name) => `Ajouter ${name} à la sélection`,
    goToLead: (name) => `Accéder au profil de ${name}`,
    inRole: (time) => `${time} à ce poste`,
    leadPage: 'Page de prospect Sales Navigator',
    leadInformation: (name) => `Informations de base sur ${name}`,
    currentRoles: 'Poste actuel',
    at: 'chez',
    save: 'Enregistrer',
  },
};
