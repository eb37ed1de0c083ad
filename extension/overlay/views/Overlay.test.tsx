import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Campaign, Holder } from '@wellmet/shared/campaign';
import type { Balance, FirstAnalysis, WayOn } from '@wellmet/shared/credits';
import { partOfHook } from '@wellmet/shared/seen';
import type { Contact } from '@wellmet/shared/contact';
import { jobFunctions, seniorities, type Fact, type Hook } from '@wellmet/shared/insight';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { overlay, untouched, type Acts, type Adding, type Panel } from '../panel.ts';
import { actsWatched as quietActs } from '../testing/actsWatched.ts';
import { OverlayView } from './Overlay.tsx';
import { factInWords, hookInWords } from '../../i18n/insight.ts';

const name = 'Maren Okafor';
const balance: Balance = {
  available: 25,
  used: 0,
  allotment: 25,
  periodStart: '2026-10-31T23:00:00Z',
  periodEnd: '2026-11-30T23:00:00Z',
  timeZone: 'Europe/Paris',
  plan: { code: 'free', name: 'Free', seats: 1 },
  at: '2026-11-22T09:00:00Z',
};
const byAna: FirstAnalysis = {
  contactId: '0198f2c4-0000-7000-8000-000000000001',
  at: '2026-09-12T08:00:00Z',
  by: 'Ana',
  byYou: false,
};
const byMeNow = { ...byAna, at: '2026-11-22T10:00:00Z', by: 'Jo', byYou: true };
const facts: Fact[] = [
  { kind: 'role', title: 'VP Sales', company: 'Nordlys', evidence: { place: 'experience', quote: 'VP Sales · Nordlys' } },
  { kind: 'tenure', since: '2023-09', months: 38, evidence: { place: 'experience', quote: 'Sep 2023 - Present' } },
  { kind: 'language', language: 'English', level: 'Fluent', evidence: { place: 'languages', quote: 'English, fluent' } },
  { kind: 'language', language: 'Français', evidence: { place: 'languages', quote: 'Français' } },
];
const hooks: Hook[] = [
  { kind: 'anniversary', subject: 'Nordlys', years: 3, evidence: { place: 'experience', quote: 'Sep 2023 - Present', date: '2023-09' } },
  { kind: 'about', evidence: { place: 'about', quote: 'Nobody has to shout.' } },
];
const contact: Contact = {
  id: byAna.contactId,
  seq: 1,
  name,
  headline: 'Calm revenue teams',
  identifiers: [{ kind: 'slug', value: 'maren' }],
  firstAnalysedAt: byAna.at,
  firstAnalysedBy: 'Ana',
  lastAnalysedAt: byAna.at,
  sighting: {
    identifiers: { slug: 'maren' },
    name,
    readFrom: {},
    page: { kind: 'profile', url: 'https://www.linkedin.com/in/maren/', generation: 'sdui' },
  },
  insights: { engine: 'local', version: 1, facts, hooks },
};
const quote = { people: [{ class: 'new' as const, costCredits: 1 }], costCredits: 1, balance, availableAfter: 24, waysOn: [] };
const freeQuote = {
  people: [{ class: 'known' as const, costCredits: 0, firstAnalysis: byAna }],
  costCredits: 0,
  balance,
  availableAfter: 25,
  waysOn: [],
};
const waysOn: WayOn[] = [
  { way: 'wait', until: balance.periodEnd },
  { way: 'upgrade', plan: { code: 'team', name: 'Team', monthlyCreditsPerSeat: 500 } },
];
const shortQuote = {
  people: [{ class: 'new' as const, costCredits: 1 }],
  costCredits: 1,
  balance: { ...balance, available: 0, used: 25 },
  waysOn,
};
const cappedQuote = {
  ...shortQuote,
  balance,
  shortOf: 'memberCap' as const,
  memberCap: { capCredits: 10, usedCredits: 10, availableCredits: 0 },
  waysOn: [waysOn[0] ?? { way: 'raiseCap' as const }, { way: 'raiseCap' as const }],
};
const card = {
  shows: 'card',
  contact,
  firstAnalysis: byMeNow,
  costCredits: 1,
  balance: { ...balance, available: 24 },
  asOf: undefined,
  refreshing: false,
} as const satisfies Panel;

function actsWatched() {
  const close = vi.fn<() => void>(() => overlay.setState({ panel: { shows: 'nothing' } }));
  const open = vi.fn<() => void>(() => overlay.setState({ panel: { shows: 'quote', name, quote, campaign: undefined } }));
  return { ...quietActs(), open, close };
}

