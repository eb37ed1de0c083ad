/** The states that are one sentence and a way on, as data; and what a screen reader is told of every state. */
import type { Holder } from '@wellmet/shared/campaign';
import type { Quote } from '@wellmet/shared/credits';
import { heldInWords } from '../../i18n/campaign.ts';
import { problemInWords } from '../../i18n/problem.ts';
import { when } from '../../i18n/time.ts';
import type { Key, Language, T } from '../../i18n/words.ts';
import type { Acts, Overlay, Panel } from '../panel.ts';
import { bulkInWords, costInWords } from './listWords.ts';

/** `reload` is the page's own; the extension under it has gone and cannot act. */
export type Action = { label: string; act: Exclude<keyof Acts, 'campaigns' | 'list'> | 'reload' | 'showBasket' };

export interface Notice {
  says: string;
  more?: string;
  primary?: Action;
  others?: Action[];
}

export type NoticePanel = Extract<
  Panel,
  { shows: 'noPerson' | 'picked' | 'erased' | 'signedOut' | 'unreachable' | 'waiting' | 'updateNeeded' | 'reloadNeeded' | 'refused' }
>;

const fieldNames: Partial<Record<string, Key>> = {
  name: 'field.name',
  headline: 'field.headline',
  location: 'field.location',
  company: 'field.company',
  experience: 'field.experience',
  education: 'field.education',
  identifiers: 'field.identifiers',
};

export function noticeOf(panel: NoticePanel, t: T): Notice {
  const close: Action = { label: t('panel.close'), act: 'close' };
  switch (panel.shows) {
    case 'noPerson':
      return noPerson(panel, t, close);
    case 'picked':
      return {
        says: t('picked.says', { name: panel.name }),
        primary: close,
        others: [{ label: t('picked.show'), act: 'showBasket' }],
      };
    case 'erased':
      return { says: t('erased.says'), more: t('erased.more', { name: panel.name }), primary: close };
    case 'signedOut':
      return { says: t('signedOut.says'), more: t('signedOut.more'), primary: { label: t('signedOut.do'), act: 'openAccount' } };
    case 'unreachable':
      return {
        says: t('unreachable.says'),
        more: panel.name === undefined ? t('unreachable.moreMany') : t('unreachable.more', { name: panel.name }),
        primary: { label: t('panel.tryAgain'), act: 'retry' },
        others: panel.canKeep
          ? [
              { label: t('unreachable.keep'), act: 'keep' },
              { label: t('panel.notNow'), act: 'drop' },
            ]
          : [{ label: t('panel.notNow'), act: 'close' }],
      };
    case 'waiting':
      return {
        says: t('waiting.says'),
        more: t('waiting.more', { name: panel.name }),
        primary: close,
        others: [{ label: t('waiting.drop'), act: 'drop' }],
      };
    case 'updateNeeded':
      return { says: t('updateNeeded.says'), more: t('updateNeeded.more'), primary: { label: t('updateNeeded.do'), act: 'openAccount' } };
    case 'reloadNeeded':
      return { says: t('reloadNeeded.says'), more: t('reloadNeeded.more'), primary: { label: t('reloadNeeded.do'), act: 'reload' } };
    case 'refused': {
      const reference = panel.problem.requestId && t('refused.reference', { id: panel.problem.requestId });
      return {
        says: t('refused.says'),
        more: [problemInWords(panel.problem, t), reference].filter(Boolean).join(' '),
        primary: { label: t('panel.tryAgain'), act: 'retry' },
        others: [{ label: t('panel.notNow'), act: 'drop' }],
      };
    }
    default:
      return panel satisfies never;
  }
}

function noPerson(panel: Extract<Panel, { shows: 'noPerson' }>, t: T, close: Action): Notice {
  switch (panel.because) {
    case 'private':
      return { says: t('noPerson.private'), more: t('noPerson.privateMore'), primary: close };
    case 'own':
      return { says: t('noPerson.own'), more: t('noPerson.ownMore'), primary: close };
    case 'subPage':
      return { says: t('noPerson.subPage'), more: t('noPerson.subPageMore'), primary: close };
    case 'unidentifiable':
      return { says: t('noPerson.unidentifiable'), more: t('noPerson.unidentifiableMore'), primary: close };
    case 'elsewhere':
      return { says: t('noPerson.elsewhere'), more: t('noPerson.elsewhereMore'), primary: close };
    case 'notYet':
      return { says: t('noPerson.notYet'), more: t('noPerson.notYetMore'), primary: { label: t('panel.tryAgain'), act: 'open' } };
    case 'changed':
      return {
        says: t('noPerson.changed'),
        more: t('noPerson.changedMore', { field: t(fieldNames[panel.field] ?? 'field.page') }),
        primary: { label: t('panel.tryAgain'), act: 'open' },
        others: [{ label: t('report.show'), act: 'report' }],
      };
    default:
      return panel satisfies never;
  }
}

/** "1 credit, 24 left after", or "Already analysed on 12 Sep by Ana · free". */
export function quoteInWords(quote: Quote, t: T, language: Language, now: Date): string {
  const first = quote.people[0]?.firstAnalysis;
  if (quote.costCredits === 0 && first) return `${knownInWords(first, t, language, now)} · ${t('free')}`;
  return `${t('credits', { count: quote.costCredits })}, ${t('quote.after', { count: quote.availableAfter ?? 0 })}`;
}

export function knownInWords(first: NonNullable<Overlay['known']>, t: T, language: Language, now: Date): string {
  const at = when(first.at, t, language, now);
  return first.byYou ? t('quote.knownByYou', { when: at }) : t('quote.known', { when: at, by: first.by });
}

/** Where the person of a quote would be put, or who has them. */
export function intoInWords({ quote, campaign }: Extract<Panel, { shows: 'quote' }>, t: T, language: Language, now: Date): string {
  const holder = holderIn(quote);
  if (campaign && holder) return heldInWords(holder, t, language, now);
  return campaign ? t('quote.into', { campaign: campaign.name }) : '';
}

/** Who blocks the person of a quote from the campaign it was asked for. */
export function holderIn({ people: [first] }: Quote): Holder | undefined {
  return first?.class === 'blocked' ? first.holder : undefined;
}

/** One sentence for the live region. */
export function sayingOf(panel: Exclude<Panel, { shows: 'nothing' }>, t: T, language: Language, now: Date): string {
  switch (panel.shows) {
    case 'reading':
      return t('reading.says');
    case 'quoting':
      return t('quoting.says', { name: panel.name });
    case 'quote':
      return `${panel.name}: ${quoteInWords(panel.quote, t, language, now)}. ${intoInWords(panel, t, language, now)}`;
    case 'analysing':
      return t('analysing.says', { name: panel.name });
    case 'card':
      return t('card.ready', { name: panel.contact.name });
    case 'basket':
      return '';
    case 'quotingMany':
      return t('quoteMany.looking', { count: panel.count });
    case 'quoteMany':
      return costInWords(panel.quote, t);
    case 'report':
      return panel.isSent ? t('report.sent') : t('report.title');
    case 'bulk':
      return bulkInWords(panel.bulk, t);
    case 'short':
      return panel.quote.shortOf === 'memberCap' ? t('short.capSays') : t('short.says', { name: panel.name });
    default: {
      const { says, more } = noticeOf(panel, t);
      return more ? `${says}. ${more}` : says;
    }
  }
}
