/** What is told of webhooks, in words. */
import type { Webhook, WebhookDelivery, WebhookTrouble } from '@wellmet/shared/webhook';
import type { Key, T } from '../../i18n/words.ts';

export const eventNames: Record<WebhookDelivery['type'], Key> = {
  'contact.analysed': 'webhooks.of.contact.analysed',
  'contact.erased': 'webhooks.of.contact.erased',
  'campaign.launched': 'webhooks.of.campaign.launched',
  'campaign.completed': 'webhooks.of.campaign.completed',
  'enrolment.changed': 'webhooks.of.enrolment.changed',
  'credits.low': 'webhooks.of.credits.low',
  'credits.exhausted': 'webhooks.of.credits.exhausted',
  'member.joined': 'webhooks.of.member.joined',
  'member.removed': 'webhooks.of.member.removed',
  'plan.changed': 'webhooks.of.plan.changed',
  'webhook.test': 'webhooks.of.webhook.test',
};

const troubleNames: Record<WebhookTrouble, Key> = {
  address: 'webhooks.badAddress',
  noAnswer: 'webhooks.noAnswer',
  unreachable: 'webhooks.unreachable',
  // These two come with a status, which says more.
  refused: 'webhooks.noStatus',
  busy: 'webhooks.noStatus',
};

/** What came of a try; a status says most. Neither: it is under way. */
export function cameInWords({ status, trouble }: NonNullable<Webhook['lastTry']>, t: T): string {
  if (status !== undefined) return t('webhooks.answered', { status: String(status) });
  return trouble ? t(troubleNames[trouble]) : t('webhooks.onItsWay');
}

/** What a webhook is called by. */
export const nameOf = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '');
