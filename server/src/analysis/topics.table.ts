import type { TopicName } from '@wellmet/shared/insight';

export interface TopicRow {
  /** `undefined`: phrases that tell no topic though a part of them would. */
  topic: TopicName | undefined;
  /** Phrases as in `lexicon.ts`, of each language. */
  en: string;
  fr: string;
}

/**
 * What people of a trade write about, in words of ours. Only matters of business: nothing of health, religion, politics, unions, orientation, origin, age,
 * gender or looks has a row, and none may be added (product.md 5, 7). A phrase has to tell its topic alone, hence "supply chain" and not "chain".
 */
export const topicTable: readonly TopicRow[] = [
  {
    topic: 'prospecting',
    en: 'prospecting, cold call*, cold email*, outbound, lead generation, pipeline generation, new business, door to door',
    fr: 'prospection, prospecter, prospectons, prospecte, démarchage, conquête de clients, nouveaux clients, porte à porte, appels à froid, génération de leads',
  },
  {
    topic: 'keyAccounts',
    en: 'key account*, major account*, strategic account*, large account*, enterprise account*',
    fr: 'grands comptes, grand compte, comptes clés, compte clé, comptes stratégiques',
  },
  {
    topic: 'salesMethods',
    en: 'sales method*, sales cycle*, sales process*, sales team*, selling, sales playbook*, negotiat*, forecasting, sales floor, closing deals, deal review*, discovery call*',
    fr: 'méthode de vente, méthodes de vente, cycle de vente, cycles de vente, négociation*, négocier, négocie, force de vente, équipe commerciale, équipes commerciales, techniques de vente, forces de vente, vente complexe, ventes complexes, entretien de vente',
  },
  {
    topic: 'pricing',
    en: 'pricing, price list*, discount*, margins',
    fr: 'tarification, politique tarifaire, grille tarifaire, grilles tarifaires, remises, pricing',
  },
  {
    topic: 'partnerships',
    en: 'partnership*, reseller*, channel partner*, distributors, alliances, partner programme*, partner program*',
    fr: 'partenariat*, revendeur*/revendeuse*, distributeurs/distributrices, alliances, réseau de partenaires, réseau de distribution',
  },
  {
    topic: 'customerSuccess',
    en: 'customer success, renewals, renewal, churn, onboarding customers, customer onboarding, retention, adoption',
    fr: 'réussite client, customer success, renouvellement*, fidélisation, rétention client, attrition, churn',
  },
  {
    topic: 'customerService',
    en: 'customer service, customer support, helpdesk, help desk, support tickets, call centre*, call center*, after sales, complaints',
    fr: 'service client, service clients, relation client, relations clients, service après vente, centre d’appels, centres d’appels, réclamation*, support client',
  },
  {
    topic: 'brand',
    en: 'branding, brand identity, brand strategy, our brand, brands, rebrand*',
    fr: 'identité de marque, image de marque, plateforme de marque, notre marque, stratégie de marque, marques',
  },
  {
    topic: 'content',
    en: 'content strategy, content marketing, copywriting, newsletter*, editorial, podcast*, storytelling, blog post*, white paper*',
    fr: 'stratégie de contenu, stratégie éditoriale, rédaction, éditorial*, newsletter*, lettre d’information, podcast*, livre blanc, livres blancs, ligne éditoriale',
  },
  {
    topic: 'digitalMarketing',
    en: 'digital marketing, seo, sea, paid media, social media, performance marketing, marketing automation, email campaign*, paid search, demand generation, online advertising',
    fr: 'marketing digital, référencement, réseaux sociaux, publicité en ligne, marketing automation, acquisition payante, campagnes d’emailing, marketing numérique, webmarketing',
  },
  {
    topic: 'events',
    en: 'trade show*, trade fair*, conferences, event planning, corporate event*, exhibitions, webinars',
    fr: 'salons professionnels, salon professionnel, événementiel, événements d’entreprise, congrès, webinaires, séminaires d’entreprise',
  },
  {
    topic: 'ecommerce',
    en: 'e commerce, ecommerce, online shop*, online store*, marketplace*, web shop*',
    fr: 'e commerce, ecommerce, vente en ligne, boutique en ligne, boutiques en ligne, place de marché, places de marché, commerce en ligne',
  },
  {
    topic: 'retail',
    en: 'retail*, shop floor, store manager*, merchandising, our stores, our shops, stores, supermarket*, franchise*',
    fr: 'grande distribution, commerce de détail, points de vente, point de vente, merchandising, nos magasins, magasins, franchis*, nos boutiques, rayons, supermarché*',
  },
  {
    topic: 'product',
    en: 'product management, product team*, product discovery, roadmap*, product strategy, product owner*, backlog*, product manager*',
    fr: 'gestion de produit, équipe produit, équipes produit, feuille de route, stratégie produit, backlog*, découverte produit, roadmap*',
  },
  {
    topic: 'userExperience',
    en: 'user experience, ux, user research, usability, design system*, user interview*, accessibility, prototypes, interface design',
    fr: 'expérience utilisateur, ux, recherche utilisateur, ergonomie, design system*, entretiens utilisateurs, accessibilité, parcours utilisateur, parcours utilisateurs, maquettes, prototypes, tests utilisateurs',
  },
  {
    topic: 'software',
    en: 'software, source code, code review*, programming, open source, typescript, java, python, backend, back end, front end, frontend, refactor*, deployments, microservices, api, apis, legacy code, unit tests, web application*',
    fr: 'logiciel*, développement web, revue de code, revues de code, programmation, open source, logiciel libre, typescript, java, python, backend, back end, front end, frontend, refactor*, déploiements, microservices, api, applications web, code source, tests unitaires',
  },
  {
    topic: 'cloud',
    en: 'cloud, kubernetes, devops, infrastructure as code, data centre*, data center*, hosting, platform engineering, servers',
    fr: 'cloud, kubernetes, devops, hébergement web, datacenter*, centre de données, centres de données, infrastructure as code, serveurs, infonuagique',
  },
  {
    topic: 'cybersecurity',
    en: 'cybersecurity, cyber security, information security, phishing, ransomware, penetration test*, security audit*, incident response, vulnerabilit*',
    fr: 'cybersécurité, sécurité informatique, sécurité des systèmes, hameçonnage, rançongiciel*, tests d’intrusion, test d’intrusion, audit de sécurité, audits de sécurité, vulnérabilité*, cyberattaque*',
  },
  {
    topic: 'data',
    en: 'data science, data engineering, data quality, data platform*, data team*, analytics, dashboards, dashboard, data warehouse*, data model*, business intelligence, datasets, data pipeline*, statistics',
    fr: 'données, data, tableaux de bord, tableau de bord, entrepôt de données, informatique décisionnelle, statistiques, science des données, qualité des données, jeux de données',
  },
  {
    topic: 'artificialIntelligence',
    en: 'artificial intelligence, machine learning, ai, language model*, deep learning, generative ai, llm, llms, computer vision, neural network*',
    fr: 'intelligence artificielle, apprentissage automatique, ia, ia générative, modèles de langage, modèle de langage, machine learning, deep learning, vision par ordinateur, llm',
  },
  {
    topic: 'automation',
    en: 'automation, automate, automates, automated, automating, robot, robots, robotics, robotic*, rpa, plc, plcs',
    fr: 'automatisation, automatiser, automatisé*, automatisons, automatise, automatisme*, robot, robots, robotique, robotis*, rpa',
  },
  {
    topic: 'informationSystems',
    en: 'erp, crm, information system*, it infrastructure, system migration*, it department, legacy systems, sap, it service*, workstations',
    fr: 'erp, crm, système d’information, systèmes d’information, infrastructure informatique, parc informatique, sap, progiciel*, dsi, postes de travail, migration informatique',
  },
  {
    topic: 'manufacturing',
    en: 'manufactur*, production line*, assembly line*, factory, factories, lean, machining, workshop floor, plant manager*, production plant*, foundry, injection moulding, kaizen, our plant, plants',
    fr: 'usine, usines, ligne de production, lignes de production, atelier de production, fabrication, industriel*, lean, usinage, fonderie, chaîne d’assemblage, lignes de montage, kaizen, injection plastique, ateliers, chaudronnerie',
  },
  {
    topic: 'maintenance',
    en: 'maintenance, breakdowns, spare parts, repair shop*, predictive maintenance, repairs',
    fr: 'maintenance, pannes, pièces de rechange, pièces détachées, dépannage*, réparation*',
  },
  {
    topic: 'quality',
    en: 'quality management, quality control, quality assurance, iso 9001, audits, non conformit*, scrap rate, six sigma, product quality, defect*, zero defects',
    fr: 'management de la qualité, contrôle qualité, assurance qualité, démarche qualité, iso 9001, audits qualité, non conformité*, taux de rebut, six sigma, rebuts, zéro défaut, qualité produit, qualité des produits',
  },
  {
    topic: 'supplyChain',
    en: 'supply chain*, inventory, stock levels, demand planning, warehous*, logistics, order picking, stockouts, fulfilment, fulfillment',
    fr: 'supply chain, chaîne logistique, approvisionnement*, stocks, entrepôt, entrepôts, logistique, logistiques, préparation de commandes, ruptures de stock, gestion des stocks, plateforme logistique',
  },
  {
    topic: 'transport',
    en: 'freight, trucks, lorries, haulage, shipping, fleet management, last mile, rail freight, cargo, carriers, harbour*, ports, railway*, ferries, ferry',
    fr: 'fret, camions, transporteur*/transporteuse*, transport routier, affrètement*, dernier kilomètre, ferroviaire*, flotte de véhicules, transport maritime, livraisons, tournées, transports, conteneurs, fluvial*',
  },
  {
    topic: 'procurement',
    en: 'procurement, purchasing, sourcing, suppliers, supplier, tenders, vendor management, buyers',
    fr: 'achats, sourcing, fournisseur/fournisseurs/fournisseuse/fournisseuses, appels d’offres, appel d’offres, acheteurs/acheteuses, panel fournisseurs',
  },
  {
    topic: 'construction',
    en: 'construction site*, building site*, construction, civil engineering, contractors, architects, renovation*, scaffolding, concrete, bridges, timber frame*, roofing',
    fr: 'chantier, chantiers, bâtiment, bâtiments, génie civil, btp, travaux publics, rénovation*, béton, maîtrise d’œuvre, maîtrise d’ouvrage, charpente*, ossature bois, couverture, second œuvre, gros œuvre',
  },
  {
    topic: 'realEstate',
    en: 'real estate, property management, office space*, landlord*, tenants, leases, lettings, housing',
    fr: 'immobilier, immobilière, immobilières, immobiliers, bailleur*/bailleuse*, locataires, baux, copropriété*, logements, gestion locative, foncier',
  },
  {
    topic: 'energy',
    en: 'renewable*, solar, wind farm*, heat pump*, power grid*, electricity, energy efficiency, hydrogen, nuclear, batteries, wind turbines, energy, biogas, district heating',
    fr: 'énergies renouvelables, énergie renouvelable, solaire*, photovoltaïque*, éolien*, pompes à chaleur, pompe à chaleur, réseau électrique, électricité, efficacité énergétique, hydrogène, nucléaire, batteries, performance énergétique, énergie, énergies, biogaz, méthanisation, réseaux de chaleur, chaufferie*',
  },
  {
    topic: 'sustainability',
    en: 'sustainab*, carbon, circular economy, recycl*, climate, csr, esg, biodiversity, reuse, waste management, packaging waste, emissions',
    fr: 'développement durable, rse, carbone, économie circulaire, recycl*, climat, biodiversité, réemploi, transition écologique, gestion des déchets, déchets, écoconception, éco conception, émissions',
  },
  {
    topic: 'agriculture',
    en: 'agricultur*, farm, farms, farmers, farming, crops, vineyard*, orchard*, livestock, dairy, harvest*, irrigation',
    fr: 'agricole*, agriculture, agricult*, exploitations, cultures, vignoble*, vignes, vergers, élevage*, laitier*/laitière*, irrigation, récoltes, coopérative agricole, maraîch*, semences, céréal*',
  },
  {
    topic: 'food',
    en: 'food industry, food safety, bakery, bakeries, restaurants, beverages, recipes, food, brewery, breweries, cheese*',
    fr: 'agroalimentaire, sécurité alimentaire, boulangerie*, boissons, recettes, brasserie*, fromage*, biscuit*, alimentaire, alimentaires, conserverie*, chocolat*, plats cuisinés',
  },
  {
    topic: 'hospitality',
    en: 'hotel*, hospitality, tourism, guests, travel agenc*, campsite*, visitors, museums',
    fr: 'hôtel, hôtels, hôtellerie, tourisme, touristique*, restauration, camping*, voyageurs/voyageuses, agences de voyages, gîtes, séjours, musées',
  },
  {
    topic: 'finance',
    en: 'cash flow, financial planning, treasury, budgeting, corporate finance, fp a, working capital, financial reporting, budgets, acquisitions, mergers',
    fr: 'trésorerie, contrôle de gestion, direction financière, finance d’entreprise, besoin en fonds de roulement, reporting financier, prévisions financières, budgets, fusions acquisitions, finances',
  },
  {
    topic: 'accounting',
    en: 'accounting, bookkeeping, month end, closing the books, tax returns, statutory audit*, invoices, invoicing, ledger, accounts payable, payables, vat',
    fr: 'comptabilité, clôture mensuelle, clôtures, bilans, liasses fiscales, expertise comptable, cabinet comptable, commissariat aux comptes, factures, facturation, tva, grand livre, comptes annuels, fiscalité',
  },
  {
    topic: 'fundraising',
    en: 'fundraising, seed round*, venture capital, series a, series b, investors, angel investors, raised money',
    fr: 'levée de fonds, levées de fonds, capital risque, investisseurs/investisseuses, série a, amorçage, business angels',
  },
  {
    topic: 'banking',
    en: 'banking, retail bank*, loans, payments, mortgages, payment systems, card payments, credit risk, fintech*',
    fr: 'banque*, bancaire*, crédits, paiement*, moyens de paiement, prêts, monétique, fintech*, risque de crédit',
  },
  {
    topic: 'insurance',
    en: 'insurance, insurer*, underwrit*, claims handling, claims, brokers, reinsurance, policyholders',
    fr: 'assurance dommages, assurances, assureur*/assureuse*, assurance vie, souscription, sinistres, courtiers/courtières, courtage, réassurance, assuré/assurés/assurée/assurées, mutuelle*, indemnisation',
  },
  {
    topic: 'contracts',
    en: 'contract law, contracts, litigation, corporate law, intellectual property, compliance, legal advice, patents, trade marks, commercial leases',
    fr: 'droit des contrats, droit des affaires, contentieux, propriété intellectuelle, conformité, contrats, brevets, baux commerciaux, droit des sociétés, droit commercial, droit du travail',
  },
  {
    topic: 'dataProtection',
    en: 'gdpr, data protection, data privacy, personal data',
    fr: 'rgpd, protection des données, données personnelles, données à caractère personnel, dpo',
  },
  {
    topic: 'recruitment',
    en: 'recruitment, recruiting, talent acquisition, candidates, job interview*, employer brand*, headhunt*, job offers, hiring managers',
    fr: 'recrutement*, candidat*, entretiens d’embauche, marque employeur, acquisition de talents, chasse de têtes, offres d’emploi',
  },
  {
    topic: 'training',
    en: 'training course*, training programme*, training program*, e learning, learning and development, apprentices, apprenticeships, workshops for, instructional design, curriculum, learners, trainees',
    fr: 'formation professionnelle, formations, e learning, ingénierie pédagogique, apprenti/apprentis/apprentie/apprenties, apprentissage, plan de formation, modules de formation, apprenants/apprenantes, formation, pédagogie, tutorat',
  },
  {
    topic: 'leadership',
    en: 'leadership, managing teams, management style, team leader*, managers, leading teams, people management, delegat*, one to one*',
    fr: 'management, leadership, encadrement, managers, style de management, chefs/cheffes d’équipe, encadrer, délégation, management d’équipe',
  },
  {
    topic: 'remoteWork',
    en: 'remote work*, hybrid work*, distributed team*, working from home, home office',
    fr: 'télétravail, travail hybride, travail à distance, équipes à distance, équipe distribuée',
  },
  {
    topic: 'change',
    en: 'change management, transformation, digital transformation, reorganis*, reorganiz*, turnaround*',
    fr: 'conduite du changement, transformation, transformation numérique, transformation digitale, accompagnement du changement, réorganisation*, retournement',
  },
  {
    topic: 'projects',
    en: 'project management, programme management, program management, agile, scrum, pmo, project plan*, project teams',
    fr: 'gestion de projet, gestion de projets, conduite de projet, agile, agilité, scrum, pmo, méthodes agiles, pilotage de projets, planning de projet',
  },
  {
    topic: 'innovation',
    en: 'innovation, research and development, r d, patented, laboratory, prototyping, new materials',
    fr: 'innovation*, recherche et développement, r d, laboratoire*, prototypage, nouveaux matériaux',
  },
  {
    topic: 'entrepreneurship',
    en: 'startup*, start up, start ups, entrepreneur*, founders, bootstrapp*, small businesses, side business, scale up, scaleup*',
    fr: 'start up, startup*, entrepreneur*/entrepreneuse*, création d’entreprise, pme, tpe, jeunes pousses, reprise d’entreprise, artisan/artisans/artisane/artisanes, scale up',
  },
  {
    topic: 'exports',
    en: 'export*, international trade, customs, incoterms, new markets abroad, cross border',
    fr: 'export, exportation*, exporter, commerce international, douane*, incoterms, à l’export, marchés étrangers, import export',
  },
  {
    topic: 'publicSector',
    en: 'public sector, local authorit*, public tenders, public services, city hall, municipalit*, smart cities',
    fr: 'secteur public, collectivités, collectivité, marchés publics, commande publique, services publics, administration publique, collectivités territoriales',
  },
  {
    topic: 'space',
    en: 'satellite*, aerospace, aircraft, aviation, rockets, spacecraft, airline*',
    fr: 'satellite*, aéronautique, aérien, aviation, spatial*, avionique, fusées, compagnies aériennes',
  },
  {
    topic: 'telecoms',
    en: 'telecom*, 5g, fibre optic*, mobile network*, broadband',
    fr: 'télécom*, 5g, fibre optique, réseau mobile, réseaux mobiles, très haut débit',
  },
  {
    topic: 'media',
    en: 'journalism, publishing, press relations, public relations, newsroom*, broadcasting, video production, film production',
    fr: 'journalisme, édition, relations presse, relations publiques, presse, audiovisuel*, production vidéo, maison d’édition, maisons d’édition',
  },
  {
    topic: undefined,
    en: 'blood bank*, power plants, houseplants, personal training, food for thought, software of, harvest of, food chain*, on the ports',
    fr: 'chantier naval, données de santé, formation initiale, de formation, formation en, banque alimentaire, mutuelle santé, restauration collective, édition spéciale, première édition, deuxième édition, dernière édition, bâtiment administratif, au management, école de management, sans rayons',
  },
];
