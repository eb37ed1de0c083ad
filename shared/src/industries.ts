/**
 * LinkedIn's industries, version 2: ids, labels and who is below whom; nothing else of them. English labels are LinkedIn's, French ones ours.
 */
import { plain } from './plain.ts';

/** One a line, indented below the one that it is part of. */
const table = `
2190 Accommodation Services|Hébergement
 34 Food and Beverage Services|Restauration
  2217 Bars, Taverns, and Nightclubs|Bars et discothèques
  2212 Caterers|Traiteurs
  2214 Mobile Food Services|Restauration ambulante
  32 Restaurants|Restaurants
 31 Hospitality|Hôtellerie
  2197 Bed-and-Breakfasts, Hostels, Homestays|Chambres d’hôtes et auberges
  2194 Hotels and Motels|Hôtels
1912 Administrative and Support Services|Services administratifs et de soutien
 1938 Collection Agencies|Recouvrement
 110 Events Services|Événementiel
 122 Facilities Services|Services généraux
  1965 Janitorial Services|Nettoyage
  2934 Landscaping Services|Espaces verts
 101 Fundraising|Collecte de fonds
 1916 Office Administration|Gestion administrative
 121 Security and Investigations|Sécurité et enquêtes
  1956 Security Guards and Patrol Services|Gardiennage
  1958 Security Systems Services|Systèmes de sécurité
 104 Staffing and Recruiting|Recrutement et intérim
  1923 Executive Search Services|Chasse de têtes
  1925 Temporary Help Services|Travail temporaire
 1931 Telephone Call Centers|Centres d’appels
 108 Translation and Localization|Traduction et localisation
 30 Travel Arrangements|Organisation de voyages
 103 Writing and Editing|Rédaction et correction
48 Construction|Construction
 406 Building Construction|Bâtiment
  413 Nonresidential Building Construction|Bâtiments non résidentiels
  408 Residential Building Construction|Bâtiments résidentiels
 51 Civil Engineering|Génie civil
  431 Highway, Street, and Bridge Construction|Routes, rues et ponts
  428 Subdivision of Land|Lotissement de terrains
  419 Utility System Construction|Réseaux et canalisations
 435 Specialty Trade Contractors|Artisans du bâtiment
  453 Building Equipment Contractors|Équipements techniques du bâtiment
  460 Building Finishing Contractors|Second œuvre
  436 Building Structure and Exterior Contractors|Gros œuvre et enveloppe du bâtiment
91 Consumer Services|Services aux particuliers
 90 Civic and Social Organizations|Organisations civiques et sociales
  1909 Industry Associations|Associations professionnelles
  107 Political Organizations|Organisations politiques
  1911 Professional Organizations|Ordres et organisations professionnelles
 2318 Household Services|Services aux ménages
 100 Non-profit Organizations|Associations à but non lucratif
 2258 Personal and Laundry Services|Services à la personne, blanchisserie et pressing
  2272 Laundry and Drycleaning Services|Blanchisserie et pressing
  2259 Personal Care Services|Soins et services personnels
  2282 Pet Services|Services pour animaux de compagnie
 131 Philanthropic Fundraising Services|Philanthropie
 89 Religious Institutions|Institutions religieuses
 2225 Repair and Maintenance|Réparation et entretien
  2247 Commercial and Industrial Machinery Maintenance|Maintenance de machines commerciales et industrielles
  2240 Electronic and Precision Equipment Maintenance|Réparation de matériel électronique et de précision
  2255 Footwear and Leather Goods Repair|Cordonnerie et maroquinerie
  2253 Reupholstery and Furniture Repair|Tapisserie et réparation de meubles
  2226 Vehicle Repair and Maintenance|Réparation automobile
1999 Education|Enseignement
 132 E-Learning Providers|Formation en ligne
 68 Higher Education|Enseignement supérieur
 67 Primary and Secondary Education|Enseignement primaire et secondaire
 105 Professional Training and Coaching|Formation professionnelle et coaching
 2018 Technical and Vocational Training|Enseignement technique et professionnel
  2019 Cosmetology and Barber Schools|Écoles de coiffure et d’esthétique
  2025 Fine Arts Schools|Écoles d’art
  2020 Flight Training|Écoles de pilotage
  2029 Language Schools|Écoles de langues
  2012 Secretarial Schools|Écoles de secrétariat
  2027 Sports and Recreation Instruction|Enseignement du sport et des loisirs
28 Entertainment Providers|Divertissement
 38 Artists and Writers|Artistes et auteurs
 37 Museums, Historical Sites, and Zoos|Musées et patrimoine
  2161 Historical Sites|Sites historiques
  2159 Museums|Musées
  2163 Zoos and Botanical Gardens|Zoos et jardins botaniques
 115 Musicians|Musique
 2130 Performing Arts and Spectator Sports|Spectacle vivant et sport
  2139 Circuses and Magic Shows|Cirques et spectacles de magie
  2135 Dance Companies|Compagnies de danse
  39 Performing Arts|Arts de la scène
  33 Spectator Sports|Sport
   2143 Racetracks|Hippodromes et circuits
   2142 Sports Teams and Clubs|Équipes et clubs de sport
  2133 Theater Companies|Compagnies de théâtre
 40 Recreational Facilities|Loisirs
  2167 Amusement Parks and Arcades|Parcs d’attractions et salles de jeux
  29 Gambling Facilities and Casinos|Jeux et casinos
  2179 Golf Courses and Country Clubs|Golfs et clubs privés
  2181 Skiing Facilities|Stations et domaines skiables
  124 Wellness and Fitness Services|Bien-être et fitness
201 Farming, Ranching, Forestry|Agriculture, élevage et sylviculture
 63 Farming|Agriculture
  150 Horticulture|Horticulture
 298 Forestry and Logging|Sylviculture
 256 Ranching and Fisheries|Élevage et pêche
  66 Fisheries|Pêche
  64 Ranching|Élevage
43 Financial Services|Services financiers
 129 Capital Markets|Marchés financiers
  1720 Investment Advice|Conseil en investissement
  45 Investment Banking|Banque d’investissement
  46 Investment Management|Gestion de portefeuilles
  1713 Securities and Commodity Exchanges|Bourses de valeurs et de matières premières
  106 Venture Capital and Private Equity Principals|Capital-risque et capital-investissement
 1673 Credit Intermediation|Intermédiation de crédit
  41 Banking|Banque
  141 International Trade and Development|Commerce international
  1696 Loan Brokers|Courtage en crédit
  1678 Savings Institutions|Caisses d’épargne
 1742 Funds and Trusts|Fonds et fiducies
  1743 Insurance and Employee Benefit Funds|Fonds d’assurance et de prévoyance
  1745 Pension Funds|Fonds de pension
  1750 Trusts and Estates|Fiducies et successions
 42 Insurance|Assurances
  1738 Claims Adjusting, Actuarial Services|Expertise de sinistres et actuariat
  1737 Insurance Agencies and Brokerages|Agences et courtage d’assurances
  1725 Insurance Carriers|Compagnies d’assurances
75 Government Administration|Administration publique
 73 Administration of Justice|Justice
  3068 Correctional Institutions|Établissements pénitentiaires
  3065 Courts of Law|Tribunaux
  3070 Fire Protection|Lutte contre l’incendie
  77 Law Enforcement|Police et gendarmerie
  78 Public Safety|Sécurité publique
 2375 Economic Programs|Programmes économiques
  3085 Transportation Programs|Programmes de transport
  3086 Utilities Administration|Administration des réseaux d’eau et d’énergie
 388 Environmental Quality Programs|Protection de l’environnement
  2366 Air, Water, and Waste Program Management|Gestion de l’air, de l’eau et des déchets
  2368 Conservation Programs|Protection de la nature
 2353 Health and Human Services|Santé et action sociale publiques
  69 Education Administration Programs|Administration de l’enseignement
  2360 Public Assistance Programs|Aide sociale
  2358 Public Health|Santé publique
 2369 Housing and Community Development|Logement et développement local
  2374 Community Development and Urban Planning|Développement local et urbanisme
  3081 Housing Programs|Politiques du logement
 2391 Military and International Affairs|Défense et affaires internationales
  71 Armed Forces|Armée
  74 International Affairs|Affaires internationales
 79 Public Policy Offices|Politiques publiques
  76 Executive Offices|Cabinets exécutifs
  72 Legislative Offices|Assemblées législatives
 3089 Space Research and Technology|Recherche et technologies spatiales
1905 Holding Companies|Holdings
14 Hospitals and Health Care|Hôpitaux et santé
 2115 Community Services|Services de proximité
  2112 Services for the Elderly and Disabled|Services aux personnes âgées et handicapées
 2081 Hospitals|Hôpitaux
 88 Individual and Family Services|Services à la personne
  2128 Child Day Care Services|Crèches et garde d’enfants
  2122 Emergency and Relief Services|Secours et aide d’urgence
  2125 Vocational Rehabilitation Services|Réinsertion professionnelle
 13 Medical Practices|Cabinets médicaux
  125 Alternative Medicine|Médecines douces
  2077 Ambulance Services|Transport sanitaire
  2048 Chiropractors|Chiropraxie
  2045 Dentists|Cabinets dentaires
  2060 Family Planning Centers|Centres de planification familiale
  2074 Home Health Care Services|Soins à domicile
  2069 Medical and Diagnostic Laboratories|Laboratoires d’analyses médicales
  139 Mental Health Care|Santé mentale
  2050 Optometrists|Optométrie
  2063 Outpatient Care Centers|Centres de soins ambulatoires
  2054 Physical, Occupational and Speech Therapists|Kinésithérapie, ergothérapie et orthophonie
  2040 Physicians|Médecins
 2091 Nursing Homes and Residential Care Facilities|Maisons de retraite et établissements médico-sociaux
25 Manufacturing|Industrie manufacturière
 598 Apparel Manufacturing|Fabrication de vêtements
  615 Fashion Accessories Manufacturing|Accessoires de mode
 112 Appliances, Electrical, and Electronics Manufacturing|Appareils électriques et électroniques
  998 Electric Lighting Equipment Manufacturing|Éclairage électrique
  2468 Electrical Equipment Manufacturing|Équipements électriques
   3255 Fuel Cell Manufacturing|Piles à combustible
  1005 Household Appliance Manufacturing|Électroménager
 54 Chemical Manufacturing|Chimie
  709 Agricultural Chemical Manufacturing|Produits chimiques agricoles
  703 Artificial Rubber and Synthetic Fiber Manufacturing|Caoutchouc et fibres synthétiques
  690 Chemical Raw Materials Manufacturing|Matières premières chimiques
  722 Paint, Coating, and Adhesive Manufacturing|Peintures, revêtements et adhésifs
  18 Personal Care Product Manufacturing|Cosmétiques
  15 Pharmaceutical Manufacturing|Industrie pharmaceutique
  727 Soap and Cleaning Product Manufacturing|Savons et produits d’entretien
 3251 Climate Technology Product Manufacturing|Technologies pour le climat
 24 Computers and Electronics Manufacturing|Électronique
  973 Audio and Video Equipment Manufacturing|Équipements audio et vidéo
  964 Communications Equipment Manufacturing|Équipements de communication
  3 Computer Hardware Manufacturing|Matériel informatique
   3245 Accessible Hardware Manufacturing|Matériel informatique accessible
  994 Magnetic and Optical Media Manufacturing|Supports magnétiques et optiques
  983 Measuring and Control Instrument Manufacturing|Instruments de mesure et de contrôle
   3254 Smart Meter Manufacturing|Compteurs intelligents
  7 Semiconductor Manufacturing|Semi-conducteurs
   144 Renewable Energy Semiconductor Manufacturing|Semi-conducteurs pour les énergies renouvelables
 840 Fabricated Metal Products|Produits métalliques
  852 Architectural and Structural Metal Manufacturing|Charpentes et structures métalliques
  861 Boilers, Tanks, and Shipping Container Manufacturing|Chaudières, réservoirs et conteneurs
  871 Construction Hardware Manufacturing|Quincaillerie du bâtiment
  849 Cutlery and Handtool Manufacturing|Coutellerie et outillage à main
  883 Metal Treatments|Traitement des métaux
  887 Metal Valve, Ball, and Roller Manufacturing|Vannes, roulements et rouleaux métalliques
  873 Spring and Wire Product Manufacturing|Ressorts et fils métalliques
  876 Turned Products and Fastener Manufacturing|Décolletage et visserie
 23 Food and Beverage Manufacturing|Agroalimentaire
  481 Animal Feed Manufacturing|Alimentation animale
  529 Baked Goods Manufacturing|Boulangerie et pâtisserie industrielles
  142 Beverage Manufacturing|Boissons
   562 Breweries|Brasseries
   564 Distilleries|Distilleries
   2500 Wineries|Domaines viticoles
  65 Dairy Product Manufacturing|Produits laitiers
  504 Fruit and Vegetable Preserves Manufacturing|Conserves de fruits et légumes
  521 Meat Products Manufacturing|Produits carnés
  528 Seafood Product Manufacturing|Produits de la mer
  495 Sugar and Confectionery Product Manufacturing|Sucre et confiserie
 26 Furniture and Home Furnishings Manufacturing|Ameublement
  1080 Household and Institutional Furniture Manufacturing|Meubles de maison et de collectivités
  1095 Mattress and Blinds Manufacturing|Matelas et stores
  1090 Office Furniture and Fixtures Manufacturing|Mobilier et agencement de bureau
 145 Glass, Ceramics and Concrete Manufacturing|Verre, céramique et béton
  799 Abrasives and Nonmetallic Minerals Manufacturing|Abrasifs et minéraux non métalliques
  773 Clay and Refractory Products Manufacturing|Produits céramiques et réfractaires
  779 Glass Product Manufacturing|Produits en verre
  794 Lime and Gypsum Products Manufacturing|Chaux et plâtre
 616 Leather Product Manufacturing|Cuir et maroquinerie
  622 Footwear Manufacturing|Chaussures
  625 Women's Handbag Manufacturing|Sacs à main
 55 Machinery Manufacturing|Machines et équipements
  901 Agriculture, Construction, Mining Machinery Manufacturing|Machines agricoles, de chantier et minières
  147 Automation Machinery Manufacturing|Automatismes industriels
   3247 Robot Manufacturing|Fabrication de robots
  918 Commercial and Service Industry Machinery Manufacturing|Machines pour le commerce et les services
  935 Engines and Power Transmission Equipment Manufacturing|Moteurs et transmissions
   3241 Renewable Energy Equipment Manufacturing|Équipements pour les énergies renouvelables
  923 HVAC and Refrigeration Equipment Manufacturing|Chauffage, ventilation, climatisation et froid
  135 Industrial Machinery Manufacturing|Machines industrielles
  928 Metalworking Machinery Manufacturing|Machines-outils pour les métaux
 17 Medical Equipment Manufacturing|Dispositifs médicaux
 679 Oil and Coal Product Manufacturing|Produits du pétrole et du charbon
 61 Paper and Forest Product Manufacturing|Papier et produits forestiers
 743 Plastics and Rubber Product Manufacturing|Plastique et caoutchouc
  146 Packaging and Containers Manufacturing|Emballage
  117 Plastics Manufacturing|Plasturgie
  763 Rubber Products Manufacturing|Produits en caoutchouc
 807 Primary Metal Manufacturing|Métallurgie et sidérurgie
 83 Printing Services|Imprimerie
 20 Sporting Goods Manufacturing|Articles de sport
 60 Textile Manufacturing|Textile
 21 Tobacco Manufacturing|Tabac
 1029 Transportation Equipment Manufacturing|Matériel de transport
  52 Aviation and Aerospace Component Manufacturing|Aéronautique
  1 Defense and Space Manufacturing|Défense et espace
  53 Motor Vehicle Manufacturing|Automobile
   3253 Alternative Fuel Vehicle Manufacturing|Véhicules à carburants alternatifs
  1042 Motor Vehicle Parts Manufacturing|Équipementiers automobiles
  62 Railroad Equipment Manufacturing|Matériel ferroviaire
  58 Shipbuilding|Construction navale
 784 Wood Product Manufacturing|Produits en bois
332 Oil, Gas, and Mining|Pétrole, gaz et mines
 56 Mining|Mines
  341 Coal Mining|Mines de charbon
  345 Metal Ore Mining|Mines de métaux
  356 Nonmetallic Mineral Mining|Carrières et minéraux non métalliques
 57 Oil and Gas|Pétrole et gaz
  3096 Natural Gas Extraction|Extraction de gaz naturel
  3095 Oil Extraction|Extraction de pétrole
1810 Professional Services|Services aux entreprises
 47 Accounting|Comptabilité
 80 Advertising Services|Publicité
  148 Government Relations Services|Affaires publiques
  98 Public Relations and Communications Services|Relations publiques et communication
 97 Market Research|Études de marché
 50 Architecture and Planning|Architecture et urbanisme
  3246 Accessible Architecture and Design|Architecture et design accessibles
 11 Business Consulting and Services|Conseil aux entreprises
  86 Environmental Services|Services environnementaux
  137 Human Resources Services|Ressources humaines
  1862 Marketing Services|Services marketing
  2401 Operations Consulting|Conseil en opérations
  123 Outsourcing and Offshoring Consulting|Externalisation
  102 Strategic Management Services|Conseil en stratégie
 99 Design Services|Design
  140 Graphic Design|Graphisme
  3256 Regenerative Design|Design régénératif
  3126 Interior Design|Architecture d’intérieur
 3242 Engineering Services|Ingénierie
  3248 Robotics Engineering|Ingénierie robotique
  3249 Surveying and Mapping Services|Topographie et cartographie
 96 IT Services and IT Consulting|Services et conseil en informatique
  118 Computer and Network Security|Sécurité informatique
  3244 Digital Accessibility Services|Accessibilité numérique
  3102 IT System Custom Software Development|Développement informatique sur mesure
  3106 IT System Data Services|Services de données informatiques
  1855 IT System Design Services|Conception de systèmes informatiques
  3104 IT System Installation and Disposal|Installation et recyclage de systèmes informatiques
  3103 IT System Operations and Maintenance|Exploitation et maintenance informatiques
  3107 IT System Testing and Evaluation|Test et évaluation de systèmes informatiques
  3105 IT System Training and Support|Formation et assistance informatiques
 10 Legal Services|Services juridiques
  120 Alternative Dispute Resolution|Modes alternatifs de règlement des litiges
  9 Law Practice|Cabinets d’avocats
 136 Photography|Photographie
 70 Research Services|Recherche
  12 Biotechnology Research|Biotechnologie
  114 Nanotechnology Research|Nanotechnologies
  130 Think Tanks|Groupes de réflexion
 3243 Services for Renewable Energy|Services pour les énergies renouvelables
 16 Veterinary Services|Services vétérinaires
1757 Real Estate and Equipment Rental Services|Immobilier et location
 1779 Equipment Rental Services|Location d’équipements
  1798 Commercial and Industrial Equipment Rental|Location d’équipements commerciaux et industriels
  1786 Consumer Goods Rental|Location de biens de consommation
 44 Real Estate|Immobilier
  128 Leasing Non-residential Real Estate|Immobilier commercial
  1759 Leasing Residential Real Estate|Location de logements
  1770 Real Estate Agents and Brokers|Agences immobilières
27 Retail|Commerce de détail
 1339 Food and Beverage Retail|Commerce alimentaire
  22 Retail Groceries|Supermarchés
 1445 Online and Mail Order Retail|Commerce en ligne
 19 Retail Apparel and Fashion|Mode et habillement
 1319 Retail Appliances, Electrical, and Electronic Equipment|Magasins d’électroménager et d’électronique
 3186 Retail Art Dealers|Galeries et marchands d’art
 111 Retail Art Supplies|Artisanat d’art
 1409 Retail Books and Printed News|Librairies et marchands de journaux
 1324 Retail Building Materials and Garden Equipment|Magasins de bricolage et de jardinage
 1423 Retail Florists|Fleuristes
 1309 Retail Furniture and Home Furnishings|Magasins de meubles et de décoration
 1370 Retail Gasoline|Stations-service
 1359 Retail Health and Personal Care Products|Magasins de santé et de beauté
  3250 Retail Pharmacies|Pharmacies
 143 Retail Luxury Goods and Jewelry|Luxe et bijouterie
 1292 Retail Motor Vehicles|Concessions automobiles
 1407 Retail Musical Instruments|Magasins d’instruments de musique
 138 Retail Office Equipment|Fournitures de bureau
 1424 Retail Office Supplies and Gifts|Papeteries et magasins de cadeaux
 1431 Retail Recyclable Materials & Used Merchandise|Brocante, occasion et recyclage
1594 Technology, Information and Media|Technologies, information et médias
 3133 Media & Telecommunications|Médias et télécommunications
  82 Book and Periodical Publishing|Édition
   1602 Book Publishing|Édition de livres
   81 Newspaper Publishing|Presse
   1600 Periodical Publishing|Édition de périodiques
  36 Broadcast Media Production and Distribution|Audiovisuel
   1641 Cable and Satellite Programming|Chaînes câblées et satellitaires
   1633 Radio and Television Broadcasting|Radio et télévision
  35 Movies, Videos and Sound|Cinéma, vidéo et son
   127 Animation and Post-production|Animation
   126 Media Production|Production multimédia
   1611 Movies and Sound Recording|Cinéma et enregistrement sonore
   1623 Sound Recording|Enregistrement sonore
   1625 Sheet Music Publishing|Édition musicale
  8 Telecommunications|Télécommunications
   1649 Satellite Telecommunications|Télécommunications par satellite
   1644 Telecommunications Carriers|Opérateurs de télécommunications
   119 Wireless Services|Sans fil
 6 Technology, Information and Internet|Technologies, information et internet
  2458 Data Infrastructure and Analytics|Infrastructures et analyse de données
   3134 Blockchain Services|Services de blockchain
   3128 Business Intelligence Platforms|Plateformes d’informatique décisionnelle
   3252 Climate Data and Analytics|Données et analyses climatiques
  84 Information Services|Services d’information
   85 Libraries|Bibliothèques
  3132 Internet Publishing|Édition en ligne
   3125 Blogs|Blogs
   3129 Business Content|Contenus pour les entreprises
   113 Online Audio and Video Media|Médias en ligne
   3124 Internet News|Actualité en ligne
  1285 Internet Marketplace Platforms|Places de marché
  3127 Social Networking Platforms|Réseaux sociaux
  4 Software Development|Développement de logiciels
   109 Computer Games|Jeux vidéo
    3131 Mobile Gaming Apps|Jeux mobiles
   5 Computer Networking Products|Réseaux informatiques
   3130 Data Security Software Products|Logiciels de sécurité des données
   3101 Desktop Computing Software Products|Logiciels pour ordinateurs
   3099 Embedded Software Products|Logiciels embarqués
   3100 Mobile Computing Software Products|Logiciels mobiles
116 Transportation, Logistics, Supply Chain and Storage|Transport, logistique et entreposage
 94 Airlines and Aviation|Transport aérien
 87 Freight and Package Transportation|Fret et messagerie
 1495 Ground Passenger Transportation|Transport de voyageurs
  1504 Interurban and Rural Bus Services|Autocars interurbains et ruraux
  1512 School and Employee Bus Services|Transport scolaire et de personnel
  1517 Shuttles and Special Needs Transportation Services|Navettes et transport adapté
  1532 Sightseeing Transportation|Transport touristique
  1505 Taxi and Limousine Services|Taxis et VTC
  1497 Urban Transit Services|Transports urbains
 95 Maritime Transportation|Transport maritime
 1520 Pipeline Transportation|Transport par pipeline
 1573 Postal Services|Services postaux
 1481 Rail Transportation|Transport ferroviaire
 92 Truck Transportation|Transport routier
 93 Warehousing and Storage|Entreposage
59 Utilities|Énergie, eau et déchets
 383 Electric Power Generation|Production d’électricité
  385 Fossil Fuel Electric Power Generation|Électricité d’origine fossile
  386 Nuclear Electric Power Generation|Nucléaire
  3240 Renewable Energy Power Generation|Énergies renouvelables
   390 Biomass Electric Power Generation|Électricité issue de la biomasse
   389 Geothermal Electric Power Generation|Géothermie
   384 Hydroelectric Power Generation|Hydroélectricité
   387 Solar Electric Power Generation|Solaire
   2489 Wind Electric Power Generation|Éolien
 382 Electric Power Transmission, Control, and Distribution|Transport et distribution d’électricité
 397 Natural Gas Distribution|Distribution de gaz naturel
 398 Water, Waste, Steam, and Air Conditioning Services|Eau, déchets, vapeur et climatisation
  404 Steam and Air-Conditioning Supply|Réseaux de vapeur et de climatisation
  1981 Waste Collection|Collecte des déchets
  1986 Waste Treatment and Disposal|Traitement et élimination des déchets
  400 Water Supply and Irrigation Systems|Eau et irrigation
133 Wholesale|Commerce de gros
 1267 Wholesale Alcoholic Beverages|Grossistes en boissons alcoolisées
 1222 Wholesale Apparel and Sewing Supplies|Grossistes en habillement et mercerie
 1171 Wholesale Appliances, Electrical, and Electronics|Grossistes en électroménager et électronique
 49 Wholesale Building Materials|Matériaux de construction
 1257 Wholesale Chemical and Allied Products|Grossistes en produits chimiques
 1157 Wholesale Computer Equipment|Grossistes en matériel informatique
 1221 Wholesale Drugs and Sundries|Grossistes en produits pharmaceutiques
 1231 Wholesale Food and Beverage|Grossistes en alimentation et boissons
 1230 Wholesale Footwear|Grossistes en chaussures
 1137 Wholesale Furniture and Home Furnishings|Grossistes en meubles et décoration
 1178 Wholesale Hardware, Plumbing, Heating Equipment|Grossistes en quincaillerie, plomberie et chauffage
 134 Wholesale Import and Export|Import-export
 1208 Wholesale Luxury Goods and Jewelry|Grossistes en luxe et bijouterie
 1187 Wholesale Machinery|Grossistes en machines
 1166 Wholesale Metals and Minerals|Grossistes en métaux et minerais
 1128 Wholesale Motor Vehicles and Parts|Grossistes en véhicules et pièces détachées
 1212 Wholesale Paper Products|Grossistes en papier
 1262 Wholesale Petroleum and Petroleum Products|Grossistes en produits pétroliers
 1153 Wholesale Photography Equipment and Supplies|Grossistes en matériel photographique
 1250 Wholesale Raw Farm Products|Grossistes en produits agricoles bruts
 1206 Wholesale Recyclable Materials|Grossistes en matières recyclables`;

