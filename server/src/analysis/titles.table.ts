import type { JobFunction, Seniority } from '@wellmet/shared/insight';

/**
 * What words of a title mean, in French and English; the rules that combine them stand in `titles.ts`.
 * `words`: phrases between commas, alternatives between slashes ("directeur/directrice de site"). Accents, case and small
 * words (de, of, the …) do not matter. The longest phrase wins, and its words mean nothing else: "account executive" holds
 * no executive, "business partner" no partner.
 */
export interface Row {
  /** The level that the words name. */
  level?: Seniority;
  /** A level that the words give only beside others: "senior" alone says nothing. */
  modifier?: Seniority;
  function?: JobFunction;
  /** The function stands only if no other word names one: "consultant", "project manager", "analyst". */
  weak?: true;
  /** The words name a profession, but as well what another word is about ("commercial lawyer"): they count as a department. */
  adjective?: true;
  /** What follows is somebody else's level: "assistante DRH" is not a director. */
  serves?: true;
  words: string;
}

export const titleTable: readonly Row[] = [
  // Levels
  {
    level: 'training',
    words:
      'stagiaire, stage, intern, internship, trainee, alternant/alternante, alternance, apprenti/apprentie, apprentice, apprenticeship',
  },
  {
    level: 'training',
    words:
      'apprentissage, etudiant/etudiante, student, undergraduate, phd/doctoral candidate, doctorant/doctorante, eleve ingenieur, v i e',
  },
  { level: 'training', function: 'health', words: 'interne en medecine, medical student' },
  { level: 'training', function: 'legal', words: 'eleve avocat/avocate, trainee solicitor' },
  { modifier: 'junior', words: 'junior, jr, entry level, debutant/debutante, graduate' },
  { modifier: 'senior', words: 'senior, sr, snr, confirme/confirmee, experimente/experimentee, expert/experte' },
  { modifier: 'lead', words: 'principal/principale, staff' },
  { modifier: 'professional', words: 'executive, officer, freelance, fellow' },
  {
    level: 'professional',
    words: `charge/chargee, charge/chargee de mission, specialist/specialiste, coordinator/coordinateur/coordinatrice, representative/rep,
      gestionnaire, agent, conseiller/conseillere, advisor/adviser, technicien/technicienne, technician, employe/employee, attache/attachee,
      associate, internship/apprenticeship/intern coordinator/supervisor, researcher, chercheur/chercheuse, scientifique, assistant/assistante social/sociale, planner, strategist, collaborateur/collaboratrice, operateur/operatrice, operator, referent/referente, administrator, clerk`,
  },
  {
    level: 'lead',
    words: 'lead, team lead/leader, leader, chef/cheffe equipe, responsable equipe, supervisor, superviseur/superviseuse, coach equipe',
  },
  {
    level: 'manager',
    words:
      'manager/manageur/manageuse, responsable, resp, team manager, chef/cheffe service, chef/cheffe departement, mgr, encadrant/encadrante, chef/cheffe pole/bureau/unite, assistant manager, deputy manager',
  },
  {
    level: 'director',
    words:
      'director/directeur/directrice, dir, head, directeur/directrice adjoint/adjointe, deputy director, chef/cheffe division, assistant director, sous directeur/directrice, co head, directeur/directrice delegue/deleguee',
  },
  { level: 'vp', words: 'vp, svp, evp, avp, rvp, vice president/presidente, senior/executive/assistant vice president, assistant vp' },
  { level: 'executive', words: 'chief, chief digital officer, cdo, cpo, cco' },
  { level: 'owner', words: 'partner, associe/associee, managing associe' },

  // Heads of companies
  {
    level: 'owner',
    function: 'generalManagement',
    words: `founder, cofounder, co founder, fondateur/fondatrice, cofondateur/cofondatrice, co fondateur/fondatrice, founding/managing/senior partner,
      owner, co owner, business owner, owner operator, proprietaire, entrepreneur/entrepreneuse/entrepreneure, auto/micro entrepreneur/entrepreneuse,
      chef/cheffe entreprise, gerant/gerante associe/associee, president/presidente associe/associee, patron/patronne, operating partner, solopreneur, exploitant/exploitante`,
  },
  {
    level: 'executive',
    function: 'generalManagement',
    words: `ceo, chief executive, chief executive officer, pdg, president/presidente directeur/directrice general/generale, president/presidente,
      dg, dga, directeur/directrice general/generale, directeur/directrice general/generale adjoint/adjointe/delegue/deleguee, managing director,
      gerant/gerante, dirigeant/dirigeante, dirigeant/dirigeante entreprise, general manager, executive director, deputy ceo, co ceo, chairman/chairwoman/chairperson, directeur/directrice executif/executive, delegue/deleguee general/generale`,
  },
  {
    level: 'director',
    function: 'generalManagement',
    words:
      'country manager/director, directeur/directrice pays/agence/etablissement/filiale, business unit director/manager, secretaire general/generale, secretary general',
  },
  { level: 'manager', function: 'generalManagement', words: 'responsable agence/etablissement, branch manager, chef/cheffe agence' },
  {
    level: 'professional',
    function: 'generalManagement',
    words: 'chief of staff, directeur/directrice cabinet, chef/cheffe cabinet, bras droit',
  },
  { function: 'generalManagement', words: 'direction generale, general management, strategy, strategie, business unit, transformation' },

  // Sales
  { level: 'professional', function: 'sales', adjective: true, words: 'commercial/commerciale' },
  { level: 'director', function: 'sales', words: 'directeur/directrice compte/comptes/reseau, key account director' },
  { level: 'executive', function: 'sales', words: 'cro, chief commercial officer, chief revenue officer, chief sales officer' },
  {
    level: 'manager',
    function: 'sales',
    words:
      'chef/cheffe ventes, store/shop manager, gerant/gerante magasin/boutique, responsable secteur, area/territory manager, chef/cheffe rayon/rayons, responsable rayon/caisse',
  },
  {
    level: 'professional',
    function: 'sales',
    words: `account executive, ae, sdr, bdr, adr, sales/business development representative/rep/associate, business/sales developer/developpeur/developpeuse,
      developpeur/developpeuse commercial/commerciale/affaires, business development manager/executive, bdm, business manager,
      account manager, key account manager, kam, national/global/strategic/regional/major/enterprise account manager, global key account manager,
      responsable grands comptes, responsable comptes cles, responsable compte/comptes, responsable clientele, gestionnaire compte/comptes, account director, responsable affaires,
      ingenieur/ingenieure commercial/commerciale, ingenieur/ingenieure affaires, ingenieur/ingenieure avant vente, ingenieur/ingenieure technico commercial/commerciale,
      charge/chargee affaires, technico commercial/commerciale, attache/attachee/delegue/deleguee commercial/commerciale, agent commercial,
      conseiller/conseillere commercial/commerciale, vrp, vendeur/vendeuse, salesperson/salesman/saleswoman, sales associate/assistant/advisor/consultant, sales rep/representative/executive,
      sales specialist, sales engineer, presales/solution/solutions engineer, pre sales engineer/consultant, presales consultant, chef/cheffe secteur, delegue/deleguee medical/medicale,
      visiteur/visiteuse medical/medicale, medical representative, conseiller/conseillere vente/ventes, hote/hotesse caisse, estate agent, agent immobilier, negociateur/negociatrice immobilier/immobiliere,
      merchandiser, client/sales/channel partner, commercial agent, teleprospecteur/teleprospectrice, televendeur/televendeuse, caissier/caissiere, cashier, bid manager, closer, telesales, promoteur/promotrice ventes, inspecteur/inspectrice commercial/commerciale, mandataire immobilier/immobiliere, solution/solutions consultant, telemarketer, courtier/courtiere, broker`,
  },
  {
    function: 'sales',
    words: `sales, vente/ventes, commerce, commercial, business development, developpement commercial, developpement affaires, developpement, partnership/partnerships, partenariat/partenariats, alliances,
      channel, revenue, sales operations/ops, revenue operations/ops, revops, sales enablement, go to market, gtm, avant vente, presales, pre sales, store, shop, magasin/magasins, boutique, retail,
      key accounts, grands comptes, comptes cles, account management, partner success/sales/development/account/programs/program/alliances, export, administration ventes, adv, customer acquisition, inside sales, rayon, libre service, immobilier/immobiliere, real estate, import export, appels offres, franchise, concession, new business, business dev, biz dev, bizdev, telesales, wholesale, outbound`,
  },

  // Marketing
  { level: 'executive', function: 'marketing', words: 'cmo, chief marketing officer, chief communications officer, chief brand officer' },
  {
    level: 'manager',
    function: 'marketing',
    words: 'chef/cheffe publicite, partner marketing manager, editor in chief, redacteur/redactrice en chef, chief editor',
  },
  {
    level: 'professional',
    function: 'marketing',
    words: `community manager, social media manager, product marketing manager, pmm, brand manager, chef/cheffe marque, chef/cheffe produit/produits, chef/cheffe groupe,
      traffic manager, traffic manageur/manageuse, copywriter, redacteur/redactrice, redacteur/redactrice web, concepteur/conceptrice redacteur/redactrice, event/events manager,
      event/events planner/coordinator, attache/attachee presse, content manager/creator/strategist/writer/editor, createur/creatrice contenu/contenus, growth hacker, growth marketer, marketer, marketeur/marketeuse,
      marketing executive/officer, publicist, seo/sea/sem manager, crm manager, campaign manager, chef/cheffe projet digital/marketing/communication/web/evenementiel/crm, media planner/buyer, influencer, digital marketer, copy writer, brand ambassador, ambassadeur/ambassadrice marque, strategic planner, planneur strategique, chef/cheffe marche`,
  },
  {
    function: 'marketing',
    words: `marketing, communication/communications, brand/branding, marque, content, contenu/contenus, growth, seo, sea, sem, social media, reseaux sociaux, product marketing, trade marketing, webmarketing, digital, numerique,
      event/events, evenementiel, evenement/evenements, public relations, relations publiques, relations presse, pr, publicite, advertising, media, medias, demand generation/gen, lead generation/gen, acquisition, e commerce, ecommerce, crm, community, presse, influence, web, newsletter, editorial/editoriale/editoriaux, publishing, campaign/campaigns, sponsoring, market research, consumer insights, paid media`,
  },

  // Customer
  { level: 'executive', function: 'customer', words: 'chief customer officer, chief experience officer' },
  {
    level: 'professional',
    function: 'customer',
    words: `customer success manager, csm, client success manager, customer success/support/service/care representative/agent/specialist/associate, conseiller/conseillere clientele/client/clients, charge/chargee clientele,
      teleconseiller/teleconseillere, teleoperateur/teleoperatrice, customer advisor, customer support, charge/chargee relation client, gestionnaire clientele/relation client, onboarding manager/specialist, implementation manager/consultant/specialist, technical account manager, receptionniste, standardiste, hote/hotesse accueil, call center agent, receptionist`,
  },
  {
    function: 'customer',
    words: `customer, customer success, customer support, customer service, customer care, customer experience, client success, client services/service, service client/clients, relation/relations client/clients, experience client, support client,
      clientele, sav, apres vente, after sales, call center, contact center, centre appels, customer relations, client relations, accueil, reception, guest relations, cx`,
  },

  // Product
  { level: 'executive', function: 'product', words: 'chief product officer' },
  { level: 'manager', function: 'product', words: 'group product manager' },
  {
    level: 'professional',
    function: 'product',
    words: `product manager, product owner, po, technical product manager, product specialist/analyst/operations, chef/cheffe produit digital/numerique/web/logiciel, proxy product owner`,
  },
  { level: 'professional', words: 'pm' },
  { function: 'product', words: 'product, produit/produits, product management, gestion produit' },

  // Design
  { level: 'executive', function: 'design', words: 'chief design officer, chief creative officer' },
  { level: 'lead', function: 'design', words: 'art director, directeur/directrice artistique, da' },
  {
    level: 'director',
    function: 'design',
    words: 'creative director, directeur/directrice creation, directeur/directrice creatif/creative',
  },
  {
    level: 'professional',
    function: 'design',
    words: `designer/designeuse, product designer, ux/ui designer, ux ui designer, graphic/web/motion/interior/fashion/industrial/service designer, graphiste, infographiste, webdesigner, webdesigneur/webdesigneuse, ux researcher/writer, user researcher,
      illustrator, illustrateur/illustratrice, maquettiste, styliste, decorateur/decoratrice, architect, architecte, architecte interieur, motion designer, photographer, photographe, game/sound designer, videographer, videaste, monteur/monteuse video`,
  },
  { function: 'design', words: 'design, ux, ui, creation, user experience, product design, graphisme' },

  // Engineering
  {
    level: 'executive',
    function: 'engineering',
    words: 'cto, chief technology officer, chief technical officer, chief engineering officer',
  },
  {
    level: 'lead',
    function: 'engineering',
    words: 'chief engineer/architect, tech/technical/development/engineering lead, lead tech, lead dev, referent technique',
  },
  { level: 'director', function: 'engineering', words: 'directeur/directrice technique, technical director' },
  {
    level: 'professional',
    function: 'engineering',
    words: `developer, developpeur/developpeuse, dev, programmer, programmeur/programmeuse, software/backend/frontend/fullstack/mobile/web/cloud/platform/embedded/firmware/hardware/devops/infrastructure/security/systems/system/android/ios engineer,
      back/front end engineer/developer, full stack engineer/developer, software development engineer, site reliability engineer, sre, devops, qa/test/automation/robotics/mechanical/electrical/electronics/civil/structural/chemical/aerospace/research engineer, software engineer in test,
      testeur/testeuse, tester, qa, architecte logiciel/logicielle/technique/solution/solutions/cloud, software/solution/solutions/cloud/technical/enterprise/system/systems architect, scrum master, agile coach, coach agile, release train engineer,
      ingenieur/ingenieure etudes, ingenieur/ingenieure etudes & developpement, ingenieur/ingenieure logiciel/mecanique/electronique/electrique/developpement/recherche/essais/test/tests/calcul, ingenieur/ingenieure recherche & developpement, dessinateur/dessinatrice, projeteur/projeteuse,
      member technical staff, research scientist, bureau etudes, webmaster, integrateur/integratrice, technical/engineering program/project manager, release manager, field application engineer, ingenieur/ingenieure qualite logiciel, automaticien/automaticienne, electronicien/electronicienne, applications/application engineer, ingenieur/ingenieure r&d`,
  },
  { level: 'professional', function: 'engineering', weak: true, words: 'engineer, ingenieur/ingenieure, scientist' },
  {
    function: 'engineering',
    words: `engineering, software, software engineering, software development, logiciel, r&d, recherche & developpement, research & development, recherche developpement, technologie, technology, tech, technique, ingenierie, development, backend, frontend, fullstack, full stack, web development, java, javascript, python, php, mobile, innovation, developpement logiciel/informatique/web/mobile, scientifique, embarque`,
  },

  // Data
  { level: 'executive', function: 'data', words: 'chief data officer, chief analytics officer, chief ai officer' },
  {
    level: 'professional',
    function: 'data',
    words: `data scientist/analyst/engineer/architect/steward/owner, data product owner, analyste donnees/data, ingenieur/ingenieure data/donnees, machine learning/ml/ai engineer, analytics engineer, bi analyst/developer/consultant, business intelligence analyst/developer, statistician, statisticien/statisticienne,
      consultant/consultante data/bi`,
  },
  { level: 'professional', function: 'data', weak: true, words: 'analyst, analyste' },
  {
    function: 'data',
    words:
      'data, donnees, bi, business intelligence, machine learning, ml, ai, ia, artificial intelligence, intelligence artificielle, analytics, data science, statistique/statistiques',
  },

  // IT
  {
    level: 'executive',
    function: 'it',
    words: 'cio, chief information officer, ciso, chief information security officer, chief security officer',
  },
  { level: 'director', function: 'it', words: 'dsi' },
  { level: 'manager', function: 'it', words: 'rssi, it service manager' },
  {
    level: 'professional',
    function: 'it',
    words: `system/systems/network/database/it/salesforce administrator, sysadmin, administrateur/administratrice systeme/systemes/reseau/reseaux, administrateur/administratrice systeme/systemes & reseau/reseaux, administrateur/administratrice base/bases donnees, technicien/technicienne informatique/support/reseau/systemes, it support, support technician,
      it technician/specialist/consultant, chef/cheffe projet informatique/it/si/technique/erp/moa/moe, it project/program manager, technical support engineer/specialist, network engineer, ingenieur/ingenieure reseau/reseaux/systeme/systemes/infrastructure/securite informatique, dba, business analyst, analyste fonctionnel, it business partner, pentester, penetration tester, support engineer, service delivery manager, urbaniste, urbaniste si, systems analyst, soc analyst, analyste cybersecurite, technicien/technicienne telecom/telecoms`,
  },
  {
    function: 'it',
    words: `it, informatique, systemes information, system information, si, information systems, information technology, infrastructure, infrastructures, reseau/reseaux, network, cybersecurity, cybersecurite, cyber security, cyber, information security, securite informatique, securite information, sap, erp, helpdesk, help desk, support, bases/base donnees, telecom/telecoms, sirh, servicenow, data center, amoa, moa, service desk, salesforce, cloud, technical support, support technique`,
  },

  // Operations
  {
    level: 'director',
    function: 'operations',
    weak: true,
    words: 'directeur/directrice projet/projets/programme/programmes, project/program/programme director',
  },
  { level: 'executive', function: 'operations', words: 'coo, chief operating officer, chief operations officer' },
  {
    level: 'professional',
    function: 'operations',
    weak: true,
    serves: true,
    words: `assistant/assistante, executive/personal/administrative/office assistant, assistant/assistante direction,
      assistant/assistante administratif/administrative, pa, ea, secretaire, secretary`,
  },
  { level: 'lead', function: 'operations', words: 'chef/cheffe chantier, chef/cheffe atelier, foreman, contremaitre, chef/cheffe quai' },
  {
    level: 'professional',
    function: 'operations',
    words: `conducteur/conductrice travaux, technicien/technicienne maintenance/qualite/production, logisticien/logisticienne, magasinier/magasiniere, cariste, supply/demand/production planner, quality engineer, ingenieur/ingenieure qualite/production/methodes/process/industriel/hse,
      process/manufacturing/industrial/production engineer, process/service/solution owner, warehouse operator, dispatcher, chauffeur, driver, quality technician, animateur/animatrice qualite/qse/hse/securite, machine operator, preparateur/preparatrice commandes, conducteur/conductrice ligne/machine/machines, ingenieur/ingenieure procedes/travaux, affreteur/affreteuse, planificateur/planificatrice, ordonnanceur/ordonnanceuse, office coordinator, service delivery coordinator`,
  },
  {
    level: 'professional',
    function: 'operations',
    weak: true,
    words: `project/program/programme manager, chef/cheffe projet/projets, pmo, project management officer, project coordinator/officer/lead, office manager, agent administratif, adjoint/adjointe, adjoint/adjointe administratif/administrative`,
  },
  {
    function: 'operations',
    words: `operations, operation, ops, supply chain, logistique, logistics, production, manufacturing, fabrication, usine/usines, plant, factory, site, qualite, quality, qualite securite environnement, qhse, hse, qse, ehs, maintenance, exploitation, transport/transports, warehouse, entrepot, facility/facilities, services generaux,
      travaux, lean, amelioration continue, continuous improvement, industrial, industriel/industrielle, planning, fulfillment, delivery, stock/stocks, inventory, atelier, fleet, flotte, customs, douane/douanes, procedes, methodes, expedition/expeditions, shipping, freight, fret, affretement, ordonnancement, planification, moyens generaux, construction, btp, batiment, operationnel/operationnelle`,
  },
  {
    function: 'operations',
    weak: true,
    words:
      'administratif/administrative, administration, project management, gestion projet/projets, projet/projets, project/projects, program/programme/programs',
  },

  // Procurement
  { level: 'executive', function: 'procurement', words: 'chief procurement officer, chief purchasing officer' },
  {
    level: 'professional',
    function: 'procurement',
    words:
      'acheteur/acheteuse, buyer, purchaser, approvisionneur/approvisionneuse, category manager, category buyer, procurement/purchasing specialist/officer/agent, procure to pay',
  },
  {
    function: 'procurement',
    words:
      'achats, achat, procurement, purchasing, sourcing, approvisionnement/approvisionnements, supplier/suppliers, fournisseur/fournisseurs, vendor management',
  },

  // Finance
  {
    level: 'executive',
    function: 'finance',
    words: 'cfo, chief financial officer, chief finance officer, chief investment officer, chief risk officer',
  },
  { level: 'director', function: 'finance', words: 'daf, raf' },
  { level: 'manager', function: 'finance', words: 'chef/cheffe comptable, chief accountant, accounting manager' },
  {
    level: 'professional',
    function: 'finance',
    words: `comptable, expert comptable, experte comptable, aide comptable, assistant/assistante comptable, accountant, chartered/certified/staff/public accountant, controleur/controleuse gestion, controleur/controleuse financier/financiere, financial/finance/business controller, controller, auditeur/auditrice, auditor, tresorier/tresoriere, treasurer,
      banker, banquier/banquiere, conseiller/conseillere bancaire, gestionnaire patrimoine, conseiller/conseillere gestion patrimoine, wealth manager, portfolio manager, fund manager, asset manager, trader, actuary, actuaire, fiscaliste, tax advisor/consultant, bookkeeper, underwriter, analyste credit, credit analyst/risk, loan officer,
      finance business partner, finance partner, financial advisor/planner, economist, economiste, gestionnaire sinistres, order to cash, commissaire comptes, courtier/courtiere credit/credits/assurance/assurances, conseiller/conseillere financier/financiere, mortgage advisor/broker`,
  },
  {
    function: 'finance',
    words: `finance, finances, financier/financiere, financial, comptabilite, accounting, controlling, controle gestion, audit, tresorerie, treasury, tax, taxation, fiscalite, fiscal, investment/investments, investissement/investissements, investor, m&a, private equity, banking, bank, banque, bancaire, accounts payable/receivable, billing, facturation, recouvrement, venture, venture capital, consolidation, controle interne, internal control, actuariat, asset management, gestion actifs, capital markets, fundraising, mortgage, loans, payments, tresorerie, comptes clients, patrimoine, credit, risk, risques, administratif/administrative & financier/financiere, administration & finance/finances, fp&a, assurance/assurances, insurance`,
  },

  // Legal
  { level: 'executive', function: 'legal', words: 'general counsel, chief legal officer, chief compliance officer, clo' },
  {
    level: 'professional',
    function: 'legal',
    words: `juriste, avocat/avocate, lawyer, attorney, solicitor, barrister, legal counsel, counsel, notaire, notary, clerc notaire, paralegal, compliance officer/manager/analyst, magistrat/magistrate, judge, huissier, commissaire justice, dpo, data protection officer, contract/contracts manager, legal assistant, corporate counsel, greffier/greffiere`,
  },
  {
    function: 'legal',
    words:
      'legal, juridique, droit, law, compliance, conformite, contentieux, privacy, patent, patents, brevets, litigation, contracts, contrats, propriete intellectuelle, intellectual property, affaires juridiques, regulatory affairs, affaires reglementaires',
  },

  // People
  {
    level: 'executive',
    function: 'people',
    words: 'chro, chief people officer, chief human resources officer, chief talent officer, chief happiness officer',
  },
  { level: 'director', function: 'people', words: 'drh' },
  { level: 'manager', function: 'people', words: 'rrh' },
  {
    level: 'professional',
    function: 'people',
    words: `business partner, business partner rh/hr, hr/people/talent business partner, hrbp, hr/people/talent/learning partner, talent acquisition partner, recruiter, recruteur/recruteuse, charge/chargee recrutement, charge/chargee rh, charge/chargee ressources humaines, charge/chargee mission rh, headhunter, head hunter, chasseur/chasseuse tetes, sourcer, talent sourcer,
      gestionnaire paie, gestionnaire rh, payroll specialist/officer, hr generalist/specialist/officer/assistant/coordinator, generaliste rh, consultant/consultante recrutement, coach, executive/career coach, technical recruiter, charge/chargee formation`,
  },
  {
    function: 'people',
    words: `rh, hr, ressources humaines, human resources, people, people & culture, people operations/ops, talent, talent acquisition, talents, recruitment, recruiting, recrutement, paie, payroll, formation, learning & development, l&d, relations sociales, developpement rh, marque employeur, compensation & benefits, comp & ben, remuneration, administration personnel, personnel, employee experience, employee relations, experience collaborateur, hris, diversity, employer branding, qvt, culture`,
  },

  // Consulting
  {
    level: 'professional',
    function: 'consulting',
    weak: true,
    words:
      'consultant/consultante, management consultant, consultant/consultante strategie, strategy consultant, business consultant, engagement manager',
  },
  {
    function: 'consulting',
    weak: true,
    words: 'consulting, conseil, advisory, management consulting, strategy consulting, conseil strategie',
  },

  // Education
  {
    level: 'director',
    function: 'education',
    words:
      'directeur/directrice ecole, headmaster, headmistress, head teacher, school principal, proviseur/proviseure, dean, doyen/doyenne',
  },
  {
    level: 'professional',
    function: 'education',
    words: `professor, assistant/associate/adjunct/full professor, professeur/professeure, prof, professeur/professeure associe/associee, enseignant/enseignante, enseignant/enseignante chercheur/chercheuse, teacher, teaching assistant, lecturer, senior lecturer, maitre/maitresse conferences, instituteur/institutrice, formateur/formatrice, trainer, instructor, educator, educateur/educatrice, tutor, cpe, postdoc, postdoctoral researcher, professeur/professeure ecoles, ingenieur/ingenieure pedagogique, instructional designer, librarian, bibliothecaire`,
  },
  {
    function: 'education',
    words:
      'education, enseignement, pedagogie, pedagogique, school, ecole, student affairs/success/services/life, teaching, vie scolaire, academic',
  },

  // Health
  { level: 'lead', function: 'health', words: 'head/charge nurse, cadre sante, infirmier/infirmiere chef/coordinateur/coordinatrice' },
  { level: 'executive', function: 'health', words: 'chief medical officer, chief nursing officer' },
  {
    level: 'professional',
    function: 'health',
    words: `infirmier/infirmiere, nurse, registered/staff nurse, nurse practitioner, medecin, doctor, medical doctor, physician, surgeon, chirurgien/chirurgienne, chirurgien/chirurgienne dentiste, dentist, dentiste, pharmacist, pharmacien/pharmacienne, kinesitherapeute, kine, physiotherapist, physical therapist, therapist, therapeute, psychologue, psychologist, psychiatrist, psychiatre,
      midwife, sage femme, aide soignant/soignante, veterinarian, veterinaire, orthophoniste, osteopathe, ergotherapeute, radiologue, radiologist, paramedic, ambulancier/ambulanciere, dieteticien/dieteticienne, orthodontiste, orthodontist, nutritionniste, nutritionist, podologue, audioprothesiste, audiologist, prothesiste dentaire, orthoptiste, psychotherapeute, psychotherapist, puericulteur/puericultrice, pediatre, pediatrician, neurologist, oncologist, masseur/masseuse kinesitherapeute, auxiliaire vie, assistant/assistante dentaire/veterinaire, dental assistant, opticien/opticienne, optician, cardiologue, cardiologist, anesthesiste, auxiliaire puericulture, preparateur/preparatrice pharmacie, caregiver`,
  },
  {
    function: 'health',
    words: 'health, sante, medical/medicale, clinical, clinique, nursing, soins, pharmacy, pharmacie, healthcare, hopital, hospital',
  },

  // Words that say nothing here, alone or because of the company they keep
  {
    words: `stage manager, strategic, maire, maire adjoint/adjointe, adjoint/adjointe maire, mayor, enterprise, mid market, smb, early/late/growth stage, executive committee, developpement durable, rse, esg, csr, comex, codir, board member, member board, maitre apprentissage, emea, apac, latam, dach, benelux, france, europe, uk, us, usa, north america, ile de france, global, international, worldwide, monde, regional, national, corporate, group, groupe, saas, b2b, b2c, independant/independante, freelance, chef cuisine, executive chef, head chef, partner network, account owner, system owner,
      direction, departement, department, service, equipe, team, pole`,
  },
];
