import type { Ledger } from '../credits/situation.ts';
import type { Handlers, WorkspaceCaller } from '../http/handlers.ts';
import { actOnCampaign, campaignOf, campaignsOf, createCampaign, previewLaunch, renameCampaign } from './campaigns.ts';
import { changeEnrolments, enrolContacts, enrolmentsOf } from './enrolments.ts';

type Names =
  | 'campaigns'
  | 'createCampaign'
  | 'campaign'
  | 'renameCampaign'
  | 'previewLaunch'
  | 'actOnCampaign'
  | 'enrolments'
  | 'enrol'
  | 'changeEnrolments';

export const actorOf = ({ workspaceId, member, role, keyId }: WorkspaceCaller) => ({
  workspaceId,
  memberId: member.id,
  role,
  ...(keyId !== undefined && { keyId }),
});

export const campaignRoutes = (ledger: Ledger): Pick<Handlers, Names> => ({
  campaigns: async ({ query }, { workspaceId }) => ({ campaigns: await campaignsOf(ledger, workspaceId, query.state) }),
  createCampaign: ({ body }, caller) => createCampaign(ledger, actorOf(caller), body),
  campaign: ({ params }, { workspaceId }) => campaignOf(ledger, workspaceId, params.campaignId),
  renameCampaign: ({ params, body }, caller) => renameCampaign(ledger, actorOf(caller), params.campaignId, body),
  previewLaunch: ({ params }, caller) => previewLaunch(ledger, actorOf(caller), params.campaignId),
  actOnCampaign: ({ params, body }, caller) => actOnCampaign(ledger, actorOf(caller), params.campaignId, body),
  enrolments: ({ params, query }, caller) => enrolmentsOf(ledger, actorOf(caller), params.campaignId, query),
  enrol: ({ params, body }, caller) => enrolContacts(ledger, actorOf(caller), params.campaignId, body),
  changeEnrolments: ({ params, body }, caller) => changeEnrolments(ledger, actorOf(caller), params.campaignId, body),
});
