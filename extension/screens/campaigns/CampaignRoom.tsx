/** One campaign: its name and state, the steps it can take, who is in it, and what came of it. */
import { useEffect, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useStore } from 'zustand';
import type { Campaign } from '@wellmet/shared/campaign';
import { lastCampaigns, syncState } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { freshness } from '../app/freshness.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { findAlike } from '../discover/looking.ts';
import { CampaignHead } from './CampaignHead.tsx';
import { DoneLine } from './DoneLine.tsx';
import { useDoing } from './doing.ts';
import { Launch } from './Launch.tsx';
import { Members } from './Members.tsx';
import { peopleIn } from './people.ts';
import { PeopleBar } from './PeopleBar.tsx';
import { Results } from './Results.tsx';
import { view } from './view.ts';

export default function CampaignRoom({ id }: { id: string }) {
  const { t } = useWords();
  const kept = useLiveQuery(
    async () => ({
      campaign: (await lastCampaigns())?.campaigns.find((campaign) => campaign.id === id),
      isKnown: (await syncState())?.asOf !== undefined,
    }),
    [id],
  );
  const isAsking = useStore(freshness, (state) => state.isAsking);
  const campaign = kept?.campaign;
  if (campaign) return <Shown campaign={campaign} />;
  if (!kept || !kept.isKnown || isAsking)
    return (
      <div className="page wide" aria-busy="true">
        <Skeleton widths={[30, 60, 45]} />
      </div>
    );
  return (
    <div className="page wide">
      <RoomHead title={t('campaignRoom.gone')} />
      <div className="empty">
        <p className="soft">{t('campaignRoom.goneMore')}</p>
        <a className="link" href={addressOf({ room: 'campaigns' })}>
          {t('campaignRoom.allCampaigns')}
        </a>
      </div>
    </div>
  );
}

function Shown({ campaign }: { campaign: Campaign }) {
  const { t } = useWords();
  const doing = useDoing();
  const asking = useStore(view, (state) => (state.asking?.id === campaign.id ? state.asking.act : undefined));
  const [wasAsking, setWasAsking] = useState(asking);
  if (asking !== wasAsking) {
    setWasAsking(asking);
    // What was said before is not about this.
    if (asking) doing.forget();
  }
  // Whoever leaves the room has decided nothing.
  useEffect(() => () => view.setState({ asking: undefined }), []);
  const isOpen = asking === 'launch' ? campaign.state === 'draft' : campaign.state === 'completed' || campaign.state === 'archived';

  return (
    <div className="page wide campaign-room">
      <CampaignHead campaign={campaign} doing={doing} asking={isOpen ? asking : undefined} />
      <DoneLine doing={doing} />
      {asking && isOpen && (
        <Launch
          campaign={campaign}
          act={asking}
          onClose={() => view.setState({ asking: undefined })}
          onDone={(said) => {
            view.setState({ asking: undefined });
            void doing.run(async () => ({ said }));
          }}
        />
      )}
      <div className="campaign-figures">
        <PeopleBar campaign={campaign} />
        <Results campaign={campaign} />
        {peopleIn(campaign) > 0 && (
          <button type="button" className="link" onClick={() => findAlike({ of: 'campaign', campaignId: campaign.id })}>
            {t('discover.findAlike')}
          </button>
        )}
      </div>
      <Members key={campaign.id} campaign={campaign} />
    </div>
  );
}
