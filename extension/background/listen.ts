/**
 * Who may say what to the background. Each message is checked twice before anything is done: that its sender is a context allowed to send it
 * (a page's context may be taken over by the page; only our own screens sign in, sign out or choose the server), and that its content fits the schema.
 */
import { browser, type Browser } from 'wxt/browser';
import { z } from 'zod';
import {
  DeviceRequest,
  ForgottenPassword,
  Language,
  MemberCapRequest,
  PasswordChange,
  SignInRequest,
  SignUpRequest,
} from '@wellmet/shared/account';
import { NewApiKey } from '@wellmet/shared/apiKey';
import { AuditQuestion } from '@wellmet/shared/audit';
import { CampaignAct, CampaignName, Choice, Choices, EnrolmentChange, EnrolmentState, EnrolRequest } from '@wellmet/shared/campaign';
import {
  AddFoundRequest,
  DiscoverRequest,
  DismissRequest,
  IdealProfileRequest,
  PoolKey,
  QuoteFoundRequest,
  SuggestionsQuestion,
  Wanted,
} from '@wellmet/shared/discover';
import { ContactEdit, NewEngagement } from '@wellmet/shared/engagement';
import { canonicalIdentifiers } from '@wellmet/shared/identity';
import { LanguageModelSetting, ModelToTry } from '@wellmet/shared/languageModel';
import { LedgerFilter, LedgerQuestion } from '@wellmet/shared/ledger';
import { PageReport } from '@wellmet/shared/pageRules';
import { PlanAsked } from '@wellmet/shared/plan';
import { FetchRequest, PoolProviderSetting } from '@wellmet/shared/provider';
import { ContactBasisRequest, PeopleTermsRequest } from '@wellmet/shared/rights';
import { NewInvitation, NewWorkspace, RoleChange, WorkspaceRenaming } from '@wellmet/shared/team';
import { NewWebhook, WebhookChange, WebhookDeliveryQuestion, WebhookRemoval, WebhookReplay } from '@wellmet/shared/webhook';
import { TemplateContent, templateNameLength, templateSubjectLength, templateTextLength } from '@wellmet/shared/template';
import { IdentifiersSchema, PageKind, Sighting } from '@wellmet/shared/sighting';
import { isNoRoom, keeping } from '../cache/keep.ts';
import { whoIsSignedIn } from '../cache/read.ts';
import { putLostAway } from '../cache/write.ts';
import { View } from '../savedView.ts';
import { catalogues } from '../i18n/catalogues.ts';
import { linkedinUrlOf } from '../linkedin/practice.ts';
import { basketLimit, messageLimit, onMessage, type Messages, type Trouble } from '../messages.ts';
import { apiKeys, changePassword, endOtherSessions, endSession, forgotPassword, makeApiKey, revokeApiKey, sessions } from './access.ts';
import * as account from './account.ts';
import { bringCard, lookUp, quote } from './analyse.ts';
import { announceChanges } from './announceChanges.ts';
import { basket, deselect, emptyBasket, quoteBasket, select } from './basket.ts';
import { bulk, cancelBulk, putBulkAway, retryBulk, startBulk, undoEnrolments } from './bulk.ts';
import {
  actOnCampaign,
  campaigns,
  changeMany,
  createCampaign,
  enrolMany,
  enrolments,
  knownCampaigns,
  previewLaunch,
  renameCampaign,
} from './campaigns.ts';
import { beginSignIn, cancelSignIn, goOnSigningIn, pendingSignIn, signInWays } from './deviceSignIn.ts';
import {
  addFound,
  countFound,
  discover,
  dismissFound,
  idealProfiles,
  keepIdealProfile,
  quoteFound,
  removeIdealProfile,
  suggestFound,
} from './discover.ts';
import { listenForScreens } from './events.ts';
import { lookedAt } from './freshness.ts';
import { languageModel, readAgain, removeLanguageModel, setLanguageModel, tryLanguageModel } from './languageModel.ts';
import { ledger, ledgerFile, spent } from './ledger.ts';
import { marks } from './marks.ts';
import { pin } from './pins.ts';
import { askForPlan, changePayment, payForPlan, withdrawPlanRequest, workspacePlan } from './plan.ts';
import { pageOffer } from './pageOffer.ts';
import { keepRulesFresh, pageRules, reportPage } from './pageRules.ts';
import { fetchPeople, imports, poolProvider, removeImport, removePoolProvider, setPoolProvider } from './pool.ts';
import { refresh } from './refresh.ts';
import { refused } from './refused.ts';
import { contactSources, erase, erasurePreview, peopleTerms, personFile, purgePreview, setContactBasis, setPeopleTerms } from './rights.ts';
import { signUp } from './signUp.ts';
import { repair, storageUse } from './storage.ts';
import * as team from './team.ts';
import { deleteTemplate, dropTemplateDraft, keepTemplateDraft, restoreTemplate, saveTemplate } from './templates.ts';
import { timeline } from './timeline.ts';
import { useWorkspace, workspaces } from './workspaces.ts';
import { dropView, saveView } from './views.ts';
import {
  changeWebhook,
  makeWebhook,
  removeWebhook,
  renewWebhookSecret,
  replayWebhook,
  testWebhook,
  webhookDeliveries,
  webhooks,
} from './webhooks.ts';
import {
  analyse,
  analyseAgain,
  dropWish,
  editContact,
  engage,
  enrol,
  keepWish,
  leaveCampaign,
  retryWish,
  withdrawEngagement,
} from './wishes.ts';