let acts: ReturnType<typeof actsWatched>;

function show(panel: Panel, language: 'en' | 'fr' = 'en') {
  overlay.setState({ panel });
  return render(<OverlayView acts={acts} theme="light" words={appWordsIn(language)} />);
}

const bar = () => screen.getByRole('region', { name: /^Camp/ });

function priceOf(panel: Panel, language: 'en' | 'fr' = 'en') {
  show(panel, language);
  return screen.getByText(/·.*(?:left|reste|Ana)/).textContent;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T12:00:00Z') });
  acts = actsWatched();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  overlay.setState(untouched);
});

describe('the button', () => {
  test('offers to analyse, or says when it was done', () => {
    show({ shows: 'nothing' });
    expect(screen.getByRole('button').textContent).toBe('Analyse');
    cleanup();
    overlay.setState({ known: byAna });
    show({ shows: 'nothing' }, 'fr');
    expect(screen.getByRole('button').textContent).toBe('Analysé le 12 sept.');
    cleanup();
    overlay.setState({ known: { ...byAna, pageSaysMore: true } });
    show({ shows: 'nothing' });
    expect(screen.getByRole('button').textContent).toBe('The profile says more · free');
  });

  test('by keyboard: open, focus in the panel, Escape, focus on the button again', async () => {
    const user = userEvent.setup();
    show({ shows: 'nothing' });
    await user.tab();
    await user.keyboard('{Enter}');
    const dialog = screen.getByRole('dialog', { name: 'Insights about this person' });
    expect(document.activeElement).toBe(dialog);
    // A held or repeated Enter must not spend.
    await user.keyboard('{Enter}');
    expect(acts.confirm).not.toHaveBeenCalled();
    await user.tab();
    await user.tab();
    expect(document.activeElement?.textContent).toBe('Analyse');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Analyse' }));
  });

  test('what is typed in the page keeps the focus when the panel changes or goes', () => {
    const box = document.body.appendChild(document.createElement('input'));
    box.focus();
    const { rerender } = show({ shows: 'analysing', name });
    overlay.setState({ panel: card });
    rerender(<OverlayView acts={acts} theme="light" words={appWordsIn('en')} />);
    expect(document.activeElement).toBe(box);
    overlay.setState({ panel: { shows: 'nothing' } });
    rerender(<OverlayView acts={acts} theme="light" words={appWordsIn('en')} />);
    expect(document.activeElement).toBe(box);
    box.remove();
  });
});

