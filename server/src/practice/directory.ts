/** The crowd of the practice network: people worked out from lists of words, always the same ones. Names, companies and schools are invented. */
import { createHash } from 'node:crypto';
import { pathWord } from './markup.ts';
import { type InterfaceLanguage, practicePeople, type PracticePerson } from './people.ts';

/** People who share a language: how they are called, where they live, how they write a headline. */
interface Circle {
  given: string;
  family: string;
  places: string;
  /** Between role and company. */
  at: string;
  roles?: string;
  speaks: string;
  language?: InterfaceLanguage;
}

const circles: Circle[] = [
  {
    given: 'Alma Barnaby Cressida Dorian Effie Fergal Gwendolen Hollis Imogen Jasper',
    family: 'Ashgrove Brindlemere Cottersby Dunwick-Hale Elverstone Fennimoor Garrowby Hexholme Inglethorn Jessamere',
    places: 'Leeds, England, United Kingdom|Glasgow, Scotland, United Kingdom|Cardiff, Wales, United Kingdom',
    at: 'at',
    speaks: 'English',
  },
  {
    given: 'Apolline Baptiste Capucine Donatien Éloïse Florian Garance Honoré Isaure Joachim',
    family: 'Aubrelac Brézimont Clairvanne Desmoutiers-Roux Estrelain Fontgarde Grandlieuvre Hautbrisay Ivernel Jourdrin',
    places: 'Lyon, Auvergne-Rhône-Alpes, France|Toulouse, Occitanie, France|Liège, Région wallonne, Belgique',
    at: 'chez',
    roles:
      'Directrice commerciale|Responsable achats|Chef de projet|Ingénieur d’affaires|Responsable marketing|Directeur des opérations|Contrôleuse de gestion',
    speaks: 'Français',
    language: 'fr',
  },
  {
    given: 'Annegret Burkhard Cordula Detlev Eberhard Friederike Gundula Hartwig Ingeborg Jürgen',
    family: 'Ahlersbrück Birkenstedt Clausweiler Dörrenhagen Ettersberg Falkenrath Grünmüller Hollerbach-Voß Immental Jägerkamp',
    places: 'Hamburg, Germany|Leipzig, Saxony, Germany|Graz, Styria, Austria',
    at: 'bei',
    roles: 'Leiterin Vertrieb|Einkaufsleiter|Projektmanagerin|Leiter Instandhaltung|Produktmanagerin|Geschäftsführer|Controllerin',
    speaks: 'German',
  },
  {
    given: 'Amaya Benicio Candela Dámaso Estrella Facundo Graciela Horacio Itziar Joaquín',
    family: 'Albarrosa Bermejal Cascorrio Dehesanta Encinarejo Fuenteliza Guadalmar Herrezuelo Iribarnal Jaramillar',
    places: 'Valencia, Spain|Bilbao, Basque Country, Spain|Montevideo, Uruguay',
    at: 'en',
    roles: 'Directora comercial|Jefe de compras|Responsable de marketing|Ingeniera de proyectos|Director de operaciones',
    speaks: 'Spanish',
  },
  {
    given: 'Allegra Brando Costanza Duilio Eleonora Fiorenzo Ginevra Ippolito Livia Manlio',
    family: 'Altobrandi Belcastello Cinquefonti Dellacosta Ermenaldi Fiumalbo Granarolli Lagoscuro Montefalchi Nocebruna',
    places: 'Turin, Piedmont, Italy|Bologna, Emilia-Romagna, Italy|Trieste, Italy',
    at: 'presso',
    speaks: 'Italian',
  },
  {
    given: 'Aldona Bogdan Celina Dobrosław Edyta Florian Grażyna Hubert Iwona Jarosław',
    family: 'Aniołkiewicz Brzozdół Czarnolaska Dębogórski Estkowicz Falborska Gwiazdoń Hajduczek Iwańczewska Jesionkowski',
    places: 'Gdańsk, Pomorskie, Poland|Wrocław, Dolnośląskie, Poland',
    at: '–',
    speaks: 'Polish',
  },
  {
    given: 'Aleida Bastiaan Cornelieke Diederik Eefje Floris Geertruida Hidde Ilse Jorrit',
    family: 'Aarlanderveld Bovenkamp-Smits Coppelaer Dijkgraven Eikenhorst Fonteyne Grevenbos Hazelhof Indenkleef Jaspersloot',
    places: 'Utrecht, Netherlands|Ghent, Flemish Region, Belgium',
    at: 'bij',
    speaks: 'Dutch',
  },
  {
    given: 'Aurora Bento Constança Duarte Eulália Firmino Graça Heitor Iracema Jacinto',
    family: 'Alvorão Brejeira Cascalheira Douradinho Ervideira Fontanelas Gralheira Horizontes Ilhavense Jardinal',
    places: 'Porto, Portugal|Curitiba, Paraná, Brazil',
    at: 'na',
    speaks: 'Portuguese',
  },
  {
    given: 'Astrid Bengt Dagny Einar Freja Gunnar Hedvig Ivar Johanne Kjell',
    family: 'Aspelund Björkfors Dalsgren Ekhammar Fjällmo Granvik Höglid Isdahl Jernvallen Kvistberg',
    places: 'Malmö, Skåne County, Sweden|Bergen, Vestland, Norway|Aarhus, Denmark',
    at: 'på',
    speaks: 'Swedish',
  },
  {
    given: 'Adviye Bahadır Cemile Doğukan Elçin Ferruh Gülizar Haluk Işılay Kürşat',
    family: 'Akbulutlu Bozdereli Çınarözü Dağaltı Elmaslıca Fındıkoba Gökçedere Hisarönü İncirpınar Karaçamlı',
    places: 'İzmir, Türkiye|Ankara, Türkiye',
    at: '|',
    speaks: 'Turkish',
  },
  {
    given: 'Aarohi Bhaskar Charulata Devdutt Eshaan Falguni Girija Harshad Indumati Jayesh',
    family: 'Ambarwal Bhoomika-Rao Chandravarti Deshgaonkar Ekbotekar Fulzelewar Gopalakrish Hirebanur Indrakanti Jaltare',
    places: 'Pune, Maharashtra, India|Chennai, Tamil Nadu, India|Toronto, Ontario, Canada',
    at: 'at',
    speaks: 'Hindi',
  },
  {
    given: 'Akari Botan Chiyo Daigo Emiri Fumio Ginko Hayato Itsuki Junpei',
    family: 'Amanokawa Benizuru Chidorigafu Doumeki Enokizaka Fujimidai Ginrei Hanamizaki Isokaze Kazahaya',
    places: 'Osaka, Japan|Sapporo, Hokkaido, Japan',
    at: ', ',
    speaks: 'Japanese',
  },
  {
    given: 'Abiodun Bukola Chidera Damilola Ebele Folarin Gbemisola Hauwa Ikenna Jumoke',
    family: 'Adegbamila Bamitoro Chukwuebi Dosunmila Ekwueneme Fashorinde Gbolamide Hassanuwa Ilesanmoye Jegedelo',
    places: 'Lagos, Nigeria|Accra, Ghana',
    at: 'at',
    speaks: 'Yoruba',
  },
  {
    given: 'Ałena Bořivoj Ctirad Drahomíra Erzsébet Ferdinánd Galina Hostimil Ioana Jolán',
    family: 'Alšovická Bělohradil Čejkovan Dubnohorská Erdőszegi Fehérkúti Golubevska Hvozdnický Izvoranu Jávorhegyi',
    places: 'Brno, South Moravia, Czechia|Budapest, Hungary|Cluj-Napoca, Romania',
    at: '@',
    speaks: 'Czech',
  },
];

