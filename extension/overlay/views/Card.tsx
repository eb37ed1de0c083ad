/** The insight card: who, what is known with its source, and what one could open a conversation with. */
import { seenInsights, type SeenInsights } from '@wellmet/shared/seen';
import { momentHere, when } from '../../i18n/time.ts';
import { useWords, type Language, type T } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import type { Acts, Panel } from '../panel.ts';
import { CampaignBar } from './CampaignBar.tsx';
import { Facts } from '../../look/Facts.tsx';
import { Hooks } from '../../look/Hooks.tsx';
import { Manner } from './Manner.tsx';

type CardPanel = Extract<Panel, { shows: 'card' }>;

export function Card({ card, acts }: { card: CardPanel; acts: Acts }) {
  const { t, language } = useWords();
  const { contact } = card;
  const seen = seenInsights(contact.insights, contact.words);
  return (
    <>
      <div className="who">
        <h2 dir="auto">{contact.name}</h2>
        <p className="whose" dir="auto">
          {roleLine(seen, contact.headline, t)}
        </p>
        <p className="meta">{priceLine(card, t, language, useNow())}</p>
        <CampaignBar places={contact.campaigns ?? []} acts={acts} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <section className="scroll" aria-label={contact.name} tabIndex={0}>
        <Facts facts={seen.facts} />
        <Hooks hooks={seen.hooks} />
        <Manner {...seen} />
      </section>
    </>
  );
}

/** Role and company as analysed, else what the person wrote as headline. */
function roleLine({ facts }: Pick<SeenInsights, 'facts'>, headline: string | undefined, t: T): string | undefined {
  const role = facts.find((fact) => fact.kind === 'role');
  if (role?.company) return t('facts.withDetail', { text: role.title, detail: role.company });
  return role?.title ?? headline;
}

/** "Analysed today · 1 credit · 24 left", "free · first analysed on 12 Sep by Ana", "from this device, as of 12 Sep, 14:05 · …". */
function priceLine({ costCredits, firstAnalysis, balance, asOf }: CardPanel, t: T, language: Language, now: Date): string {
  const at = when(firstAnalysis.at, t, language, now);
  const first = firstAnalysis.byYou ? t('card.firstByYou', { when: at }) : t('card.firstBy', { when: at, by: firstAnalysis.by });
  if (asOf) return [t('card.fromDevice', { moment: momentHere(asOf, t, language, now) }), first].join(' · ');
  const left = balance && t('left', { count: balance.available });
  const line = costCredits > 0 ? [t('card.analysed', { when: at }), t('credits', { count: costCredits }), left] : [t('free'), first, left];
  return line.filter(Boolean).join(' · ');
}