describe('each state says one thing and offers its ways on', () => {
  test.each<[Panel, string, string, [string, Exclude<keyof Acts, 'campaigns'>][]]>([
    [{ shows: 'reading' }, 'Reading the profile…', 'Lecture du profil…', []],
    [{ shows: 'noPerson', because: 'private' }, 'This member’s name is hidden', 'Le nom de ce membre est masqué', []],
    [{ shows: 'noPerson', because: 'own' }, 'This is your own profile', 'C’est votre propre profil', []],
    [
      { shows: 'noPerson', because: 'notYet' },
      'The profile is not complete yet',
      'Le profil n’est pas encore complet',
      [['Try again', 'open']],
    ],
    [
      { shows: 'noPerson', because: 'subPage' },
      'This part of the profile does not name its person',
      'Cette partie du profil ne nomme pas son auteur',
      [],
    ],
    [{ shows: 'noPerson', because: 'unidentifiable' }, 'It is not certain who this is', 'L’identité de cette personne est incertaine', []],
    [
      { shows: 'erased', name },
      `Nothing is kept of ${name}, and nobody can analyse this person again. Nothing was charged.`,
      'Votre équipe a effacé cette personne',
      [],
    ],
    [
      { shows: 'noPerson', because: 'changed', field: 'headline' },
      'The headline could not be read with certainty.',
      'Lecture incertaine (titre du profil)',
      [['Try again', 'open']],
    ],
    [
      { shows: 'noPerson', because: 'changed', field: 'somethingNew' },
      'The profile could not be read with certainty.',
      'Lecture incertaine (profil)',
      [['Try again', 'open']],
    ],
    [{ shows: 'quoting', name }, name, name, []],
    [
      { shows: 'quote', name, quote, campaign: undefined },
      '1 credit, 24 left after',
      '1 crédit, il en restera 24',
      [
        ['Analyse', 'confirm'],
        ['Not now', 'close'],
      ],
    ],
    [
      { shows: 'quote', name, quote: freeQuote, campaign: undefined },
      'Already analysed on 12 Sep by Ana · free',
      'Déjà analysé le 12 sept. par Ana · gratuit',
      [['Show insights', 'confirm']],
    ],
    [
      { shows: 'quote', name, quote: shortQuote, campaign: undefined },
      'It costs 1 credit; 0\u00a0left of 25.',
      'reste\u00a00 sur 25',
      [['See my credits', 'openAccount']],
    ],
    [{ shows: 'analysing', name }, `Analysing ${name}…`, `Analyse de ${name}…`, []],
    [
      {
        shows: 'short',
        name,
        quote: shortQuote,
      },
      'resets in 9 days, 1 Dec 00:00 Europe/Paris',
      'renouvelés dans 9 jours, le 1er déc. à 00:00 (Europe/Paris)',
      [
        ['See my credits', 'openAccount'],
        ['Not now', 'close'],
      ],
    ],
    [
      { shows: 'short', name, quote: cappedQuote },
      `Your own limit for this period: 10 credits, 10 used. ${name} would cost 1 credit; nothing was charged.`,
      'Votre limite pour cette période\u00a0: 10 crédits, 10 utilisés.',
      [['See my credits', 'openAccount']],
    ],
    [
      { shows: 'short', name, quote: cappedQuote },
      'Ask an owner or admin to raise your limit',
      'Demander à un propriétaire ou à un administrateur',
      [],
    ],
    [
      { shows: 'quote', name, quote, campaign: { id: 's', name: 'Spring' } },
      'Goes into campaign “Spring”.',
      'Ira dans la campagne «\u00a0Spring\u00a0».',
      [['Analyse and add', 'confirm']],
    ],
    [
      {
        shows: 'refused',
        problem: { type: '/problems/ledger-stopped', code: 'ledger-stopped', title: '', status: 409 },
      },
      'No credit can be spent for now',
      'Aucun crédit ne peut être dépensé pour l’instant',
      [['Try again', 'retry']],
    ],
    [{ shows: 'signedOut' }, 'Sign in to analyse profiles', 'Connectez-vous pour analyser des profils', [['Sign in', 'openAccount']]],
    [
      { shows: 'unreachable', canKeep: true, name },
      'Nothing is shown because nothing is confirmed.',
      'Rien ne s’affiche car rien n’est confirmé.',
      [
        ['Try again', 'retry'],
        ['When the server is back', 'keep'],
        ['Not now', 'drop'],
      ],
    ],
    [
      { shows: 'unreachable', canKeep: false, name },
      'The server does not answer',
      'Le serveur ne répond pas',
      [
        ['Try again', 'retry'],
        ['Not now', 'close'],
      ],
    ],
    [{ shows: 'waiting', name }, 'Kept until the server is back', 'Gardé jusqu’au retour du serveur', [['Cancel the analysis', 'drop']]],
    [{ shows: 'updateNeeded' }, 'Please update the extension', 'Mettez l’extension à jour', [['Open my account', 'openAccount']]],
    [{ shows: 'reloadNeeded' }, 'Please reload this page', 'Rechargez cette page', []],
    [
      {
        shows: 'refused',
        problem: { type: '/problems/too-many-requests', code: 'too-many-requests', title: '', status: 429, retryAfterSeconds: 30 },
      },
      'Too many tries. Please wait 30 seconds.',
      'Trop d’essais. Attendez 30 secondes.',
      [
        ['Try again', 'retry'],
        ['Not now', 'drop'],
      ],
    ],
  ])('%j', async (panel, english, french, ways) => {
    const user = userEvent.setup();
    show(panel, 'fr');
    expect(screen.getByRole('dialog').textContent).toContain(french);
    cleanup();
    show(panel);
    expect(screen.getByRole('dialog').textContent).toContain(english);
    expect(screen.getByRole('status').textContent).not.toBe('');
    for (const [label, act] of ways) {
      await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: label }));
      expect(acts[act]).toHaveBeenCalledOnce();
      cleanup();
      acts = actsWatched();
      show(panel);
    }
  });

  test('a short balance without a way to keep trying offers none, and keeping is offered only to who had confirmed', () => {
    show({ shows: 'unreachable', canKeep: false, name });
    expect(screen.queryByRole('button', { name: 'When the server is back' })).toBeNull();
    cleanup();
    show({ shows: 'quote', name, quote: shortQuote, campaign: undefined });
    expect(screen.queryByRole('button', { name: 'Analyse' })).toBeNull();
  });
});