type Sender = Browser.runtime.MessageSender;

const Person = IdentifiersSchema.transform((ids, context) => canonicalIdentifiers(ids) ?? (context.addIssue('no identifier'), z.NEVER));
const RequestId = z.uuid();
const Wish = z.strictObject({ requestId: RequestId });
const CampaignRef = z.strictObject({ id: z.uuid(), name: CampaignName });
const AnalyseWish = z.strictObject({
  requestId: RequestId,
  sighting: Sighting,
  ceilingCredits: z.literal([0, 1]),
  campaign: CampaignRef.optional(),
  choices: Choices.optional(),
});
const ContactWish = z.strictObject({ requestId: RequestId, contact: z.strictObject({ id: z.uuid(), name: z.string().max(400) }) });
const EnrolmentWish = ContactWish.extend({ campaign: CampaignRef });
const { what, text, doneAt } = NewEngagement.shape;
const EngagementWish = ContactWish.extend({ what, text, doneAt }).refine((wish) => wish.what !== 'noted' || wish.text !== undefined);
const People = z.array(Person).max(messageLimit);
/** In the one spelling that they are compared by. */
const Selected = Sighting.transform((sighting, context) => {
  const identifiers = canonicalIdentifiers(sighting.identifiers);
  return identifiers ? { ...sighting, identifiers } : (context.addIssue('no identifier'), z.NEVER);
});
const BasketId = z.int().min(1);
const isUnique = (list: readonly unknown[]): boolean => new Set(list).size === list.length;
const BasketIds = z.array(BasketId).min(1).max(basketLimit).refine(isUnique, 'somebody twice');
const BulkPeople = z
  .array(z.strictObject({ id: BasketId, costCredits: z.literal([0, 1]) }))
  .min(1)
  .max(basketLimit)
  .refine((people) => isUnique(people.map(({ id }) => id)), 'somebody twice');
const BulkChoices = z
  .array(z.strictObject({ contactId: z.uuid(), choice: Choice }))
  .max(basketLimit)
  .refine((choices) => isUnique(choices.map(({ contactId }) => contactId)), 'somebody twice');
