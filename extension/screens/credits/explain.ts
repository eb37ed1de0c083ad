/** A row of the ledger in plain words, and the rule behind it. product.md 2. */
import type { LedgerRow } from '@wellmet/shared/ledger';
import { searchContextOf } from '../../linkedin/searchContext.ts';
import type { T } from '../../i18n/words.ts';
import { fromSource } from './names.ts';

/** "1 credit", "1 credit given back", "25 credits granted". */
export function amountInWords({ kind, amount, reason }: LedgerRow, t: T): string {
  const count = Math.abs(amount);
  switch (kind) {
    case 'debit':
      return t('credits', { count });
    case 'restoration':
      return count === 0 ? t('ledger.nothingBack') : t('ledger.givenBack', { count });
    case 'grant':
      return reason === 'upgrade' ? t('ledger.upgraded', { count }) : t('ledger.granted', { count });
    case 'expire':
      return t('ledger.expired', { count });
    case 'adjustment':
      return amount < 0 ? t('ledger.takenAway', { count }) : t('ledger.added', { count });
    default:
      return kind satisfies never;
  }
}

/** What follows the amount and the person: where from, by whom, for which campaign. */
export function circumstancesOf({ kind, source, member, campaign }: LedgerRow, t: T): string[] {
  return [
    kind === 'debit' && source !== undefined && t(fromSource[source]),
    member !== undefined && t('ledger.by', { name: member.name || t('ledger.formerMember') }),
    kind === 'debit' && campaign !== undefined && t('ledger.for', { campaign: campaign.name }),
  ].filter((words) => words !== false);
}

/** Why the row is there. */
export function ruleOf({ kind, amount, reason, restores }: LedgerRow, t: T, moment: (instant: string) => string): string {
  switch (kind) {
    case 'debit':
      return t('ledger.rule.debit');
    case 'restoration': {
      if (!restores) return t('ledger.rule.merged');
      const gaps = { name: restores.member.name || t('ledger.formerMember'), moment: moment(restores.at) };
      return amount > 0 ? t('ledger.rule.restoration', gaps) : t('ledger.rule.restoredLate', gaps);
    }
    case 'grant':
      return reason === 'upgrade' ? t('ledger.rule.upgrade') : t('ledger.rule.period');
    case 'expire':
      return t('ledger.rule.expire');
    case 'adjustment':
      return t('ledger.rule.adjustment');
    default:
      return kind satisfies never;
  }
}

/** The filters of a search as a person would say them; what is kept as the query of an address is read as the page's readers read it. */
export function searchInWords(context: string): string {
  if (!/^\??[\w.%-]+=/.test(context)) return context;
  return searchContextOf(`?${context.replace(/^\?/, '')}`, document.createDocumentFragment()) ?? context;
}
