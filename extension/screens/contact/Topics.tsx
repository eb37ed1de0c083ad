/** What somebody writes about, most first; each with the words it was taken from. product.md 5.3. */
import type { Topic, TopicName } from '@wellmet/shared/insight';
import { partOfTopic } from '@wellmet/shared/seen';
import { whereItStands } from '../../i18n/insight.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Hidden, Hide, type Say } from './saying.tsx';

export const topicNames: Record<TopicName, Key> = {
  prospecting: 'topics.prospecting',
  keyAccounts: 'topics.keyAccounts',
  salesMethods: 'topics.salesMethods',
  pricing: 'topics.pricing',
  partnerships: 'topics.partnerships',
  customerSuccess: 'topics.customerSuccess',
  customerService: 'topics.customerService',
  brand: 'topics.brand',
  content: 'topics.content',
  digitalMarketing: 'topics.digitalMarketing',
  events: 'topics.events',
  ecommerce: 'topics.ecommerce',
  retail: 'topics.retail',
  product: 'topics.product',
  userExperience: 'topics.userExperience',
  software: 'topics.software',
  cloud: 'topics.cloud',
  cybersecurity: 'topics.cybersecurity',
  data: 'topics.data',
  artificialIntelligence: 'topics.artificialIntelligence',
  automation: 'topics.automation',
  informationSystems: 'topics.informationSystems',
  manufacturing: 'topics.manufacturing',
  maintenance: 'topics.maintenance',
  quality: 'topics.quality',
  supplyChain: 'topics.supplyChain',
  transport: 'topics.transport',
  procurement: 'topics.procurement',
  construction: 'topics.construction',
  realEstate: 'topics.realEstate',
  energy: 'topics.energy',
  sustainability: 'topics.sustainability',
  agriculture: 'topics.agriculture',
  food: 'topics.food',
  hospitality: 'topics.hospitality',
  finance: 'topics.finance',
  accounting: 'topics.accounting',
  fundraising: 'topics.fundraising',
  banking: 'topics.banking',
  insurance: 'topics.insurance',
  contracts: 'topics.contracts',
  dataProtection: 'topics.dataProtection',
  recruitment: 'topics.recruitment',
  training: 'topics.training',
  leadership: 'topics.leadership',
  remoteWork: 'topics.remoteWork',
  change: 'topics.change',
  projects: 'topics.projects',
  innovation: 'topics.innovation',
  entrepreneurship: 'topics.entrepreneurship',
  exports: 'topics.exports',
  publicSector: 'topics.publicSector',
  space: 'topics.space',
  telecoms: 'topics.telecoms',
  media: 'topics.media',
};

interface TopicsProps {
  topics: readonly Topic[];
  hidden: readonly Topic[];
  say: Say;
}

export function Topics({ topics, hidden, say }: TopicsProps) {
  const { t, language } = useWords();
  return (
    <section>
      <h3>{t('topics.title')}</h3>
      {topics.length === 0 ? (
        <p className="soft">{t('topics.none')}</p>
      ) : (
        <ul className="topics">
          {topics.map((one) => (
            <li key={one.topic}>
              <div className="hook-line">
                <p className="hook">{t(topicNames[one.topic])}</p>
                <Hide what={t(topicNames[one.topic])} onHide={() => say({ [partOfTopic(one)]: 'hidden' })} />
              </div>
              <blockquote dir="auto">{t('quoted', { text: one.evidence.quote })}</blockquote>
              <p className="meta">{whereItStands(one.evidence, t, language)}</p>
            </li>
          ))}
        </ul>
      )}
      <Hidden all={hidden.map((one) => ({ what: t(topicNames[one.topic]), part: partOfTopic(one) }))} say={say} />
    </section>
  );
}