describe('the card', () => {
  test('says who, and what it cost', () => {
    show(card);
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe(name);
    expect(screen.getByText('VP Sales · Nordlys')).toBeTruthy();
    expect(screen.getByText('Analysed today · 1 credit · 24 left')).toBeTruthy();
    cleanup();
    expect(priceOf({ ...card, costCredits: 0, firstAnalysis: byAna })).toBe('free · first analysed on 12 Sep by Ana · 24\u00a0left');
    cleanup();
    expect(priceOf({ ...card, costCredits: 0, firstAnalysis: byAna, asOf: '2026-11-20T14:05:00' })).toBe(
      'from this device, as of 20 Nov, 14:05 · first analysed on 12 Sep by Ana',
    );
    cleanup();
    expect(priceOf({ ...card, costCredits: 0, firstAnalysis: byAna }, 'fr')).toBe(
      'gratuit · première analyse le 12 sept. par Ana · reste\u00a024',
    );
  });

  test('falls back on the headline where no role was found', () => {
    show({ ...card, contact: { ...contact, insights: { ...contact.insights, facts: [] } } });
    expect(screen.getByText('Calm revenue teams')).toBeTruthy();
    expect(screen.getByText('The page shows too little to state a fact.')).toBeTruthy();
  });

  test('every fact shows its words and place on demand', async () => {
    const user = userEvent.setup();
    show(card);
    expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual(['Role', 'In the role', 'Languages']);
    const source = screen.getByRole('button', { name: 'Source: 3 yrs 2 mos, since Sep 2023' });
    expect(source.getAttribute('aria-expanded')).toBe('false');
    source.focus();
    await user.keyboard('{Enter}');
    expect(source.getAttribute('aria-expanded')).toBe('true');
    const shown = document.getElementById(source.getAttribute('aria-controls') ?? '');
    expect(shown?.hidden).toBe(false);
    expect(shown?.textContent).toBe('From Experience“Sep 2023 - Present”');
    expect(screen.getAllByRole('button', { name: /^Source/ })).toHaveLength(facts.length);
  });

  test('hooks stand ranked, with quote, place and date, and can be copied', async () => {
    const user = userEvent.setup();
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    show(card);
    const [first, second] = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(first?.textContent).toBe('3 years in the role at Nordlys: an anniversary“Sep 2023 - Present”From Experience · Sep 2023');
    expect(second?.textContent).toContain('“Nobody has to shout.”From About');
    await user.click(screen.getByRole('button', { name: 'Copy: 3 years in the role at Nordlys: an anniversary' }));
    expect(writeText).toHaveBeenCalledWith(
      '3 years in the role at Nordlys: an anniversary\n“Sep 2023 - Present”\nFrom Experience · Sep 2023',
    );
    expect(first?.textContent).toContain('Copied');
    writeText.mockRejectedValue(new Error('not allowed'));
    await user.click(screen.getByRole('button', { name: /^Copy: Says/ }));
    expect(second?.textContent).toContain('The browser did not allow copying.');
  });

  test('no hook is said, not hidden', () => {
    show({ ...card, contact: { ...contact, insights: { ...contact.insights, hooks: [] } } });
    expect(screen.getByText('No hook found')).toBeTruthy();
  });

  const style = {
    outcome: 'read' as const,
    words: 412,
    boldness: {
      side: 'bold' as const,
      strength: 'medium' as const,
      logOdds: 1,
      interval: [0.4, 1.6] as [number, number],
      cues: [
        { side: 'calm' as const, family: 'patience' as const, evidence: { place: 'about' as const, quote: 'take our time' } },
        { side: 'bold' as const, family: 'certainty' as const, evidence: { place: 'about' as const, quote: 'always win' } },
      ],
    },
    focus: { side: 'unclear' as const, logOdds: 0, interval: [-1, 1] as [number, number], cues: [] },
    toDo: [],
    toAvoid: [],
  };
  const topics = [{ topic: 'pricing' as const, evidence: { place: 'about' as const, quote: 'Our prices stand on one page.' } }];
  const withManner = { ...contact, insights: { ...contact.insights, style, topics } };

  test('says how somebody writes and about what, each with words that speak for it, and how little that is', () => {
    show({ ...card, contact: withManner });
    expect(screen.getByText('Rather bold · strength: medium')).toBeTruthy();
    expect(screen.getByText('No clear side')).toBeTruthy();
    expect(screen.getByText(/Read from 412 words of their own/)).toBeTruthy();
    expect(screen.getByText('“always win”')).toBeTruthy();
    expect(screen.queryByText('“take our time”')).toBeNull();
    expect(screen.getByText('Pricing')).toBeTruthy();
    expect(screen.getByText('“Our prices stand on one page.”')).toBeTruthy();
  });

  test('a member’s word about it stands in the place of the page’s, without a quote; what is hidden is not there', () => {
    const by = { by: 'Ana', at: '2026-11-20T10:00:00Z' };
    show({
      ...card,
      contact: { ...withManner, words: { 'style.boldness': { value: 'calm', ...by }, 'topic:pricing': { value: 'hidden', ...by } } },
    });
    expect(screen.getByText('Rather calm')).toBeTruthy();
    expect(screen.getByText(/^Said by Ana/)).toBeTruthy();
    expect(screen.queryByText('“always win”')).toBeNull();
    expect(screen.queryByText('Pricing')).toBeNull();
    cleanup();
    show({ ...card, contact: { ...withManner, words: { style: { value: 'hidden', ...by } } } });
    expect(screen.queryByText('How they write')).toBeNull();
  });

  test('not enough text is one line', () => {
    show({ ...card, contact: { ...contact, insights: { ...contact.insights, style: { outcome: 'notEnoughText', words: 12 } } } });
    expect(screen.getByText('Not enough text')).toBeTruthy();
  });

  test('nothing of ours is named in an attribute', () => {
    const { container } = show(card);
    const attributes = [...container.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
    expect(attributes.filter(({ name: key, value }) => /wellmet/i.test(key + value))).toEqual([]);
  });
});

describe('campaigns', () => {
  const campaign = (id: string, title: string, rest: Partial<Campaign> = {}): Campaign => ({
    id,
    name: title,
    state: 'ongoing',
    paused: false,
    createdAt: byAna.at,
    createdBy: 'Ana',
    counts: {},
    waiting: 0,
    ...rest,
  });
  const spring = { id: 's', name: 'Spring' };
  const campaigns = [campaign('s', 'Spring'), campaign('y', 'Yarn', { state: 'draft' }), campaign('z', 'Zephyr', { paused: true })];
  const choosing = { step: 'choosing', campaigns, asOf: undefined, trouble: undefined, isCreating: false } as const satisfies Adding;
  const holder: Holder = { campaignId: 'y', campaignName: 'Yarn', by: 'Ana', byYou: false, since: byAna.at };
  const standing: Panel = {
    ...card,
    contact: {
      ...contact,
      campaigns: [
        { ...spring, campaignState: 'ongoing', state: 'active' },
        { id: 'y', name: 'Yarn', campaignState: 'draft', state: 'queued' },
        { id: 'w', name: 'Wool', campaignState: 'ongoing', state: 'waiting' },
        { id: 'o', name: 'Old', campaignState: 'ongoing', state: 'replied' },
      ],
    },
  };
  const showAdding = (adding: Adding, panel: Panel = card, language: 'en' | 'fr' = 'en') => {
    overlay.setState({ adding });
    return show(panel, language);
  };

  test('the card says where the person stands, and offers the way out of what holds them', async () => {
    const user = userEvent.setup();
    overlay.setState({ undoable: ['s'] });
    show(standing, 'fr');
    expect(
      within(bar())
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      'Dans la campagne «\u00a0Spring\u00a0» · en coursAnnuler',
      'Dans la campagne «\u00a0Yarn\u00a0» · brouillonRetirer',
      'En attente pour la campagne «\u00a0Wool\u00a0»Retirer',
      'Campagne «\u00a0Old\u00a0» · a répondu',
    ]);
    cleanup();
    overlay.setState({ undoable: ['s'] });
    show(standing);
    await user.click(screen.getByRole('button', { name: 'Undo: campaign “Spring”' }));
    expect(acts.campaigns.leave).toHaveBeenCalledWith(expect.objectContaining({ id: 's', name: 'Spring' }));
    expect(within(bar()).getByText('Waits for campaign “Wool”')).toBeTruthy();
  });

  test.each<[Adding, string, string, [string, () => void][]]>([
    [{ step: 'adding', campaign: spring }, 'Adding to “Spring”…', 'Ajout à «\u00a0Spring\u00a0»…', []],
    [
      { step: 'added', campaign: spring, result: 'enrolled' },
      'In campaign “Spring”',
      'Dans la campagne «\u00a0Spring\u00a0»',
      [['Remove from campaign “Spring”', () => expect(acts.campaigns.leave).toHaveBeenCalledWith(spring)]],
    ],
    [
      { step: 'held', campaign: spring, holder },
      'Held by campaign “Yarn”, by Ana since 12 Sep',
      'Déjà dans la campagne «\u00a0Yarn\u00a0», par Ana depuis le 12 sept.',
      [
        ['Wait until free', () => expect(acts.campaigns.decide).toHaveBeenCalledWith('wait')],
        ['Move here', () => expect(acts.campaigns.decide).toHaveBeenCalledWith('move')],
        ['Leave there', () => expect(acts.campaigns.decide).toHaveBeenCalledWith('skip')],
      ],
    ],
    [
      { step: 'left', campaign: spring },
      'Removed from “Spring”',
      'Retrait de «\u00a0Spring\u00a0» effectué',
      [['Put back in campaign “Spring”', () => expect(acts.campaigns.choose).toHaveBeenCalledWith(spring)]],
    ],
    [
      { step: 'failed', campaign: spring, isLeaving: false, trouble: { trouble: 'unreachable' } },
      'Not confirmed: adding to “Spring”.The server does not answer.',
      'Sans confirmation\u00a0: ajout à «\u00a0Spring\u00a0».Le serveur ne répond pas',
      [
        ['Try again', () => expect(acts.campaigns.retry).toHaveBeenCalledOnce()],
        ['When it is back', () => expect(acts.campaigns.keep).toHaveBeenCalledOnce()],
        ['Not now', () => expect(acts.campaigns.drop).toHaveBeenCalledOnce()],
      ],
    ],
    [
      {
        step: 'failed',
        campaign: spring,
        isLeaving: true,
        trouble: { trouble: 'refused', problem: { type: '', code: 'wrong-state', title: '', status: 409 } },
      },
      'Not confirmed: removing from “Spring”.This has changed meanwhile',
      'La situation a changé entre-temps',
      [],
    ],
    [
      { step: 'kept', campaign: spring },
      'Kept until the server is back: “Spring”',
      'Gardé jusqu’au retour du serveur\u00a0: «\u00a0Spring\u00a0»',
      [['Cancel', () => expect(acts.campaigns.drop).toHaveBeenCalledOnce()]],
    ],
  ])('%j', async (adding, english, french, ways) => {
    const user = userEvent.setup();
    overlay.setState({ mayMove: true });
    showAdding(adding, card, 'fr');
    expect(bar().textContent).toContain(french);
    cleanup();
    showAdding(adding);
    expect(bar().textContent).toContain(english);
    expect(within(bar()).getByRole('status').textContent).not.toBe('');
    for (const [label, check] of ways) {
      await user.click(within(bar()).getByRole('button', { name: label }));
      check();
    }
  });

  test('who may not move people is not offered to', () => {
    showAdding({ step: 'held', campaign: spring, holder: { ...holder, byYou: true } });
    expect(bar().textContent).toContain('Held by campaign “Yarn”, by you since 12 Sep');
    expect(screen.queryByRole('button', { name: 'Move here' })).toBeNull();
  });

  test('by keyboard: the list opens on its first campaign, arrows and letters move, Escape closes it first and then the panel', async () => {
    const user = userEvent.setup();
    acts.campaigns.list.mockImplementation(() =>
      overlay.setState(({ adding }) => ({ adding: adding?.step === 'choosing' ? undefined : choosing })),
    );
    show(card);
    const opener = screen.getByRole('button', { name: 'Add to campaign' });
    expect(opener.getAttribute('aria-expanded')).toBe('false');
    opener.focus();
    await user.keyboard('{Enter}');
    expect(opener.getAttribute('aria-expanded')).toBe('true');
    const items = screen.getAllByRole('menuitem');
    expect(items.map((item) => item.textContent)).toEqual(['Spring', 'Yarndraft', 'Zephyrpaused', 'New campaign…']);
    expect(document.activeElement).toBe(items[0]);
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(items[1]);
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(document.activeElement).toBe(items[3]);
    await user.keyboard('{Home}z');
    expect(document.activeElement).toBe(items[2]);
    await user.keyboard('{Enter}');
    expect(acts.campaigns.choose).toHaveBeenCalledWith(campaigns[2]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(opener);
    expect(acts.close).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(acts.close).toHaveBeenCalledOnce();
  });

  test('a key that is held down does not choose', () => {
    showAdding(choosing);
    const [first] = screen.getAllByRole('menuitem');
    expect(fireEvent.keyDown(first as HTMLElement, { key: 'Enter', repeat: true })).toBe(false);
    expect(fireEvent.keyDown(first as HTMLElement, { key: 'Enter' })).toBe(true);
  });

  test('a campaign that has the person is marked and cannot be chosen', async () => {
    const user = userEvent.setup();
    showAdding(choosing, standing);
    const [first] = screen.getAllByRole('menuitem');
    expect(first?.textContent).toBe('Springalready in');
    expect(first?.getAttribute('aria-disabled')).toBe('true');
    await user.click(first as HTMLElement);
    expect(acts.campaigns.choose).not.toHaveBeenCalled();
  });

  test('a new one is named in place; the first one at once', async () => {
    const user = userEvent.setup();
    showAdding(choosing);
    await user.click(screen.getByRole('menuitem', { name: 'New campaign…' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Name of the new campaign'));
    await user.keyboard('  {Enter}');
    expect(acts.campaigns.create).not.toHaveBeenCalled();
    await user.keyboard('Looms in spring {Enter}');
    expect(acts.campaigns.create).toHaveBeenCalledWith('Looms in spring');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(screen.getAllByRole('menuitem')).toHaveLength(4);
    cleanup();
    showAdding({ ...choosing, campaigns: [] }, card, 'fr');
    expect(bar().textContent).toContain('Il n’y a pas encore de campagne.');
    expect(document.activeElement).toBe(screen.getByLabelText('Nom de la nouvelle campagne'));
  });

  test('says that the list is loading, or from this device', () => {
    showAdding({ ...choosing, campaigns: undefined });
    expect(screen.getByRole('menu').getAttribute('aria-busy')).toBe('true');
    expect(document.activeElement).not.toBe(document.body);
    cleanup();
    showAdding({ ...choosing, campaigns: undefined, trouble: { trouble: 'unreachable' } });
    expect(screen.getByRole('alert').textContent).toBe('The server does not answer');
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual(['New campaign…']);
    cleanup();
    showAdding({ ...choosing, asOf: '2026-11-20T14:05:00', trouble: { trouble: 'unreachable' } });
    expect(screen.getByRole('alert').textContent).toBe('The server does not answer. Shown is what this device knows. As of 20 Nov, 14:05.');
    expect(screen.getAllByRole('menuitem')).toHaveLength(4);
  });

  test('before the analysis: a second way, which opens the same list', async () => {
    const user = userEvent.setup();
    show({ shows: 'quote', name, quote, campaign: undefined }, 'fr');
    expect(screen.getByRole('button', { name: 'Analyser et ajouter à une campagne' })).toBeTruthy();
    cleanup();
    show({ shows: 'quote', name, quote, campaign: undefined });
    await user.click(screen.getByRole('button', { name: 'Analyse and add to campaign' }));
    expect(acts.campaigns.list).toHaveBeenCalledOnce();
    cleanup();
    showAdding(choosing, { shows: 'quote', name, quote, campaign: undefined });
    await user.click(screen.getByRole('menuitem', { name: 'Spring' }));
    expect(acts.campaigns.choose).toHaveBeenCalledWith(campaigns[0]);
  });

  test('before the analysis: held by another campaign, with the choices and nothing to pay', async () => {
    const user = userEvent.setup();
    overlay.setState({ mayMove: true });
    const blocked = { ...freeQuote, people: [{ class: 'blocked' as const, costCredits: 0, firstAnalysis: byAna, holder }] };
    const panel: Panel = { shows: 'quote', name, quote: blocked, campaign: spring };
    show(panel, 'fr');
    expect(screen.getByRole('dialog').textContent).toContain('par Ana depuis le 12 sept.');
    cleanup();
    show(panel);
    expect(screen.getByRole('dialog').textContent).toContain('Held by campaign “Yarn”, by Ana since 12 Sep');
    for (const [label, choice] of [
      ['Wait until free', 'wait'],
      ['Move here', 'move'],
      ['Only show insights', 'skip'],
    ] as const) {
      await user.click(screen.getByRole('button', { name: label }));
      expect(acts.campaigns.decide).toHaveBeenLastCalledWith(choice);
    }
    expect(acts.confirm).not.toHaveBeenCalled();
  });
});

describe('sentences', () => {
  const evidence = { place: 'experience', quote: 'x' } as const;
  const kinds = ['newRole', 'promotion', 'anniversary', 'longTenure', 'companyMove', 'about', 'headline', 'school', 'language'] as const;

  test('a member’s word stands as theirs, and what they hid is not there', () => {
    const [hook] = hooks;
    if (!hook) throw new Error('a hook');
    const word = { by: 'Ana', at: '2026-11-12T09:00:00.000Z' };
    const words = { 'role.seniority': { value: 'vp', ...word }, [partOfHook(hook)]: { value: 'hidden', ...word } };
    const { container } = show({ ...card, contact: { ...contact, words } });
    expect(container.textContent).toMatch(/Said by Ana, /);
    expect(container.querySelectorAll('.hooks > li')).toHaveLength(hooks.length - 1);
  });

  test.each(['en', 'fr'] as const)('every level, function and hook has its words in %s, and no gap stays open', (language) => {
    const { t } = appWordsIn(language);
    const said = [
      ...seniorities.map((seniority) => factInWords({ kind: 'seniority', seniority }, t, language)),
      ...jobFunctions.map((job) => factInWords({ kind: 'function', function: job }, t, language)),
      ...kinds.flatMap((kind) => [
        hookInWords({ kind, evidence }, t, language),
        hookInWords({ kind, subject: 'Nordlys', years: 1, evidence }, t, language),
        hookInWords({ kind, subject: 'Nordlys', years: 12, evidence }, t, language),
      ]),
    ];
    for (const sentence of said) expect(sentence).not.toMatch(/\{\{|^\w+\.\w+$|undefined|^$/);
    expect(new Set(said.slice(0, seniorities.length)).size).toBe(seniorities.length);
  });

  test.each([
    ['Néerlandais', 'Dutch', 'néerlandais'],
    ['Swedish', 'Swedish', 'suédois'],
    ['english', 'English', 'anglais'],
    ['ANGLAIS', 'English', 'anglais'],
    ['Hebreu', 'Hebrew', 'hébreu'],
    ['Cantonais', 'Cantonese', 'cantonais'],
    ['Flemish', 'Flemish', 'flamand'],
    ['Polski', 'Polski', 'Polski'],
    ['Podhale dialect', 'Podhale dialect', 'Podhale dialect'],
  ])('the language "%s" is named in the user’s language: %s, %s', (written, english, french) => {
    const [en, fr] = [appWordsIn('en').t, appWordsIn('fr').t];
    const hook: Hook = { kind: 'language', subject: written, evidence };
    expect(hookInWords(hook, en, 'en')).toBe(`Speaks ${english}`);
    expect(hookInWords(hook, fr, 'fr')).toBe(`Langue parlée\u00a0: ${french}`);
    const fact: Fact = { kind: 'language', language: written, evidence };
    expect(factInWords(fact, en, 'en')).toBe(english);
    expect(factInWords({ ...fact, level: 'C1' }, fr, 'fr')).toBe(`${french.charAt(0).toUpperCase()}${french.slice(1)} · C1`);
  });

  test('a promotion says to what', () => {
    const hook: Hook = { kind: 'promotion', subject: 'VP Sales', evidence };
    expect(hookInWords(hook, appWordsIn('en').t, 'en')).toBe('Was promoted to VP Sales');
    expect(hookInWords(hook, appWordsIn('fr').t, 'fr')).toBe('Promotion\u00a0: VP Sales');
  });

  test('a move names what changed', () => {
    const { t } = appWordsIn('en');
    const move = {
      kind: 'move',
      fromTitle: 'Head of Sales',
      toTitle: 'VP Sales',
      fromCompany: 'Volta',
      toCompany: 'Nordlys',
      evidence,
    } as const;
    expect(factInWords({ ...move, type: 'company' }, t, 'en')).toBe('Head of Sales, Volta → VP Sales, Nordlys');
    expect(factInWords({ ...move, type: 'promotion' }, t, 'en')).toBe('Head of Sales → VP Sales');
  });
});

test('the second half of a double click selects nothing while the panel is busy; elsewhere it selects a word', () => {
  show({ shows: 'analysing', name });
  expect(fireEvent.mouseDown(screen.getByRole('dialog'), { detail: 1 })).toBe(true);
  expect(fireEvent.mouseDown(screen.getByRole('dialog'), { detail: 2 })).toBe(false);
  cleanup();
  show(card);
  expect(fireEvent.mouseDown(screen.getByRole('dialog'), { detail: 2 })).toBe(true);
});
