/** Whose like is looked for: who replied, who is in a campaign, or contacts that are chosen one by one. */
import { useId, useMemo } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useStore } from 'zustand';
import type { Examples } from '@wellmet/shared/discover';
import { lastCampaigns } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { book } from '../contacts/book.ts';
import { likeContacts, lookFor, looking, mostExamples } from './looking.ts';
import { Picker } from './Picker.tsx';
import { contactsLike } from './suggesting.ts';

const ofContacts = 'contacts';

function likeThose(value: string): void {
  if (value === ofContacts) likeContacts([]);
  else lookFor({ examples: value === '' ? undefined : (JSON.parse(value) as Examples) });
}

export function MoreLike() {
  const { t } = useWords();
  const { examples, isNaming } = useStore(looking);
  const isOfContacts = examples?.of === 'contacts' || isNaming;
  const campaigns = useLiveQuery(lastCampaigns)?.campaigns ?? [];
  const id = useId();
  return (
    <div className="picker">
      <label htmlFor={id}>{t('discover.moreLike')}</label>
      <select
        id={id}
        value={isOfContacts ? ofContacts : examples?.of === 'campaign' ? JSON.stringify(examples) : ''}
        onChange={(event) => likeThose(event.currentTarget.value)}
      >
        <option value="">{t('discover.likeReplied')}</option>
        <option value={ofContacts}>{t('discover.likeChosen')}</option>
        {campaigns.map((campaign) => (
          <option key={campaign.id} value={JSON.stringify({ of: 'campaign', campaignId: campaign.id })}>
            {t('discover.likeCampaign', { campaign: campaign.name })}
          </option>
        ))}
      </select>
      {isOfContacts && <LikeContacts ids={examples?.of === 'contacts' ? examples.contactIds : []} />}
    </div>
  );
}

/** Those of this device are found by name, headline, company or place. */
function LikeContacts({ ids }: { ids: readonly string[] }) {
  const { t } = useWords();
  const entries = useStore(book).entries;
  const names = useMemo(() => {
    const named = new Set(ids);
    return new Map((entries ?? []).flatMap(({ row }) => (named.has(row.id) ? [[row.id, row.name] as const] : [])));
  }, [entries, ids]);
  return (
    <>
      <Picker
        label={t('discover.examples')}
        isQuiet
        most={mostExamples}
        chosen={ids.map((id) => ({ key: id, label: names.get(id) ?? (entries ? t('discover.noContact') : '…') }))}
        suggest={contactsLike}
        onAdd={(id) => likeContacts([...ids, id])}
        onDrop={(id) => likeContacts(ids.filter((one) => one !== id))}
      />
      <p className="hint">{t('discover.examplesHint', { most: mostExamples })}</p>
    </>
  );
}
