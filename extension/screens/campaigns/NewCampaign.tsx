/** The name of a new campaign, which begins as a draft and holds nobody. */
import { useEffect, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { isTrouble, sendMessage, type CampaignRef, type Trouble } from '../../messages.ts';
import { asked } from './doing.ts';

interface NewCampaignProps {
  onMade: (campaign: CampaignRef) => void;
  onClose: () => void;
}

export function NewCampaign({ onMade, onClose }: NewCampaignProps) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  /** Sent again under the same id it is one campaign. */
  const sent = useRef<CampaignRef>(undefined);
  useEffect(() => input.current?.focus(), []);

  async function make(): Promise<void> {
    const typed = name.trim();
    if (typed === '' || isBusy) return input.current?.focus();
    setBusy(true);
    setTrouble(undefined);
    const campaign = sent.current?.name === typed ? sent.current : { id: uuidv7(), name: typed };
    sent.current = campaign;
    const answer = await asked(sendMessage('createCampaign', campaign));
    setBusy(false);
    if (isTrouble(answer)) setTrouble(answer);
    else onMade(campaign);
  }

  return (
    <form
      className="new-campaign"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <div>
        <input
          ref={input}
          aria-label={t('campaigns.name')}
          placeholder={t('campaigns.name')}
          maxLength={120}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // It is not the dialog around it that closes.
            event.preventDefault();
            onClose();
          }}
        />
        <Button kind="primary" type="submit" aria-disabled={isBusy}>
          {t('campaigns.create')}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t('panel.notNow')}
        </Button>
      </div>
      {trouble && (
        <p className="error" role="alert">
          {trouble.trouble === 'unreachable' ? t('campaigns.notConfirmed') : troubleInWords(trouble, t)}
        </p>
      )}
    </form>
  );
}
