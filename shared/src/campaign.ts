/** Campaigns and who is in them. product.md 1 and 3. */
import { z } from 'zod';
import { EditableField, EngagementKind } from './engagement.ts';

const instant = z.iso.datetime({ offset: true });

/** draft → ongoing → completed → archived; draft → archived; completed and archived can be opened again. */
export const campaignStates = ['draft', 'ongoing', 'completed', 'archived'] as const;
export const CampaignState = z.enum(campaignStates);
export type CampaignState = z.infer<typeof CampaignState>;

/** In an ongoing campaign these hold the person: no other ongoing one can have them. product.md 3.3. */
export const holdingStates = ['queued', 'active', 'paused', 'failed'] as const;
/** These have let go. */
export const releasedStates = ['replied', 'finished', 'optedOut', 'removed'] as const;
export const EnrolmentState = z.enum([...holdingStates, ...releasedStates]);
export type EnrolmentState = z.infer<typeof EnrolmentState>;

export const isHolding = (state: EnrolmentState): boolean => (holdingStates as readonly string[]).includes(state);

export const CampaignName = z.string().trim().min(1).max(120);

export const Campaign = z.object({
  id: z.uuid(),
  name: z.string(),
  state: CampaignState,
  /** A flag of ongoing: a paused campaign holds its people. */
  paused: z.boolean(),
  /** `lapse`: the plan is no longer paid; paying again resumes. product.md 2.10. */
  pausedBecause: z.enum(['member', 'lapse']).optional(),
  createdAt: instant,
  createdBy: z.string(),
  launchedAt: instant.optional(),
  /** When it was completed or archived. */
  closedAt: instant.optional(),
  /** Contacts by the state of their enrolment, without those that have none. */
  counts: z.partialRecord(EnrolmentState, z.int().min(1)),
  /** Contacts that will be enrolled when another campaign lets them go. */
  waiting: z.int().min(0),
});
export type Campaign = z.infer<typeof Campaign>;

/** The ongoing campaign that holds a person, by whom it was done and since when. product.md 2.8. */
export const Holder = z.object({ campaignId: z.uuid(), campaignName: z.string(), by: z.string(), byYou: z.boolean(), since: instant });
export type Holder = z.infer<typeof Holder>;

/** What to do about a person whom another ongoing campaign holds; `move` is for owners and admins. product.md 3.2. */
export const Choice = z.enum(['skip', 'wait', 'move']);
export type Choice = z.infer<typeof Choice>;
export const Choices = z.array(z.strictObject({ contactId: z.uuid(), choice: Choice })).max(500);
export type Choices = z.infer<typeof Choices>;

/** What became of a person who was to be enrolled. `skipped`: held elsewhere, and left there. */
export const EnrolmentResult = z.enum(['enrolled', 'inCampaign', 'skipped', 'waiting', 'moved']);
export type EnrolmentResult = z.infer<typeof EnrolmentResult>;

/** Somebody whom another ongoing campaign holds. */
export const Conflict = z.object({ contactId: z.uuid(), name: z.string(), holder: Holder });
export type Conflict = z.infer<typeof Conflict>;

/** The id is made when the finger lifts: the same campaign sent twice is one campaign. */
export const NewCampaign = z.strictObject({ id: z.uuid(), name: CampaignName });

export const campaignActs = ['launch', 'pause', 'resume', 'complete', 'archive', 'reopen'] as const;
export const CampaignAct = z.strictObject({
  requestId: z.uuid(),
  act: z.enum(campaignActs),
  /** With `launch` and `reopen`: one choice for each conflict; without one for every conflict nothing is done and they are listed. */
  choices: Choices.optional(),
});
export type CampaignAct = z.infer<typeof CampaignAct>;

/** Expected outcomes are values. Only `done` has changed anything. */
export const CampaignOutcome = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('done'),
    campaign: Campaign,
    /** Of a launch: what became of how many. */
    results: z.partialRecord(EnrolmentResult, z.int().min(1)),
    /** True when this request id had been answered before: nothing was done again. */
    replayed: z.boolean(),
  }),
  z.object({ outcome: z.literal('conflicts'), conflicts: z.array(Conflict).min(1) }),
]);
export type CampaignOutcome = z.infer<typeof CampaignOutcome>;

/** What a launch (or opening it again) would do. */
export const LaunchPreview = z.object({ people: z.int().min(0), conflicts: z.array(Conflict) });
export type LaunchPreview = z.infer<typeof LaunchPreview>;

/** Known contacts into a campaign: always free. product.md 3.5. */
export const EnrolRequest = z.strictObject({
  requestId: z.uuid(),
  contactIds: z.array(z.uuid()).min(1).max(500),
  choices: Choices.optional(),
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;

export const EnrolOutcome = z.object({
  /** In the order asked. */
  people: z.array(z.object({ contactId: z.uuid(), enrolment: EnrolmentResult, holder: Holder.optional() })),
  replayed: z.boolean(),
});
export type EnrolOutcome = z.infer<typeof EnrolOutcome>;

/** `removed` also takes somebody off the waiting list. Back to a holding state from a released one is an enrolment, not a change. */
export const EnrolmentChange = z.strictObject({
  requestId: z.uuid(),
  contactIds: z.array(z.uuid()).min(1).max(500),
  state: EnrolmentState,
});
export type EnrolmentChange = z.infer<typeof EnrolmentChange>;

export const EnrolmentChanged = z.object({
  /** Those whose state is another one now. */
  contactIds: z.array(z.uuid()),
  /** Those who were taken off the waiting list. */
  notWaiting: z.array(z.uuid()),
  replayed: z.boolean(),
});
export type EnrolmentChanged = z.infer<typeof EnrolmentChanged>;

export const Enrolment = z.object({
  contactId: z.uuid(),
  name: z.string(),
  headline: z.string().optional(),
  company: z.string().optional(),
  state: EnrolmentState.or(z.literal('waiting')),
  /** Of somebody who waits: the campaign that holds them. */
  holder: Holder.optional(),
  since: instant,
});
export type Enrolment = z.infer<typeof Enrolment>;

/** One thing that happened to a contact, the newest first in lists. */
export const TimelineEntry = z.object({
  /** Number in the workspace's order of changes. */
  seq: z.int(),
  at: instant,
  by: z.string(),
  what: z.enum([
    'firstAnalysis',
    'analysis',
    'merged',
    'unmerged',
    'enrolled',
    'stateChanged',
    'movedIn',
    'movedOut',
    'waiting',
    'notWaiting',
    'waitEnded',
    'released',
    'engaged',
    'engagementWithdrawn',
    'edited',
  ]),
  campaign: z.object({ id: z.uuid(), name: z.string() }).optional(),
  state: EnrolmentState.optional(),
  /** With `engaged` and `engagementWithdrawn`. */
  engagement: z
    .object({ id: z.uuid(), what: EngagementKind, text: z.string().optional(), doneAt: instant, isWithdrawn: z.boolean() })
    .optional(),
  /** With `edited`: one entry a field. `null`: what the page says. */
  edit: z.object({ field: EditableField, value: z.string().nullable() }).optional(),
  /** With `edited` where it is about a part of the insights, by its name; one entry a part. `null`: what the page says. */
  word: z.object({ part: z.string(), value: z.string().nullable() }).optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
