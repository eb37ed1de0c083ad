import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Campaign, Conflict, Enrolment } from '@wellmet/shared/campaign';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage, type Trouble } from '../../messages.ts';
import { freshness } from '../app/freshness.ts';
import { addressOf } from '../app/route.ts';
import { ids, workspaceId } from '../contacts/testing.ts';
import CampaignRoom from './CampaignRoom.tsx';
import CampaignsRoom from './CampaignsRoom.tsx';
import { view } from './view.ts';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data as Record<string, unknown>);
const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
const unreachable: Trouble = { trouble: 'unreachable' };
const at = '2026-09-12T08:00:00.000Z';
const [spring, autumn, felt] = [ids(201), ids(202), ids(203)] as const;

const campaignOf = (id: string, more: Partial<Campaign> = {}): Campaign => ({
  id,
  name: 'Looms in spring',
  state: 'ongoing',
  paused: false,
  createdAt: at,
  createdBy: 'Ana Prieto',
  ...(more.state !== 'draft' && { launchedAt: at }),
  counts: {},
  waiting: 0,
  ...more,
});
const holder = { campaignId: autumn, campaignName: 'Autumn yarn', by: 'Paul Adeyemi', byYou: false, since: at };
const enrolment = (n: number, more: Partial<Enrolment> = {}): Enrolment => ({
  contactId: ids(n),
  name: `Person ${n}`,
  headline: `Title ${n}`,
  company: 'Nordlys',
  state: 'queued',
  since: at,
  ...more,
});
/** As the server answers: everybody asked about is changed. */
const changes = ({ contactIds }: { contactIds: string[] }) => ({ contactIds, notWaiting: [], replayed: false });
const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest<HTMLElement>('[role="row"]') as HTMLElement;
const conflict = (n: number): Conflict => ({ contactId: ids(n), name: `Person ${n}`, holder });

/** What the background answers, by message. */
let told: Partial<Record<string, unknown>>;
const done = (campaign: Campaign, results = {}) => ({ outcome: 'done', campaign, results, replayed: false });