/** Names that files still have, of the list before this one and of everyday speech. */
const synonyms = `4 computer software, software, saas, logiciel, logiciels, editeur de logiciels, edition de logiciels
96 information technology & services, information technology and services, it services, technologies et services de l'information, ssii, esn, services informatiques, informatique
6 internet, technology, tech, technologie, nouvelles technologies
11 management consulting, consulting, conseil, conseil en management
80 marketing & advertising, marketing and advertising, advertising, marketing et publicite, marketing
104 recruitment, recruiting, recrutement
137 human resources
14 hospital & health care, health care, healthcare, sante, soins de sante
15 pharmaceuticals, pharma, pharmaceutique
12 biotechnology, biotech, biotechnologies
17 medical devices, materiel medical
43 finance, financial services
42 assurance
44 real estate
53 automotive
52 aviation & aerospace, aerospace, aeronautique et espace
116 logistics & supply chain, logistics, logistique, transport, supply chain, transport et logistique
23 food production, food & beverages, agro-alimentaire, industrie agroalimentaire
25 industry, industrie, manufacturing
27 distribution, grande distribution, vente au detail
48 btp, batiment et travaux publics
54 chemicals, industrie chimique
59 energy, energie
57 oil & energy
8 telecom, telecoms
1999 education, education management
19 apparel & fashion, mode
143 luxury goods & jewelry, luxe
31 leisure, travel & tourism, tourisme, tourism
100 nonprofit organization management, non-profit, ngo, ong, association
75 government, secteur public, public sector
1445 e-commerce, ecommerce
118 cybersecurity, cybersecurite
144 renewables & environment
10 legal, juridique`;