/** The company and the school with enough people for several loads of their People tab. */
export const largeCompany = 'Norrholt Instruments';
export const largeSchool = 'Oskerby Polytechnic';

const companies =
  'Veltrane|Oskerby Grid|Fernhollow Robotics|Halvorsby Cold Chain|Pelgrane Software|Thornwick Parcels|Calderstoke Paper|Lumarelle|Mossgate Dental|Brumelac|Tessonde|Aldermarch Insurance|Quillmarsh Payments|Sorrelbrook Foods'.split(
    '|',
  );
const schools = 'Marrowdale University|Université de Haute-Brume|Solvane Institute|Instituto Vale Sereno'.split('|');
const roles =
  'Head of Sales|Purchasing Manager|Account Executive|Plant Manager|VP Marketing|Customer Success Lead|Finance Director|Data Engineer|Quality Manager|Managing Director|Service Technician|Head of People'.split(
    '|',
  );
const skills = 'Negotiation|Supplier development|Forecasting|Lean maintenance|Field service|Pricing|Onboarding|Trade fairs|Reporting'.split(
  '|',
);

/** Item `n` of a list that begins anew at its end. */
function pick<T>(list: readonly T[], n: number): T {
  const item = list[n % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
}

const digest = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 6);

/** What LinkedIn's lists have, too, and readers stumble over; by place in the crowd. */
const oddities: Record<number, Partial<PracticePerson>> = {
  2: { headline: '--' },
  4: { name: 'Effie Elverstone 🌻' },
  7: { name: 'Hollis', slug: 'hollis' },
  11: { linkLanguage: 'fr' },
  23: { name: 'Ingrid Falkenrath, PhD' },
  31: { name: 'Marisol Encinarejo', slug: 'marisol-encinarejo' },
  34: { name: 'Marisol Encinarejo', slug: 'marisol-encinarejo-2' },
  37: {
    headline:
      'Director de operaciones | Manufacturing, logistics & everything between two warehouses | Speaker, mentor, father of three | Helping teams of 5 to 500 ship on time without heroics since 2009 🚚📦 | Opinions are my forklift’s',
  },
  52: { headline: '--' },
  68: { linkLanguage: 'pt' },
  77: { headline: 'Growth | 𝗛𝗲𝗹𝗽𝗶𝗻𝗴 teams sell | 🚀' },
  88: { name: 'freja fjällmo' },
  96: { name: 'Gülizar G.' },
  113: { name: '風早 樹', slug: 'kazahaya-itsuki-風早' },
  119: { name: 'ليلى الحدادة', slug: 'layla-alhaddada', location: 'Casablanca, Morocco' },
  127: { headline: '--' },
};

