/** Which column of a file is what: guessed from its names in English and French, and from what stands in it. */
import { identifiersFromUrl } from '@wellmet/shared/identity';
import { plain } from '@wellmet/shared/plain';
import type { ColumnMapping, PoolField } from '@wellmet/shared/pool';
import { filledIn, importFaults } from '@wellmet/shared/poolProblems';
import type { OpenedFile } from './file.ts';

/** How columns are called, folded: letters and digits only. */
const names: Readonly<Record<PoolField, string>> = {
  name: 'nom name fullname personname contactname displayname nom nomcomplet nometprenom prenomnom nomprenom prenometnom personne contact',
  firstName: 'firstname givenname forename prenom',
  lastName: 'lastname surname familyname nomdefamille nomfamille',
  profileUrl:
    'linkedin linkedinurl linkedinprofile linkedinprofileurl profileurl profile profilelink publicprofileurl personlinkedinurl contactlinkedinurl url lien profil profillinkedin urlprofil urllinkedin urlduprofil lienlinkedin lienduprofil slug publicidentifier',
  memberId: 'memberid linkedinid linkedinmemberid identifiant identifiantlinkedin idmembre profileid entityurn',
  email:
    'email emailaddress mail workemail businessemail professionalemail adressemail courriel adressee adresseemail emailprofessionnel mailpro emailpro',
  title:
    'title jobtitle position role currenttitle currentposition poste titre intitule intituleduposte fonction metier posteactuel titreduposte',
  headline: 'headline tagline occupation accroche titreprofil titreduprofil enteteprofil',
  about: 'about summary bio biography description apropos infos resume presentation',
  company:
    'company companyname organization organisation employer currentcompany account accountname entreprise societe nomentreprise nomdelentreprise raisonsociale employeur organisme',
  companySize:
    'companysize size employees employeecount numberofemployees headcount companyheadcount nbemployees taille tailleentreprise tailledelentreprise effectif effectifs effectifentreprise nombredesalaries salaries nombredemployes',
  industry: 'industry companyindustry sector industryid secteur secteurdactivite secteuractivite industrie activite',
  country: 'country countrycode countryname pays codepays paysderesidence',
  region: 'region state province county departement etat regionadministrative',
  city: 'city town locality ville commune',
  location: 'location place geo geography personlocation lieu localisation localite adresse emplacement',
  languages: 'language languages spokenlanguages langue langues languesparlees',
  roleSince:
    'rolesince since startdate positionstart positionstartdate startedat currentpositionsince depuis datededebut debut enpostedepuis dateposte',
  seenAt:
    'seenat lastseen updatedat lastupdated updated asof collectedat scrapedat date misajour majle datedemiseajour vule datedecollecte collectele',
};
const fieldByName = new Map(
  Object.entries(names).flatMap(([field, spellings]) => spellings.split(/\s+/).map((spelling) => [spelling, field as PoolField] as const)),
);
const folded = (text: string): string => plain(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

const isUrl = (cell: string): boolean => identifiersFromUrl(cell) !== undefined;
const isEmail = (cell: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell);
const isMember = (cell: string): boolean => /^ACoA[\w-]{16,90}$/.test(cell);

/** What most of a column's values are, where that can be told by their look alone. */
function fieldByValues(cells: readonly string[]): PoolField | undefined {
  const said = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const most = (is: (cell: string) => boolean): boolean => said.length > 0 && said.filter(is).length * 2 > said.length;
  return most(isUrl) ? 'profileUrl' : most(isEmail) ? 'email' : most(isMember) ? 'memberId' : undefined;
}

/** Each field once: what stands in a column counts for more than what it is called, the first column for more than the next. */
export function guessMapping({ columns, first }: Pick<OpenedFile, 'columns' | 'first'>): ColumnMapping {
  const rows = first.flatMap((row) => ('cells' in row ? [row.cells] : []));
  const taken = new Set<PoolField>();
  const claim = (field: PoolField | undefined): PoolField | null => {
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  };
  const byValues = columns.map((_, at) => claim(fieldByValues(rows.map((cells) => cells[at] ?? ''))));
  const hasFirstName = columns.some((column) => fieldByName.get(folded(column)) === 'firstName');
  return columns.map((column, at) => {
    const named = fieldByName.get(folded(column));
    // Beside a first name, "Nom" is the last one.
    const field = named === 'name' && hasFirstName && folded(column) === 'nom' ? 'lastName' : named;
    // A column that is called a profile and holds none, such as a site, is none.
    const holdsNone =
      (field === 'profileUrl' || field === 'email') && rows.some((cells) => (cells[at] ?? '').trim() !== '') && folded(column) === 'url';
    return byValues[at] ?? (holdsNone ? null : claim(field));
  });
}

/** Why nothing can be imported by it; undefined: it can. */
export function faultOf(mapping: ColumnMapping, columns: readonly string[]): string | undefined {
  const fields = mapping.filter((field) => field !== null);
  if (mapping.length !== columns.length) return filledIn(importFaults.columns, { columns: columns.length, mapped: mapping.length });
  if (new Set(fields).size !== fields.length) return importFaults.twice;
  if (!fields.some((field) => field === 'name' || field === 'firstName' || field === 'lastName')) return importFaults.name;
  return fields.some((field) => field === 'profileUrl' || field === 'memberId' || field === 'email') ? undefined : importFaults.who;
}
