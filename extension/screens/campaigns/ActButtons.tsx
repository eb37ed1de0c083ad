/** The steps that a campaign can take now. */
import type { Campaign } from '@wellmet/shared/campaign';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { actNames, actsOf, asksFirst, deedOf, type Act } from './acts.ts';
import type { Doing } from './doing.ts';
import { askFirst } from './view.ts';

/** `isRoom`: the way on stands out. `asking`: the step that is being asked about already. */
interface ActButtonsProps {
  campaign: Campaign;
  doing: Doing;
  isRoom?: boolean;
  asking?: Act | undefined;
}

export function ActButtons({ campaign, doing, isRoom = false, asking }: ActButtonsProps) {
  const { t } = useWords();
  return (
    <div className="campaign-acts">
      {actsOf(campaign)
        .filter((act) => act !== asking)
        .map((act) => (
          <Button
            key={act}
            kind={isRoom && act === 'launch' ? 'primary' : 'quiet'}
            aria-disabled={doing.isBusy}
            {...(!isRoom && { 'aria-label': t('campaigns.actOn', { act: t(actNames[act]), campaign: campaign.name }) })}
            onClick={() => {
              if (asksFirst(campaign, act)) askFirst(campaign.id, act);
              else void doing.run(deedOf(campaign, act, t));
            }}
          >
            {t(actNames[act])}
          </Button>
        ))}
    </div>
  );
}