const BulkWish = z.strictObject({
  id: z.uuid(),
  people: BulkPeople,
  campaign: CampaignRef.optional(),
  choices: BulkChoices.optional(),
});
const CampaignId = z.strictObject({ campaignId: z.uuid() });
const EnrolmentsQuestion = CampaignId.extend({
  state: EnrolmentState.or(z.literal('waiting')).optional(),
  cursor: z.string().max(100).optional(),
});
const TemplateId = z.strictObject({ id: z.uuid() });
const basedOn = z.int().min(0).optional();
/** Not whole yet, perhaps. */
const TemplateDraft = TemplateId.extend({
  basedOn,
  content: TemplateContent.extend({
    name: z.string().max(templateNameLength),
    subject: z.string().max(templateSubjectLength).optional(),
    text: z.string().max(templateTextLength),
  }),
});
const BulkId = z.strictObject({ id: z.uuid() });
const Server = z.strictObject({ url: z.url({ protocol: /^https?$/ }) });
const OfMember = { memberId: z.uuid() };
const OfWebhook = { id: z.uuid() };
const Nothing = z.undefined().or(z.null());

export function listen(): void {
  announceChanges();
  listenForScreens(fromScreen);
  hear('pageOpened', fromPage, z.strictObject({ kind: PageKind }), (_page, sender) => {
    lookedAt();
    return bringOverlay(sender);
  });
  hear('words', fromPage, z.enum(['en', 'fr']), (language) => catalogues[language]);
  hear('lookUp', fromPage, Person, lookUp);
  hear('quote', fromPage, z.strictObject({ person: Person, campaignId: z.uuid().optional() }), quote);
  hear('analyse', fromPage, AnalyseWish, analyse);
  hear('keepWish', fromPage, Wish, keepWish);
  hear('dropWish', fromAnywhere, Wish, dropWish);
  hear('lastCampaigns', fromAnywhere, Nothing, knownCampaigns);
  hear('campaigns', fromAnywhere, Nothing, campaigns);
  hear('createCampaign', fromAnywhere, CampaignRef, createCampaign);
  hear('enrol', fromPage, EnrolmentWish.extend({ choice: z.enum(['wait', 'move']).optional() }), enrol);
  hear('leaveCampaign', fromPage, EnrolmentWish, leaveCampaign);
  hear('openAccount', fromPage, Nothing, openAccount);
  hear('pageRules', fromPage, Nothing, pageRules);
  hear('reportPage', fromPage, PageReport, reportPage);
  keepRulesFresh();

  hear('marks', fromAnywhere, People, (people) => {
    lookedAt();
    return marks(people);
  });
  hear('basket', fromAnywhere, Nothing, basket);
  hear('select', fromAnywhere, z.array(Selected).max(messageLimit), select);
  hear('deselect', fromAnywhere, z.array(Person).max(basketLimit), deselect);
  hear('emptyBasket', fromAnywhere, Nothing, emptyBasket);
  hear('quoteBasket', fromAnywhere, z.strictObject({ ids: BasketIds, campaignId: z.uuid().optional() }), quoteBasket);
  hear('startBulk', fromAnywhere, BulkWish, startBulk);
  hear('bulk', fromAnywhere, Nothing, bulk);
  hear('cancelBulk', fromAnywhere, BulkId, cancelBulk);
  hear('retryBulk', fromAnywhere, BulkId, retryBulk);
  hear('putBulkAway', fromAnywhere, BulkId, putBulkAway);
  hear('undoEnrolments', fromAnywhere, BulkId, undoEnrolments);

  hear('signUp', fromScreen, SignUpRequest.extend({ language: Language }), signUp);
  hear('signIn', fromScreen, SignInRequest.extend({ makesWorkspace: z.boolean().optional() }), account.signIn);
  hear('signInWays', fromScreen, Nothing, signInWays);
  hear('beginSignIn', fromScreen, DeviceRequest, beginSignIn);
  hear('pendingSignIn', fromScreen, Nothing, pendingSignIn);
  hear('cancelSignIn', fromScreen, Nothing, cancelSignIn);
  goOnSigningIn();
  hear('forgotPassword', fromScreen, ForgottenPassword, forgotPassword);
  hear('sessions', fromScreen, Nothing, sessions);
  hear('endSession', fromScreen, z.strictObject({ id: z.uuid() }), endSession);
  hear('endOtherSessions', fromScreen, Nothing, endOtherSessions);
  hear('changePassword', fromScreen, PasswordChange, changePassword);
  hear('apiKeys', fromScreen, Nothing, apiKeys);
  hear('makeApiKey', fromScreen, NewApiKey, makeApiKey);
  hear('revokeApiKey', fromScreen, Wish.extend({ id: z.uuid() }), revokeApiKey);
  hear('signOut', fromScreen, Nothing, account.signOut);
  hear('workspaces', fromScreen, Nothing, workspaces);
  hear('putLostAway', fromScreen, Nothing, putLostAway);
  hear('members', fromScreen, Nothing, team.members);
  hear('setMemberCap', fromScreen, MemberCapRequest.extend(OfMember), team.setMemberCap);
  hear('changeRole', fromScreen, RoleChange.extend(OfMember), team.changeRole);
  hear('removeMember', fromScreen, Wish.extend(OfMember), team.removeMember);
  hear('leaveWorkspace', fromScreen, Wish, team.leaveWorkspace);
  hear('renameWorkspace', fromScreen, WorkspaceRenaming, team.renameWorkspace);
  hear('createWorkspace', fromScreen, NewWorkspace.omit({ timeZone: true }), team.createWorkspace);
  hear('invitations', fromScreen, Nothing, team.invitations);
  hear('invite', fromScreen, NewInvitation, team.invite);
  hear('resendInvitation', fromScreen, Wish.extend({ id: z.uuid() }), team.resendInvitation);
  hear('revokeInvitation', fromScreen, Wish.extend({ id: z.uuid() }), team.revokeInvitation);
  hear('audit', fromScreen, AuditQuestion.omit({ limit: true }), team.audit);
  hear('webhooks', fromScreen, Nothing, webhooks);
  hear('makeWebhook', fromScreen, NewWebhook, makeWebhook);
  hear('changeWebhook', fromScreen, WebhookChange.extend(OfWebhook), changeWebhook);
  hear('renewWebhookSecret', fromScreen, Wish.extend(OfWebhook), renewWebhookSecret);
  hear('removeWebhook', fromScreen, WebhookRemoval.extend(OfWebhook), removeWebhook);
  hear('testWebhook', fromScreen, Wish.extend(OfWebhook), testWebhook);
  hear('webhookDeliveries', fromScreen, WebhookDeliveryQuestion.omit({ limit: true }).extend(OfWebhook), webhookDeliveries);
  hear('replayWebhook', fromScreen, WebhookReplay.extend(OfWebhook), replayWebhook);
  hear('useWorkspace', fromScreen, z.strictObject({ id: z.uuid() }), useWorkspace);
  hear('pageOffer', fromScreen, z.strictObject({ windowId: z.int() }), ({ windowId }, { tab }) => pageOffer(windowId, tab?.id));
  hear('refresh', fromScreen, Nothing, refresh);
  hear('bringCard', fromScreen, z.strictObject({ id: z.uuid() }), bringCard);
  hear('pin', fromScreen, z.strictObject({ ids: z.array(z.uuid()), isPinned: z.boolean() }), pin);
  hear('saveView', fromScreen, View, saveView);
  hear('dropView', fromScreen, z.strictObject({ id: z.uuid() }), dropView);
  hear('saveTemplate', fromScreen, TemplateId.extend({ requestId: RequestId, basedOn, content: TemplateContent }), saveTemplate);
  hear('deleteTemplate', fromScreen, TemplateId.extend({ requestId: RequestId }), deleteTemplate);
  hear('restoreTemplate', fromScreen, TemplateId.extend({ requestId: RequestId }), restoreTemplate);
  hear('keepTemplateDraft', fromScreen, TemplateDraft, keepTemplateDraft);
  hear('dropTemplateDraft', fromScreen, TemplateId, dropTemplateDraft);
  hear('engage', fromScreen, EngagementWish, engage);
  hear('withdrawEngagement', fromScreen, ContactWish.extend({ engagementId: z.uuid() }), withdrawEngagement);
  hear('editContact', fromScreen, ContactEdit.safeExtend(ContactWish.shape), editContact);
  hear('analyseAgain', fromScreen, ContactWish, analyseAgain);
  const ofContact = z.strictObject({ id: z.uuid() });
  hear('contactSources', fromScreen, ofContact, contactSources);
  hear('setContactBasis', fromScreen, ContactBasisRequest.extend(ofContact.shape), setContactBasis);
  hear('personFile', fromScreen, ofContact.extend({ as: z.enum(['json', 'en', 'fr']) }), personFile);
  hear('erasurePreview', fromScreen, ofContact, erasurePreview);
  hear('erase', fromScreen, ofContact.extend(Wish.shape), erase);
  hear('peopleTerms', fromScreen, Nothing, peopleTerms);
  hear('setPeopleTerms', fromScreen, PeopleTermsRequest, setPeopleTerms);
  hear(
    'purgePreview',
    fromScreen,
    z.strictObject({ limit: z.int().min(1).max(200), cursor: z.string().max(100).optional() }),
    purgePreview,
  );
  hear('renameCampaign', fromScreen, z.strictObject({ requestId: RequestId, campaign: CampaignRef }), renameCampaign);
  hear('previewLaunch', fromScreen, CampaignId, previewLaunch);
  hear('actOnCampaign', fromScreen, CampaignAct.extend(CampaignId.shape), actOnCampaign);
  hear('enrolments', fromScreen, EnrolmentsQuestion, enrolments);
  hear('enrolMany', fromScreen, EnrolRequest.extend({ campaign: CampaignRef }), enrolMany);
  hear('changeMany', fromScreen, EnrolmentChange.extend(CampaignId.shape), changeMany);
  hear('ledger', fromScreen, LedgerFilter.extend({ cursor: LedgerQuestion.shape.cursor }), ledger);
  hear('spent', fromScreen, LedgerFilter, spent);
  hear('ledgerFile', fromScreen, LedgerFilter, ledgerFile);
  hear('workspacePlan', fromScreen, z.strictObject({ seats: PlanAsked.shape.seats.optional() }), workspacePlan);
  hear('askForPlan', fromScreen, PlanAsked, askForPlan);
  hear('withdrawPlanRequest', fromScreen, z.strictObject({ id: z.uuid(), requestId: z.uuid() }), withdrawPlanRequest);
  hear('payForPlan', fromScreen, PlanAsked, payForPlan);
  hear('changePayment', fromScreen, Nothing, changePayment);
  hear('discover', fromScreen, DiscoverRequest, discover);
  hear('countFound', fromScreen, Wanted, countFound);
  hear('suggestFound', fromScreen, SuggestionsQuestion, suggestFound);
  hear('quoteFound', fromScreen, QuoteFoundRequest, quoteFound);
  hear('addFound', fromScreen, AddFoundRequest, addFound);
  hear('dismissFound', fromScreen, DismissRequest.extend(PoolKey.shape), dismissFound);
  hear('idealProfiles', fromScreen, Nothing, idealProfiles);
  hear('keepIdealProfile', fromScreen, IdealProfileRequest.extend({ id: z.uuid() }), keepIdealProfile);
  hear('removeIdealProfile', fromScreen, Wish.extend({ id: z.uuid() }), removeIdealProfile);
  hear('imports', fromScreen, Nothing, imports);
  hear('removeImport', fromScreen, z.strictObject({ id: z.uuid() }), removeImport);
  hear('poolProvider', fromScreen, Nothing, poolProvider);
  hear('setPoolProvider', fromScreen, PoolProviderSetting, setPoolProvider);
  hear('removePoolProvider', fromScreen, z.strictObject({ requestId: z.uuid() }), removePoolProvider);
  hear('fetchPeople', fromScreen, FetchRequest, fetchPeople);
  hear('languageModel', fromScreen, Nothing, languageModel);
  hear('setLanguageModel', fromScreen, LanguageModelSetting, setLanguageModel);
  hear('removeLanguageModel', fromScreen, Wish, removeLanguageModel);
  hear('tryLanguageModel', fromScreen, ModelToTry, tryLanguageModel);
  hear('readAgain', fromScreen, z.strictObject({ id: z.uuid(), requestId: RequestId }), readAgain);
  hear('storageUse', fromScreen, Nothing, storageUse);
  hear('repair', fromScreen, Nothing, repair);
  hear('timeline', fromScreen, z.strictObject({ id: z.uuid(), cursor: z.string().max(100).optional() }), timeline);
  hear('retryWish', fromScreen, Wish, retryWish);
  hear('useServer', fromScreen, Server, account.useServer);
}

