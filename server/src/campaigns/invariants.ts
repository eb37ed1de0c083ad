/** What must hold of campaigns: whom they hold, and who waits. product.md 3. */
import { holdingStates } from '@wellmet/shared/campaign';
import { sql } from 'kysely';
import type { Invariants } from '../credits/invariants.ts';

const holding = sql`(${sql.join(holdingStates.map((state) => sql.lit(state)))})`;

export const campaignInvariants: Invariants = {
  'an ongoing campaign holds those who are in it in a holding state, and nobody else is held': sql`
    select workspace_id, format('contact %s, campaign %s: %s', contact_id, campaign_id, case when l.seq is null then 'not held' else 'held' end) as found
    from (
      select e.workspace_id, e.campaign_id, e.contact_id, e.seq from enrolment e
      join campaign c on c.workspace_id = e.workspace_id and c.campaign_id = e.campaign_id
      where c.state = 'ongoing' and e.state in ${holding}
    ) e
    full join campaign_lease l using (workspace_id, campaign_id, contact_id)
    where e.seq is null or l.seq is null`,

  'a campaign that was closed has let everyone go': sql`
    select e.workspace_id, format('contact %s, campaign %s: %s', e.contact_id, e.campaign_id, e.state) as found
    from enrolment e join campaign c on c.workspace_id = e.workspace_id and c.campaign_id = e.campaign_id
    where c.launched_at is not null and c.state in ('completed', 'archived') and e.state in ${holding}`,

  'whoever is in a campaign or waits for one is a contact that stands for itself; an erased one was let go': sql`
    select p.workspace_id, format('contact %s, campaign %s', p.contact_id, p.campaign_id) as found
    from (
      select workspace_id, contact_id, campaign_id, state in ${holding} as is_wanted from enrolment
      union all select workspace_id, contact_id, campaign_id, true from campaign_wait
    ) p
    left join contact c on c.workspace_id = p.workspace_id and c.contact_id = p.contact_id
    where c.contact_id is null or c.merged_into is not null or (c.erased_at is not null and p.is_wanted)`,

  'who waits is held by another campaign, and waits for an ongoing one without being in it': sql`
    select w.workspace_id, format('contact %s, campaign %s: it is %s, they are %s, held by %s', w.contact_id, w.campaign_id, c.state,
      coalesce(e.state, 'not in it'), coalesce(l.campaign_id::text, 'none')) as found
    from campaign_wait w
    join campaign c on c.workspace_id = w.workspace_id and c.campaign_id = w.campaign_id
    left join enrolment e on e.workspace_id = w.workspace_id and e.campaign_id = w.campaign_id and e.contact_id = w.contact_id
    left join campaign_lease l on l.workspace_id = w.workspace_id and l.contact_id = w.contact_id
    where c.state <> 'ongoing' or e.state in ${holding} or l.campaign_id is null or l.campaign_id = w.campaign_id`,
};