export interface Industry {
  id: number;
  /** LinkedIn's own. */
  en: string;
  fr: string;
  /** What it is part of. */
  parent: number | undefined;
}

export const industries: ReadonlyMap<number, Industry> = (() => {
  const found = new Map<number, Industry>();
  const above: number[] = [];
  for (const line of table.split('\n').slice(1)) {
    const [, indent = '', id = '', en = '', fr = ''] = /^( *)(\d+) ([^|]+)\|(.+)$/.exec(line) ?? [];
    above.length = indent.length;
    found.set(Number(id), { id: Number(id), en, fr, parent: above.at(-1) });
    above.push(Number(id));
  }
  return found;
})();

const folded = (name: string): string =>
  plain(name)
    .replaceAll(/(?<!\p{L})(?:and|et|&)(?!\p{L})/gu, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const byName = new Map<string, number>();
for (const { id, en, fr } of industries.values()) for (const name of [fr, en]) byName.set(folded(name), id);
for (const line of synonyms.split('\n')) {
  const [, id = '', names = ''] = /^(\d+) (.*)$/.exec(line) ?? [];
  for (const name of names.split(', ')) if (!byName.has(folded(name))) byName.set(folded(name), Number(id));
}

/** The id of an industry by its label in English or French, by a synonym, or by the id itself. */
export function industryNamed(name: string): number | undefined {
  if (/^\s*\d{1,5}\s*$/.test(name)) return industries.has(Number(name)) ? Number(name) : undefined;
  return byName.get(folded(name));
}

/** An industry and all that are below it. */
export function industriesWithin(id: number): number[] {
  const children = [...industries.values()].filter(({ parent }) => parent === id);
  return [id, ...children.flatMap((child) => industriesWithin(child.id))];
}
