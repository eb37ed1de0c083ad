/** What the ledger calls things by. */
import type { EntryKind } from '@wellmet/shared/ledger';
import type { OriginKind, Source } from '@wellmet/shared/sighting';
import type { Key } from '../../i18n/words.ts';

export const sourceNames: Record<Source, Key> = {
  profile: 'ledger.source.profile',
  people_search: 'ledger.source.peopleSearch',
  company_people: 'ledger.source.companyPeople',
  recommendation: 'ledger.source.recommendation',
};

/** Within a line: "from a people search". */
export const fromSource: Record<Source, Key> = {
  profile: 'ledger.from.profile',
  people_search: 'ledger.from.peopleSearch',
  company_people: 'ledger.from.companyPeople',
  recommendation: 'ledger.from.recommendation',
};

export const pageNames: Record<OriginKind, Key> = {
  profile: 'ledger.source.profile',
  peopleSearch: 'ledger.source.peopleSearch',
  companyPeople: 'ledger.source.companyPeople',
  salesLead: 'ledger.page.salesLead',
  salesSearch: 'ledger.page.salesSearch',
  pool: 'ledger.page.pool',
};

export const kindNames: Record<EntryKind, Key> = {
  debit: 'ledger.kind.debit',
  restoration: 'ledger.kind.restoration',
  grant: 'ledger.kind.grant',
  expire: 'ledger.kind.expire',
  adjustment: 'ledger.kind.adjustment',
};