type Input<K extends keyof Messages> = Parameters<Messages[K]> extends [infer D] ? D : undefined | null;
type Output<K extends keyof Messages> = ReturnType<Messages[K]>;

function hear<K extends keyof Messages, Parsed>(
  type: K,
  mayCome: (sender: Sender) => boolean,
  schema: z.ZodType<Parsed, Input<K>>,
  act: (data: Parsed, sender: Sender) => Output<K> | Promise<Output<K>>,
): void {
  onMessage(type, (async ({ data, sender }: { data: unknown; sender: Sender }) => {
    if (!mayCome(sender)) throw new Error(`${type}: not from here`);
    const parsed = schema.safeParse(data);
    if (!parsed.success) return unfit(type, parsed.error);
    return keeping(async () => act(parsed.data, sender)).catch(withoutRoom);
  }) as Parameters<typeof onMessage<K>>[1]);
}

/** Said, and never lost: what could not be written down has not been done. */
function withoutRoom(error: unknown): Trouble {
  if (!isNoRoom(error)) throw error;
  return refused('no-room', 'There is no room on this device');
}

/** What does not fit is refused as the server would refuse it; nothing has been done. */
function unfit(type: keyof Messages, { issues }: z.ZodError): Trouble {
  const errors = issues.map(({ path, message }) => ({ pointer: `/${path.map(String).join('/')}`, message }));
  return refused('invalid-request', `Message "${type}" does not fit its schema`, errors);
}

