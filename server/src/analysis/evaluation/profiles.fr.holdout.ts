import { frenchPassages as text } from './passages.fr.ts';
import type { Profile } from './profile.ts';

/** Aussi long que le demande un style, sans phrase dite deux fois. */
const italianLong = Array.from(
  { length: 18 },
  (_, n) =>
    `Nell'anno ${n + 1} abbiamo visitato ${n + 20} officine e scritto tutto quello che abbiamo visto prima di chiedere un prezzo. I buoni fornitori si trovano lentamente, ce lo ha insegnato l'inverno numero ${n + 1}.`,
).join(' ');

/** Moitié française qui ne fait que mesurer. */
export const frenchHoldout: readonly Profile[] = [
  {
    name: 'Aliénor Bréhault',
    headline: 'Directrice des achats chez Réseau du Nord',
    about: [text.lent, text.methode, text.lettre, text.archives, text.marche].join('\n'),
    positions: [
      ['Directrice des achats', 'Réseau du Nord', 'sept. 2025 - aujourd’hui · 1 an 3 mois'],
      ['Responsable achats', 'Talvero', 'avr. 2018 - août 2025'],
    ],
    is: {
      seniority: 'director',
      function: 'procurement',
      language: 'fr',
      since: '2025-09',
      move: 'company',
      style: 'read',
      hooks: ['about'],
    },
  },
  {
    name: 'Fulbert Chastaing',
    headline: 'Directeur des opérations',
    about: [text.direct, text.atelier, text.port, text.lancement, text.apprentis].join('\n\n'),
    positions: [['Directeur des opérations', 'Fonderie de la Lande', 'nov. 2019 - aujourd’hui · 7 ans 1 mois']],
    education: [['École de gestion de Valcendre', 'MBA', '2010 - 2012']],
    is: {
      seniority: 'director',
      function: 'operations',
      language: 'fr',
      since: '2019-11',
      style: 'read',
      hooks: ['anniversary', 'about', 'school'],
    },
  },
  {
    name: 'Maïwenn Corlay',
    headline: 'Chargée de recrutement | Nous embauchons des gens qui réparent',
    about: [text.equipe, text.lettre, text.apprentis, text.lent].join('\n'),
    positions: [
      ['Chargée de recrutement', 'Bacs de l’Ouest', 'juil. 2026 - aujourd’hui · 5 mois', text.archives],
      ['Assistante RH', 'Orvane', '2021 - juin 2026'],
    ],
    is: {
      seniority: 'professional',
      function: 'people',
      language: 'fr',
      since: '2026-07',
      move: 'company',
      style: 'read',
      hooks: ['newRole', 'about'],
    },
  },
  {
    name: 'Josselin Arbogast',
    headline: 'Contrôleur de gestion',
    about: [text.comptes, text.methode, text.archives, text.lent, text.port].join(' '),
    positions: [['Contrôleur de gestion', 'Chêne & Cie', 'févr. 2021 - aujourd’hui']],
    is: { seniority: 'professional', function: 'finance', language: 'fr', since: '2021-02', style: 'read', hooks: ['longTenure', 'about'] },
  },
  {
    name: 'Mahaut Saint-Clar',
    headline: 'Directrice des ventes France',
    about: [text.marche, text.direct, text.lettre, text.lancement].join('\n'),
    positions: [
      ['Directrice des ventes', 'Brannoc Paiement', 'oct. 2026 - aujourd’hui · 2 mois'],
      ['Responsable régionale des ventes', 'Brannoc Paiement', 'août 2021 - sept. 2026'],
    ],
    is: {
      seniority: 'director',
      function: 'sales',
      language: 'fr',
      since: '2026-10',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['promotion', 'longTenure', 'about'],
    },
  },
  {
    name: 'Yanis Boutonnet',
    headline: 'Développeur back-end',
    about:
      'J’écris la partie de la billetterie que personne ne voit. En mars, nous avons changé de base avec 6 millions de billets, et les bacs naviguaient.',
    positions: [['Développeur back-end', 'Bacs de l’Ouest', 'mars 2023 - aujourd’hui']],
    is: { seniority: 'professional', function: 'engineering', language: 'fr', since: '2023-03', style: 'notEnoughText', hooks: ['about'] },
  },
  {
    name: 'Sibylle Ormont',
    headline: 'Cofondatrice, Studio Formulaire',
    positions: [
      ['Cofondatrice', 'Studio Formulaire', 'janv. 2019 - aujourd’hui'],
      ['Directrice artistique', 'Fuseau', '2014 - 2018'],
    ],
    education: [['École d’art de la Lande', 'DNSEP']],
    is: { seniority: 'owner', function: 'generalManagement', since: '2019-01', move: 'company', style: 'notEnoughText', hooks: ['school'] },
  },
  {
    name: 'Gonzague Péliade',
    headline: 'Approvisionneur chez Tissages du Rhône',
    positions: [
      ['Approvisionneur', 'Tissages du Rhône', 'avr. 2026 - aujourd’hui · 8 mois'],
      ['Magasinier', 'Teintures du Port', 'janv. 2021 - avr. 2026'],
    ],
    is: {
      seniority: 'professional',
      function: 'procurement',
      since: '2026-04',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['companyMove'],
    },
  },
  {
    name: 'Aurèle Montfaucon',
    headline: 'Cheffe de marque | Du thé, des biscuits et la vérité sur les deux',
    about: 'Nous avons relancé en 2024 le biscuit de la Lande dans sa boîte de 1931. Les pâtissiers de Rennes nous écrivent encore.',
    positions: [['Cheffe de marque', 'Biscuits de la Lande', 'nov. 2023 - aujourd’hui · 3 ans 1 mois']],
    is: {
      seniority: 'professional',
      function: 'marketing',
      language: 'fr',
      since: '2023-11',
      style: 'notEnoughText',
      hooks: ['anniversary', 'about', 'headline'],
    },
  },
  {
    name: 'Côme Espinasse',
    headline: 'Avocat collaborateur',
    positions: [
      ['Avocat collaborateur', 'Vauthier Laval', 'sept. 2022 - aujourd’hui'],
      ['Élève-avocat', 'Vauthier Laval', 'sept. 2020 - août 2022'],
    ],
    education: [['Faculté de droit de Brannoc', 'Master 2', '2016 - 2020']],
    is: { seniority: 'professional', function: 'legal', since: '2022-09', move: 'promotion', style: 'notEnoughText', hooks: ['school'] },
  },
  {
    name: 'Honorine Talabard',
    headline: 'Pause carrière',
    positions: [
      ['Congé parental', 'Pause carrière', 'janv. 2025 - aujourd’hui'],
      ['Chargée de clientèle', 'Orvane', '2019 - 2024'],
    ],
    is: { style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Loïc Andrézieux',
    headline: 'À la recherche d’un nouveau poste en logistique',
    positions: [['Responsable transport', 'Ficelles du Nord', '2016 - 2026']],
    languages: [['Portugais', 'Compétence professionnelle complète']],
    is: { style: 'notEnoughText', hooks: ['language'] },
  },
  {
    name: 'Ornella Santucci',
    headline: 'Directrice technique',
    about: italianLong,
    positions: [['Directrice technique', 'Studio Formulaire', 'févr. 2024 - aujourd’hui']],
    is: { seniority: 'director', function: 'engineering', since: '2024-02', style: 'otherLanguage', hooks: [] },
  },
  {
    name: 'Bastienne Louvard',
    headline: 'Directrice de la relation client chez Fuseau',
    about:
      'Nos clients nous écrivent 900 lettres par semaine. La réponse la plus courte, en 2023, tenait en un mot, et le client de Quimper est resté.',
    positions: [
      ['Directrice de la relation client', 'Fuseau', 'janv. 2026 - aujourd’hui · 11 mois'],
      ['Responsable service client', 'Fuseau', 'mars 2022 - déc. 2025'],
    ],
    is: {
      seniority: 'director',
      function: 'customer',
      language: 'fr',
      since: '2026-01',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['promotion', 'about'],
    },
  },
  {
    name: 'Firmin Dulaurens',
    headline: 'Technicien de maintenance',
    positions: [
      [
        'Technicien de maintenance',
        'Fonderie de la Lande',
        '2011 - aujourd’hui',
        'Les presses, les fours et le monte-charge auquel les autres n’osent pas toucher.',
      ],
    ],
    is: { seniority: 'professional', function: 'operations', language: 'fr', since: '2011', style: 'notEnoughText', hooks: ['longTenure'] },
  },
  {
    name: 'Léontine Grivel',
    headline: 'Alternante marketing chez Biscuits de la Lande',
    positions: [['Alternante marketing', 'Biscuits de la Lande', 'sept. 2026 - aujourd’hui · 3 mois']],
    education: [['Université de la Lande', 'Master marketing', '2023 - 2027']],
    is: { seniority: 'training', function: 'marketing', since: '2026-09', style: 'notEnoughText', hooks: ['newRole', 'school'] },
  },
  {
    name: 'Edmond Vaubernier',
    headline: 'Ancien président d’Orvane',
    positions: [['Président', 'Orvane', '2009 - 2022']],
    is: { style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Mélusine Darcourt',
    headline: 'Data scientist chez Réseau du Nord',
    about:
      'Mes modèles devinent la quantité d’eau que Lille boira demain. Ils se sont trompés le soir de la finale de 2025, et cette courbe est chez nous au mur.',
    positions: [
      ['Data scientist', 'Réseau du Nord', 'oct. 2024 - aujourd’hui'],
      ['Analyste de données', 'Brannoc Paiement', 'févr. 2022 - sept. 2024'],
    ],
    is: {
      seniority: 'professional',
      function: 'data',
      language: 'fr',
      since: '2024-10',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['about'],
    },
  },
  {
    name: 'Tancrède Boissieu',
    headline: 'Vice-président ingénierie',
    positions: [
      ['Vice-président ingénierie', 'Quillon', 'nov. 2024 - aujourd’hui'],
      ['Responsable développement logiciel', 'Fuseau', '2018 - oct. 2024'],
    ],
    is: { seniority: 'vp', function: 'engineering', since: '2024-11', move: 'company', style: 'notEnoughText', hooks: ['anniversary'] },
  },
  {
    name: 'Marceline Oudot',
    headline: 'Responsable de magasin',
    positions: [
      ['Responsable de magasin', 'Teintures du Port', 'juin 2021 - aujourd’hui'],
      ['Vendeuse', 'Teintures du Port', '2017 - mai 2021'],
    ],
    is: { seniority: 'manager', function: 'sales', since: '2021-06', move: 'promotion', style: 'notEnoughText', hooks: ['longTenure'] },
  },
  {
    name: 'Ignace Pontivy',
    headline: 'Technicien support informatique',
    positions: [['Technicien support informatique', 'Lindmoor', 'août 2025 - aujourd’hui']],
    languages: [
      ['Allemand', 'Compétence professionnelle'],
      ['Français', 'Bilingue ou langue natale'],
    ],
    is: { seniority: 'professional', function: 'it', since: '2025-08', style: 'notEnoughText', hooks: ['language'] },
  },
  {
    name: 'Rosalie Kervella',
    headline: 'Designer produit senior | Moins d’écrans et de meilleures questions pour les gens du guichet',
    positions: [['Designer produit senior', 'Studio Formulaire', 'déc. 2023 - aujourd’hui']],
    is: { seniority: 'senior', function: 'design', language: 'fr', since: '2023-12', style: 'notEnoughText', hooks: ['headline'] },
  },
  {
    name: 'Hippolyte Carnéjac',
    headline: 'Responsable comptable',
    about: [text.comptes, text.port, text.marche, text.methode].join('\n'),
    positions: [['Responsable comptable', 'Ficelles du Nord', 'nov. 2017 - aujourd’hui · 9 ans 1 mois']],
    is: {
      seniority: 'manager',
      function: 'finance',
      language: 'fr',
      since: '2017-11',
      style: 'notEnoughText',
      hooks: ['anniversary', 'about'],
    },
  },
  {
    name: 'Séverine Aldebert',
    headline: 'Gestionnaire de paie',
    positions: [
      ['Gestionnaire de paie', 'Fonderie de la Lande', 'févr. 2026 - aujourd’hui · 10 mois'],
      ['Comptable', 'Chêne & Cie', '2019 - janv. 2026'],
    ],
    is: {
      seniority: 'professional',
      function: 'people',
      since: '2026-02',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['companyMove'],
    },
  },
  {
    name: 'Baudouin Lescure',
    headline: 'Diacre | Comptable',
    positions: [['Comptable', 'Diocèse de Valcendre', 'janv. 2013 - aujourd’hui']],
    is: { seniority: 'professional', function: 'finance', since: '2013-01', style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Lorette Tanguy',
    headline: 'Product owner chez Brannoc Paiement',
    positions: [
      ['Product owner', 'Brannoc Paiement', 'mai 2025 - aujourd’hui'],
      ['Business analyst', 'Réseau du Nord', '2021 - avr. 2025'],
    ],
    is: { seniority: 'professional', function: 'product', since: '2025-05', move: 'company', style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Amaury Sérignan',
    headline: 'Gérant de la Menuiserie Sérignan',
    about: 'Nous posons chaque année les fenêtres de 40 maisons du Gers. Le chêne est scié chez notre voisin, et les vitres sont du Tarn.',
    positions: [['Gérant', 'Menuiserie Sérignan', '2008 - aujourd’hui']],
    is: {
      seniority: 'executive',
      function: 'generalManagement',
      language: 'fr',
      since: '2008',
      style: 'notEnoughText',
      hooks: ['longTenure', 'about'],
    },
  },
  {
    name: 'Célestine Roubaud',
    headline: 'Assistante achats',
    positions: [['Assistante achats', 'Talvero', 'juin 2026 - aujourd’hui']],
    is: { seniority: 'professional', function: 'procurement', since: '2026-06', style: 'notEnoughText', hooks: ['newRole'] },
  },
  {
    name: 'Wandrille Estève',
    headline: 'Responsable grands comptes',
    positions: [
      ['Responsable grands comptes', 'Biscuits de la Lande', 'nov. 2021 - aujourd’hui · 5 ans 1 mois'],
      ['Commercial itinérant', 'Biscuits de la Lande', 'janv. 2016 - oct. 2021'],
    ],
    is: {
      seniority: 'professional',
      function: 'sales',
      since: '2021-11',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['anniversary', 'longTenure'],
    },
  },
  {
    name: 'Garance Thévenot',
    headline: 'Consultante senior chez Brannoc Conseil',
    positions: [
      ['Consultante senior', 'Brannoc Conseil', 'janv. 2024 - aujourd’hui'],
      ['Consultante', 'Brannoc Conseil', 'sept. 2021 - déc. 2023'],
    ],
    education: [['École de commerce des Tilleuls', 'Master', '2019 - 2021']],
    is: {
      seniority: 'senior',
      function: 'consulting',
      since: '2024-01',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['longTenure', 'school'],
    },
  },
];