function personOf(n: number): PracticePerson {
  const [at, circle] = [Math.floor(n / 10), pick(circles, Math.floor(n / 10))];
  const name = oddities[n]?.name ?? `${pick(circle.given.split(' '), n)} ${pick(circle.family.split(' '), n + at + 3)}`;
  const role = pick(circle.roles?.split('|') ?? roles, n * 5 + at);
  const company = n % 3 === 0 ? largeCompany : pick(companies, n * 3 + at);
  const school = n % 4 === 1 ? largeSchool : pick(schools, n);
  const location = pick(circle.places.split('|'), n);
  const since = 2009 + ((n * 7) % 14);
  return {
    slug: `${pathWord(name)}-${digest(name)}`,
    memberNumber: 221_400_000 + n * 3_571_003,
    name,
    headline: n % 5 === 3 ? `${role} | ${company} | ${pick(skills, n)}` : `${role} ${circle.at} ${company}`.replace(' , ', ', '),
    ...(n % 17 !== 16 && { location }),
    company,
    ...(n % 2 === 1 && { school }),
    degree: n % 10 === 9 ? 1 : n % 10 < 6 ? 2 : 3,
    positions: [
      { title: role, company, start: `${since + 3}-0${1 + (n % 9)}`, location },
      { title: pick(roles, n + 4), company: pick(companies, n + 5), start: `${since}`, end: `${since + 3}-0${1 + (n % 8)}` },
    ],
    education: n % 2 === 1 ? [{ school, start: `${since - 4}`, end: `${since - 1}` }] : [],
    skills: [pick(skills, n), pick(skills, n + 2), pick(skills, n + 5)],
    languages: [{ name: circle.speaks }, ...(circle.speaks === 'English' ? [] : [{ name: 'English' }])],
    connections: n % 3 === 1 ? '500+' : String(38 + ((n * 29) % 430)),
    drawnBy: pick(['sdui-id', 'ember', 'sdui-componentkey'] as const, n),
    language: circle.language ?? 'en',
    ...oddities[n],
  };
}

/** A colleague who hides their name, in the large company alone. */
const hiddenColleague: PracticePerson = {
  memberNumber: 734_118_205,
  name: 'Nobody to be named either',
  headline: 'Calibration engineer',
  company: largeCompany,
  positions: [],
  education: [],
  skills: [],
  languages: [],
  drawnBy: 'sdui-componentkey',
  language: 'en',
};

const directoryPeople: PracticePerson[] = [...Array.from({ length: circles.length * 10 }, (_, n) => personOf(n)), hiddenColleague];

/** Everybody but the viewer: first those whose pages were written by hand. */
export const network: PracticePerson[] = [...practicePeople, ...directoryPeople];