function fromScreen(sender: Sender): boolean {
  return sender.id === browser.runtime.id && (sender.url?.startsWith(browser.runtime.getURL('/')) ?? false);
}

function fromPage(sender: Sender): boolean {
  return (
    sender.id === browser.runtime.id &&
    sender.tab?.id !== undefined &&
    /^https:\/\/([a-z-]+\.)*linkedin\.com\//.test(linkedinUrlOf(sender.url ?? ''))
  );
}

function fromAnywhere(sender: Sender): boolean {
  return fromScreen(sender) || fromPage(sender);
}

/** The overlay is brought only to pages where it is of use: to the document that asked. */
async function bringOverlay(sender: Sender): Promise<void> {
  if (sender.tab?.id === undefined) return;
  const { documentId, frameId = 0 } = sender;
  // Firefox names the frame only; the overlay itself sees to being there once.
  const place = import.meta.env.CHROME && documentId ? { documentIds: [documentId] } : { frameIds: [frameId] };
  // One after the other: two scripts in one call are one long task of the page.
  for (const file of ['/library.js', '/overlay.js'] as const)
    await browser.scripting.executeScript({ target: { tabId: sender.tab.id, ...place }, files: [file] });
}

async function openAccount(): Promise<void> {
  const url = (await whoIsSignedIn()) ? `${browser.runtime.getURL('/app.html')}#/plan` : browser.runtime.getURL('/popup.html');
  await browser.tabs.create({ url });
}
