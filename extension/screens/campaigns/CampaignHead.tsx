/** Name, state and steps of a campaign. The name is changed where it stands. */
import { useEffect, useRef, useState } from 'react';
import { ChevronLeft, Pencil } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import type { Campaign } from '@wellmet/shared/campaign';
import { useWords, type T } from '../../i18n/words.ts';
import { EditLine } from '../app/EditLine.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage } from '../../messages.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { ActButtons } from './ActButtons.tsx';
import type { Act } from './acts.ts';
import { asked, type Deed, type Doing } from './doing.ts';
import { historyInWords, stateInWords } from './stateWords.ts';

interface CampaignHeadProps {
  campaign: Campaign;
  doing: Doing;
  /** The step that is being asked about. */
  asking: Act | undefined;
}

export function CampaignHead({ campaign, doing, asking }: CampaignHeadProps) {
  const { t, language } = useWords();
  const now = useNow();
  const [isNaming, setNaming] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasNaming = useRef(false);
  useEffect(() => {
    if (wasNaming.current && !isNaming) opener.current?.focus();
    wasNaming.current = isNaming;
  }, [isNaming]);

  return (
    <div className="campaign-head">
      <a className="way-up" href={addressOf({ room: 'campaigns' })}>
        <ChevronLeft size={14} aria-hidden="true" />
        {t('campaignRoom.allCampaigns')}
      </a>
      <RoomHead
        title={campaign.name}
        beside={
          isNaming ? (
            <EditLine
              label={t('campaignRoom.name')}
              value={campaign.name}
              maxLength={120}
              onClose={() => setNaming(false)}
              onSave={(name) => {
                setNaming(false);
                void doing.run(renaming(campaign, name, t));
              }}
            />
          ) : (
            <button
              ref={opener}
              type="button"
              className="icon-button"
              aria-label={t('campaignRoom.rename')}
              title={t('campaignRoom.rename')}
              onClick={() => setNaming(true)}
            >
              <Pencil size={13} aria-hidden="true" />
            </button>
          )
        }
      >
        <ActButtons campaign={campaign} doing={doing} asking={asking} isRoom />
      </RoomHead>
      <p className="campaign-state">
        <span className={campaign.paused ? 'waits' : 'state-mark'} data-state={campaign.state}>
          {stateInWords(campaign, t)}
        </span>
        <span className="fine" dir="auto">
          {historyInWords(campaign, t, language, now)}
        </span>
      </p>
      {campaign.pausedBecause === 'lapse' && <p className="line">{t('campaignRoom.unpaid')}</p>}
    </div>
  );
}

/** Back is the name that it had. */
function renaming(campaign: Campaign, name: string, t: T): Deed {
  const named = (to: string): Deed => {
    const requestId = uuidv7();
    return async () => {
      const answer = await asked(sendMessage('renameCampaign', { requestId, campaign: { id: campaign.id, name: to } }));
      return isTrouble(answer) ? answer : { said: t('campaignRoom.renamed', { campaign: to }) };
    };
  };
  const there = named(name);
  const back = named(campaign.name);
  return async () => {
    const came = await there();
    return isTrouble(came) ? came : { ...came, undo: back };
  };
}