beforeEach(async () => {
  told = { enrolments: { enrolments: [] } };
  answers.mockImplementation(async (type, data) => {
    const answer = told[type];
    return typeof answer === 'function' ? (answer as (asked: unknown) => unknown)(data) : (answer ?? 'done');
  });
  location.hash = '';
  view.setState({ shape: 'board', query: '', asking: undefined });
  freshness.setState({ isAsking: false, trouble: undefined, isOffline: false });
  await signIn('owner');
  await cache.sync.put({ workspaceId, memberId: member.id, cursor: '1', asOf: at });
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function signIn(role: 'owner' | 'member'): Promise<void> {
  const workspace = { id: workspaceId, name: 'Prieto Conseil', role };
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
}

const keep = (...campaigns: Campaign[]) => cache.campaigns.put({ workspaceId, asOf: at, campaigns });

/** The room of all, or of one by its id. */
function open(room: string, language: 'en' | 'fr' = 'en') {
  render(<WordsContext value={appWordsIn(language)}>{room === 'all' ? <CampaignsRoom /> : <CampaignRoom id={room} />}</WordsContext>);
  return userEvent.setup();
}

describe('all campaigns', () => {
  const all = [
    campaignOf(spring, { counts: { queued: 8, active: 3, replied: 2 }, waiting: 1, paused: true, pausedBecause: 'member' }),
    campaignOf(autumn, { name: 'Autumn yarn', state: 'draft', counts: { queued: 4 } }),
    campaignOf(felt, { name: 'Été, feutre', state: 'archived', closedAt: at }),
  ];

  test('stand by state, with who is in them in words', async () => {
    await keep(...all);
    open('all');
    const ongoing = within(await screen.findByRole('region', { name: 'Ongoing 1' }));
    expect(ongoing.getByRole('link', { name: 'Looms in spring' }).getAttribute('href')).toBe(addressOf({ room: 'campaign', id: spring }));
    expect(ongoing.getByText('ongoing, paused')).toBeTruthy();
    expect(ongoing.getByText('13 people')).toBeTruthy();
    for (const words of ['8 queued', '3 active', '2 replied', '1 waits until free']) expect(ongoing.getByText(words)).toBeTruthy();
    expect(ongoing.getByText('Launched on 12 Sep · created by Ana Prieto')).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'Completed 0' })).getByText('None')).toBeTruthy();
    expect(screen.getByText('Archived').closest('details')?.open).toBe(false);
  });

  test('are found by name, without accents; the shape is kept for the visit', async () => {
    await keep(...all);
    const user = open('all');
    await user.click(await screen.findByRole('button', { name: 'Table' }));
    expect(screen.getAllByRole('row')).toHaveLength(4);
    await user.type(screen.getByRole('searchbox'), 'ete');
    expect(screen.getAllByRole('row')).toHaveLength(2);
    cleanup();
    open('all');
    expect(await screen.findAllByRole('row')).toHaveLength(2);
    await user.type(screen.getByRole('searchbox'), 'xyz');
    await user.click(screen.getByRole('button', { name: 'Show all campaigns' }));
    expect(screen.getAllByRole('row')).toHaveLength(4);
  });

  test('are gone through by arrows', async () => {
    await keep(...all, campaignOf(ids(204), { name: 'Second', state: 'ongoing' }));
    const user = open('all');
    (await screen.findByRole('link', { name: 'Autumn yarn' })).focus();
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('Second');
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement?.textContent).toBe('Autumn yarn');
  });

  test('there are none: the first one is made by keyboard, once, and one is led to it', async () => {
    told['createCampaign'] = unreachable;
    const user = open('all');
    expect(await screen.findByText('There is no campaign yet.')).toBeTruthy();
    await user.keyboard('n');
    await user.keyboard(' Looms {Enter}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/^No answer came/);
    told = {};
    await user.keyboard('{Enter}');
    await waitFor(() => expect(location.hash).toMatch(/^#\/campaigns\/[\da-f-]{36}$/));
    const [first, second] = said('createCampaign');
    expect(first).toMatchObject({ name: 'Looms' });
    expect(second).toEqual(first);
  });

  test('have not come yet: that, and the way on', async () => {
    await cache.sync.clear();
    freshness.setState({ trouble: unreachable });
    open('all');
    expect(await screen.findByText('Your campaigns have not been brought to this device yet.')).toBeTruthy();
  });

  test('one is completed at once, and as it was by one press: paused, with who waited', async () => {
    await keep(...all);
    const campaign = all[0] as Campaign;
    told['enrolments'] = { enrolments: [enrolment(9, { state: 'waiting', holder })] };
    told['actOnCampaign'] = () => done(campaign, {});
    told['enrolMany'] = { people: [{ contactId: ids(9), enrolment: 'waiting' }], replayed: false };
    const user = open('all');
    await user.click(await screen.findByRole('button', { name: 'Complete “Looms in spring”' }));
    expect((await screen.findByText(/let go/)).textContent).toBe(
      '“Looms in spring” is completed: 11 people were let go. 1 waits for it no more.',
    );
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('“Looms in spring” is paused. It still holds its people.')).toBeTruthy();
    expect(said('actOnCampaign').map(({ act }) => act)).toEqual(['complete', 'reopen', 'pause']);
    expect(said('enrolMany')).toMatchObject([{ contactIds: [ids(9)], choices: [{ contactId: ids(9), choice: 'wait' }] }]);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  test('where no answer came, the same request is said again', async () => {
    await keep(campaignOf(spring));
    told['actOnCampaign'] = unreachable;
    const user = open('all');
    await user.click(await screen.findByRole('button', { name: 'Pause “Looms in spring”' }));
    told['actOnCampaign'] = done(campaignOf(spring));
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('“Looms in spring” is paused. It still holds its people.')).toBeTruthy();
    const [first, second] = said('actOnCampaign');
    expect(second).toEqual(first);
  });

  test('what is completed and then archived has no way back but being opened again; a draft has', async () => {
    await keep(campaignOf(spring, { state: 'completed', closedAt: at }), campaignOf(autumn, { name: 'Autumn yarn', state: 'draft' }));
    told['actOnCampaign'] = done(campaignOf(spring));
    const user = open('all');
    await user.click(await screen.findByRole('button', { name: 'Archive “Looms in spring”' }));
    await screen.findByText(/“Looms in spring” is archived/);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Archive “Autumn yarn”' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('“Autumn yarn” is a draft again.')).toBeTruthy();
  });
});

describe('a launch', () => {
  const draft = campaignOf(spring, { state: 'draft', counts: { queued: 5 } });

  test('shows whom it holds and whom others hold; each is decided, and one press does it', async () => {
    await keep(draft);
    told['previewLaunch'] = { people: 5, conflicts: [conflict(1), conflict(2), conflict(3)] };
    told['actOnCampaign'] = done(campaignOf(spring), { enrolled: 2, moved: 1, waiting: 1, skipped: 1 });
    const user = open(spring);
    await user.click(await screen.findByRole('button', { name: 'Launch…' }));
    expect(await screen.findByText('2 people are free, and are held by this campaign from now on.')).toBeTruthy();
    expect(screen.getAllByText('Held by campaign “Autumn yarn”, by Paul Adeyemi since 12 Sep')).toHaveLength(3);
    const pick = (legend: string, choice: string) =>
      user.click(within(screen.getByRole('group', { name: legend })).getByRole('radio', { name: choice }));
    await pick('For all', 'Wait until free');
    await pick('Person 1', 'Move here');
    await pick('Person 3', 'Leave there');
    expect(screen.getByText('3 held, 1 waits until free, 1 left where they are')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Launch' }));
    expect(
      await screen.findByText('“Looms in spring” is ongoing: 2 held, 1 moved here, 1 waits until free, 1 left where they are.'),
    ).toBeTruthy();
    expect(said('actOnCampaign')).toMatchObject([
      {
        campaignId: spring,
        act: 'launch',
        choices: [
          { contactId: ids(1), choice: 'move' },
          { contactId: ids(2), choice: 'wait' },
          { contactId: ids(3), choice: 'skip' },
        ],
      },
    ]);
  });

  test('that somebody was taken from meanwhile has done nothing: the new list is shown', async () => {
    await keep(draft);
    told['previewLaunch'] = { people: 5, conflicts: [] };
    told['actOnCampaign'] = { outcome: 'conflicts', conflicts: [conflict(4)] };
    const user = open(spring);
    await user.click(await screen.findByRole('button', { name: 'Launch…' }));
    await user.click(await screen.findByRole('button', { name: 'Launch' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Somebody was taken by another campaign meanwhile/);
    told['actOnCampaign'] = done(campaignOf(spring), { enrolled: 4, skipped: 1 });
    await user.click(screen.getByRole('button', { name: 'Launch' }));
    await screen.findByText(/is ongoing/);
    const [first, second] = said('actOnCampaign');
    expect(second?.['choices']).toEqual([{ contactId: ids(4), choice: 'skip' }]);
    expect(second?.['requestId']).not.toBe(first?.['requestId']);
  });

  test('a member moves nobody, and is told who may', async () => {
    await signIn('member');
    await keep(draft);
    told['previewLaunch'] = { people: 5, conflicts: [conflict(1)] };
    const user = open(spring);
    await user.click(await screen.findByRole('button', { name: 'Launch…' }));
    expect(await screen.findByText('An owner or admin can also move them here.')).toBeTruthy();
    expect(screen.queryByRole('radio', { name: 'Move here' })).toBeNull();
    await user.keyboard('{Escape}');
    expect(screen.queryByText('Launch “Looms in spring”')).toBeNull();
  });

  test('of more conflicts than one request can decide: those left there are taken out before', async () => {
    await keep(draft);
    told['previewLaunch'] = { people: 501, conflicts: Array.from({ length: 501 }, (_, n) => conflict(n + 1)) };
    told['changeMany'] = { contactIds: [], notWaiting: [], replayed: false };
    const user = open(spring);
    await user.click(await screen.findByRole('button', { name: 'Launch…' }));
    // By text: roles of so many are looked for for long.
    const button = await screen.findByText('Take 501 out of this campaign');
    expect(screen.queryByText('Launch')).toBeNull();
    told['previewLaunch'] = { people: 0, conflicts: [] };
    await user.click(button);
    expect(await screen.findByText('Launch')).toBeTruthy();
    expect(said('changeMany').map(({ contactIds }) => (contactIds as string[]).length)).toEqual([500, 1]);
  });

  test('opening again asks first, too', async () => {
    await keep(campaignOf(spring, { state: 'completed', closedAt: at }));
    told['previewLaunch'] = { people: 0, conflicts: [] };
    const user = open(spring, 'fr');
    await user.click(await screen.findByRole('button', { name: 'Rouvrir…' }));
    expect(await screen.findByText('Elle ne réservait personne à sa clôture et ne réservera personne.')).toBeTruthy();
  });
});

describe('the room of one', () => {
  const campaign = campaignOf(spring, { counts: { queued: 2, replied: 3, finished: 1, removed: 1 }, waiting: 1 });
  const people = [
    enrolment(1),
    enrolment(2),
    enrolment(3, { state: 'replied' }),
    enrolment(4, { state: 'waiting', holder }),
    enrolment(5, { state: 'removed' }),
  ];

  test('is named anew where the name stands, and back', async () => {
    await keep(campaign);
    told['renameCampaign'] = campaign;
    const user = open(spring);
    await user.click(await screen.findByRole('button', { name: 'Rename' }));
    await user.keyboard('Nothing{Escape}');
    await user.click(screen.getByRole('button', { name: 'Rename' }));
    await user.keyboard('Looms in May{Enter}');
    expect(await screen.findByText('It is called “Looms in May” now.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText('It is called “Looms in spring” now.');
    expect(said('renameCampaign')).toMatchObject([{ campaign: { name: 'Looms in May' } }, { campaign: { name: 'Looms in spring' } }]);
  });

  test('says what came of it: figures, and no percentage of a few', async () => {
    await keep(campaign);
    open(spring);
    const results = within(await screen.findByRole('region', { name: 'Results' }));
    expect(results.getByText('3 of 6')).toBeTruthy();
    expect(results.getByText('2 of 6')).toBeTruthy();
    expect(results.queryByText(/%/)).toBeNull();
    await keep({ ...campaign, counts: { ...campaign.counts, queued: 8 } });
    expect(await results.findByText('25%')).toBeTruthy();
    expect(results.getByText('3 of 12')).toBeTruthy();
  });

  test('shows who is in it, state by state, page by page', async () => {
    await keep(campaign);
    told['enrolments'] = ({ cursor, state }: { cursor?: string; state?: string }) =>
      state ? { enrolments: people.slice(2, 3) } : cursor ? { enrolments: people.slice(3) } : { enrolments: people.slice(0, 3), next: '3' };
    const user = open(spring);
    const first = await rowOf('Person 1');
    expect(within(first).getByText('Title 1 · Nordlys')).toBeTruthy();
    expect(within(first).getByRole('link').getAttribute('href')).toBe(addressOf({ room: 'contact', id: ids(1) }));
    expect(screen.getByText('3 of 8')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    const waiting = await rowOf('Person 4');
    expect(within(waiting).getByText('Held by campaign “Autumn yarn”, by Paul Adeyemi since 12 Sep')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Replied 3' }));
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Person 1' })).toBeNull());
    expect(said('enrolments').at(-1)).toMatchObject({ state: 'replied' });
  });

  test('people are chosen by keys, set at once, and put back as each was', async () => {
    await keep(campaign);
    told['enrolments'] = { enrolments: people };
    told['changeMany'] = changes;
    told['enrolMany'] = ({ contactIds }: { contactIds: string[] }) => ({
      people: contactIds.map((contactId) => ({ contactId, enrolment: 'enrolled' })),
      replayed: false,
    });
    const user = open(spring);
    (await rowOf('Person 1')).focus();
    await user.keyboard(' {ArrowDown}{ArrowDown}{Shift>} {/Shift}');
    await screen.findByText('3 selected');
    await user.click(screen.getByRole('button', { name: 'Set state' }));
    await user.keyboard('{End}{ArrowUp}{Enter}');
    expect(await screen.findByText('Now: 3 finished.')).toBeTruthy();
    expect(said('changeMany')).toMatchObject([{ contactIds: [ids(1), ids(2), ids(3)], state: 'finished' }]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('3 people put back as they were.')).toBeTruthy();
    expect(said('enrolMany')).toMatchObject([{ contactIds: [ids(1), ids(2)], campaign: { id: spring } }]);
    expect(said('changeMany').slice(1)).toMatchObject([{ contactIds: [ids(3)], state: 'replied' }]);
  });

  test('everybody is taken out, who waits, too, and waits again', async () => {
    await keep(campaign);
    told['enrolments'] = { enrolments: people };
    told['changeMany'] = ({ contactIds }: { contactIds: string[] }) => ({
      contactIds: contactIds.slice(0, 3),
      notWaiting: [ids(4)],
      replayed: false,
    });
    told['enrolMany'] = ({ contactIds }: { contactIds: string[] }) => ({
      people: contactIds.map((contactId) => ({ contactId, enrolment: contactId === ids(1) ? 'skipped' : 'waiting', holder })),
      replayed: false,
    });
    const user = open(spring);
    await user.click(await screen.findByRole('button', { name: 'Select all 5' }));
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('4 people removed.')).toBeTruthy();
    expect(said('changeMany')).toMatchObject([{ contactIds: [ids(1), ids(2), ids(3), ids(4)], state: 'removed' }]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    // Person 1 was taken meanwhile.
    expect(await screen.findByText(/1 is held by another campaign by now, and stays there\.$/)).toBeTruthy();
    expect(said('enrolMany').at(-1)).toMatchObject({ contactIds: [ids(4)], choices: [{ contactId: ids(4), choice: 'wait' }] });
  });

  test('in a draft nobody has a state yet; where it is over nobody is held again', async () => {
    await keep(campaignOf(spring, { state: 'draft', counts: { queued: 1 } }));
    told['enrolments'] = { enrolments: [enrolment(1)] };
    const user = open(spring);
    await screen.findByRole('link', { name: 'Person 1' });
    expect(screen.queryByRole('button', { name: 'Set state' })).toBeNull();
    await keep(campaignOf(spring, { state: 'completed', closedAt: at, counts: { finished: 1 } }));
    await user.click(await screen.findByRole('checkbox', { name: 'Select Person 1' }));
    await user.click(await screen.findByRole('button', { name: 'Set state' }));
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual(['has replied', 'finished', 'opted out']);
  });

  test('without network the figures are here, and it says so', async () => {
    await keep(campaign);
    told['enrolments'] = unreachable;
    const user = open(spring);
    expect((await screen.findByRole('alert')).textContent).toContain('The figures are from this device');
    expect(screen.getByRole('button', { name: 'Replied 3' })).toBeTruthy();
    told['enrolments'] = { enrolments: people };
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await rowOf('Person 1')).toBeTruthy();
  });

  test('what changes elsewhere is asked for again, and one that nobody is in says where people come from', async () => {
    await keep(campaignOf(spring));
    open(spring);
    expect(await screen.findByText('Nobody is in this campaign yet.')).toBeTruthy();
    told['enrolments'] = { enrolments: people };
    await keep(campaign);
    expect(await rowOf('Person 1')).toBeTruthy();
  });

  test('one that is not here is not made up', async () => {
    open(felt);
    expect(await screen.findByRole('heading', { name: 'This campaign is not on this device' })).toBeTruthy();
  });

  test('where the plan has paused it, nobody is offered to resume', async () => {
    await keep(campaignOf(spring, { paused: true, pausedBecause: 'lapse' }));
    open(spring);
    expect(await screen.findByText(/^The plan is no longer paid/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
  });
});
