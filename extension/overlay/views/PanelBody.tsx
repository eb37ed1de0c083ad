import type { Quote } from '@wellmet/shared/credits';
import { useStore } from 'zustand';
import { shortInWords } from '../../i18n/quote.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { overlay, type Acts, type Panel } from '../panel.ts';
import { BasketBody } from './BasketBody.tsx';
import { BulkBody } from './BulkBody.tsx';
import { AddButton, ChosenList } from './CampaignMenu.tsx';
import { Card } from './Card.tsx';
import { holderIn, intoInWords, noticeOf, quoteInWords, type Action, type NoticePanel } from './notices.ts';
import { QuoteMany } from './QuoteMany.tsx';
import { ReportBody } from './ReportBody.tsx';
import { WaysOnList } from './WaysOn.tsx';

/** Each state: one clear sentence, one primary action. */
export function PanelBody({ panel, acts }: { panel: Exclude<Panel, { shows: 'nothing' }>; acts: Acts }) {
  const { t } = useWords();
  switch (panel.shows) {
    case 'reading':
      return <Busy title={t('reading.says')} />;
    case 'quoting':
      return <Busy title={panel.name} />;
    case 'quote':
      return <QuoteBody panel={panel} acts={acts} />;
    case 'analysing':
      return <Analysing name={panel.name} />;
    case 'card':
      return <Card card={panel} acts={acts} />;
    case 'short':
      return <Short name={panel.name} quote={panel.quote} acts={acts} />;
    case 'basket':
      return <BasketBody acts={acts} />;
    case 'quotingMany':
      return <Busy title={t('quoteMany.title', { count: panel.count })} />;
    case 'quoteMany':
      return <QuoteMany panel={panel} acts={acts} />;
    case 'bulk':
      return <BulkBody bulk={panel.bulk} acts={acts} />;
    case 'report':
      return <ReportBody panel={panel} acts={acts} />;
    default:
      return <NoticeBody panel={panel} acts={acts} />;
  }
}

/** As tall as the quote that takes its place. */
function Busy({ title }: { title: string }) {
  return (
    <div className="notice">
      <h2>{title}</h2>
      <Skeleton widths={[46, 88, 64]} />
    </div>
  );
}

function Analysing({ name }: { name: string }) {
  const { t } = useWords();
  return (
    <div className="notice tall">
      <h2>{name}</h2>
      <p className="soft">{t('analysing.says', { name })}</p>
      <Skeleton widths={[72, 54, 88, 40, 66, 78]} />
      <Skeleton widths={[38, 92, 84]} />
    </div>
  );
}

type QuotePanel = Extract<Panel, { shows: 'quote' }>;

function QuoteBody({ panel, acts }: { panel: QuotePanel; acts: Acts }) {
  const { t, language } = useWords();
  const now = useNow();
  const { name, quote, campaign } = panel;
  if (quote.availableAfter === undefined) return <Short name={name} quote={quote} acts={acts} />;
  const isFree = quote.costCredits === 0;
  return (
    <div className="notice">
      <h2>{name}</h2>
      <p className={isFree ? 'cost free' : 'cost'}>{quoteInWords(quote, t, language, now)}</p>
      {campaign && <p dir="auto">{intoInWords(panel, t, language, now)}</p>}
      {campaign && holderIn(quote) && <p className="soft">{t('campaign.notYetIn', { campaign: campaign.name })}</p>}
      {!isFree && <p className="soft">{t('quote.explained')}</p>}
      {holderIn(quote) ? <HeldActions acts={acts} /> : <QuoteActions panel={panel} acts={acts} />}
    </div>
  );
}

function QuoteActions({ panel: { quote, campaign }, acts }: { panel: QuotePanel; acts: Acts }) {
  const { t } = useWords();
  const confirm = quote.costCredits === 0 ? t('quote.show') : t('quote.confirm');
  return (
    <>
      <ChosenList acts={acts} present={[]} />
      <div className="actions">
        <Button kind="primary" onClick={acts.confirm}>
          {campaign ? t('quote.confirmAdd') : confirm}
        </Button>
        <Button kind="plain" onClick={acts.close}>
          {t('panel.notNow')}
        </Button>
        <AddButton acts={acts}>{campaign ? t('quote.otherCampaign') : t('quote.andAdd')}</AddButton>
      </div>
    </>
  );
}

/** Another campaign has the person, who is known, then: nothing here costs anything. */
function HeldActions({ acts: { campaigns } }: { acts: Acts }) {
  const { t } = useWords();
  const { mayMove } = useStore(overlay);
  return (
    <div className="actions">
      <Button kind="primary" onClick={() => campaigns.decide('wait')}>
        {t('campaign.wait')}
      </Button>
      {mayMove && (
        <Button kind="plain" onClick={() => campaigns.decide('move')}>
          {t('campaign.move')}
        </Button>
      )}
      <Button kind="plain" onClick={() => campaigns.decide('skip')}>
        {t('quote.showOnly')}
      </Button>
    </div>
  );
}

function Short({ name, quote, acts }: { name: string; quote: Quote; acts: Acts }) {
  const { t } = useWords();
  const isCap = quote.shortOf === 'memberCap' && quote.memberCap !== undefined;
  return (
    <div className="notice">
      <h2>{isCap ? t('short.capSays') : t('short.says', { name })}</h2>
      <p className="soft">{shortInWords(quote, name, t)}</p>
      <WaysOnList quote={quote} />
      <div className="actions">
        <Button kind="primary" onClick={acts.openAccount}>
          {t('short.seeCredits')}
        </Button>
        <Button kind="plain" onClick={acts.close}>
          {t('panel.notNow')}
        </Button>
      </div>
    </div>
  );
}

function NoticeBody({ panel, acts }: { panel: NoticePanel; acts: Acts }) {
  const { t } = useWords();
  const { says, more, primary, others = [] } = noticeOf(panel, t);
  return (
    <div className="notice">
      <h2>{says}</h2>
      {more && <p className="soft">{more}</p>}
      <div className="actions">
        {primary && (
          <Button kind="primary" onClick={() => perform(primary, acts)}>
            {primary.label}
          </Button>
        )}
        {others.map((action) => (
          <Button key={action.act} kind="plain" onClick={() => perform(action, acts)}>
            {action.label}
          </Button>
        ))}
      </div>
    </div>
  );
}

function perform({ act }: Action, acts: Acts): void {
  if (act === 'reload') location.reload();
  else if (act === 'showBasket') acts.list.showBasket();
  else acts[act]();
}
