import 'fake-indexeddb/auto';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import type { ImportGuess, PoolImport } from '@wellmet/shared/pool';
import { importFaults } from '@wellmet/shared/poolProblems';
import type { PoolProvider } from '@wellmet/shared/provider';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import { sendMessage } from '../../messages.ts';
import { sendFile } from '../../sendFile.ts';
import { ids, workspaceId } from '../contacts/testing.ts';
import { openRoom, signIn } from '../discover/testing.tsx';
import { download } from '../download.ts';
import { bringImports, forgetFeeding } from './feeding.ts';
import PoolRoom from './PoolRoom.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));
vi.mock(import('../../sendFile.ts'), () => ({ sendFile: vi.fn<() => Promise<never>>() }));
vi.mock(import('../download.ts'), () => ({ download: vi.fn<typeof download>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
type Sent = (
  name: string,
  question: (workspaceId: string) => { query: Record<string, unknown> },
  file: Blob,
  signal: AbortSignal,
) => Promise<unknown>;
const files = vi.mocked<Sent>(sendFile as never);
const sent = (name: string) => files.mock.calls.filter(([one]) => one === name).map(([, question]) => question(workspaceId).query);

const at = '2026-11-20T10:00:00.000Z';
const unreachable = { trouble: 'unreachable' };
const columns = ['Nom', 'Ville', 'Lieu', 'URL'];
const guess = (more: Partial<ImportGuess> = {}): ImportGuess => ({
  format: 'csv',
  encoding: 'windows-1252',
  delimiter: ';',
  columns,
  mapping: ['name', 'city', null, 'profileUrl'],
  rows: [['Zoé Quillard', 'Annecy', 'Annecy, France', 'https://www.linkedin.com/in/zoe/']],
  problems: [],
  ...more,
});
const terms = { source: 'Fair 2026', licence: 'Our own', lawfulBasis: 'consent' } as const;
const told = (n: number, more: Partial<PoolImport> = {}): PoolImport => ({
  id: ids(n),
  fileName: 'fair.csv',
  terms,
  state: 'done',
  bytes: { read: 9, of: 9 },
  counts: { rows: 5, added: 2, updated: 0, unchanged: 0, bad: 3, erased: 0 },
  badRows: [
    { line: 4, field: 'email', problem: 'is no e-mail address' },
    { line: 6, field: 'name', problem: 'has no name' },
    { line: 8, problem: 'has 9 cells where the head has 4' },
  ],
  by: 'Ana Prieto',
  startedAt: at,
  ...more,
});

let imports: PoolImport[];
let provider: PoolProvider;
let guessed: (mapping: unknown) => unknown;
let imported: (signal: AbortSignal) => unknown;

beforeEach(async () => {
  forgetFeeding();
  imports = [];
  guessed = () => guess();
  imported = () => told(1);
  provider = { mayBePrivate: false };
  answers.mockImplementation(async (type) =>
    type === 'imports' ? { imports } : type.endsWith('PoolProvider') || type === 'poolProvider' ? provider : 'done',
  );
  files.mockImplementation(async (name, question, _file, signal) =>
    name === 'guessImport' ? guessed(question(workspaceId).query['mapping']) : imported(signal),
  );
  await signIn('admin');
});

afterEach(async () => {
  cleanup();
  vi.clearAllMocks();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

const open = (language: 'en' | 'fr' = 'en') => openRoom(<PoolRoom />, language);

const fair = () => new File(['Nom;Ville'], 'fair.csv');

async function choose(user: UserEvent, file = fair()): Promise<void> {
  await user.upload(await screen.findByLabelText(/^(Choose a file|Choisir un fichier)/), file);
}

async function fill(user: UserEvent): Promise<void> {
  await user.type(screen.getByRole('textbox', { name: 'Source' }), 'Fair 2026');
  await user.type(screen.getByRole('textbox', { name: 'Licence' }), 'Our own');
  await user.click(screen.getByRole('radio', { name: /^Consent/ }));
}
/** Whether the tab is closed without a question. */
const closing = () => dispatchEvent(new Event('beforeunload', { cancelable: true }));
const press = (user: UserEvent, name: string) => user.click(screen.getByRole('button', { name }));

test('what a file is taken for is told in words; only its beginning is sent for that', async () => {
  const user = open();
  await choose(user, new File([new Uint8Array(300 * 1024)], 'fair.csv'));
  expect(await screen.findByText('A table with semicolons between the columns, in Windows-1252 (Western European)')).toBeTruthy();
  expect(files.mock.calls[0]?.[2].size).toBe(256 * 1024);
  const city = within(screen.getByRole('row', { name: /^Ville/ }));
  expect(city.getByText('Annecy')).toBeTruthy();
  expect(city.getByRole<HTMLSelectElement>('combobox', { name: 'What “Ville” is' }).selectedOptions[0]?.text).toBe('City');
});

test('another mapping is asked about again: what is missing is said, and a field is one column’s', async () => {
  const user = open();
  await choose(user);
  await screen.findByRole('table');
  guessed = (mapping) =>
    guess({
      mapping: String(mapping)
        .split(',')
        .map((field) => (field === '' ? null : field)) as never,
    });
  await user.selectOptions(screen.getByRole('combobox', { name: 'What “Lieu” is' }), 'City');
  expect(await screen.findByText('“Ville” is left out now: City is another column.')).toBeTruthy();
  await waitFor(() => expect(sent('guessImport').at(-1)).toEqual({ fileName: 'fair.csv', mapping: 'name,,city,profileUrl' }));
  guessed = () => guess({ mapping: ['name', null, 'city', null], fault: importFaults.who });
  await user.selectOptions(screen.getByRole('combobox', { name: 'What “URL” is' }), 'Left out');
  const alert = await screen.findByText(/No column says who somebody is/);
  await fill(user);
  await press(user, 'Import');
  expect(document.activeElement).toBe(alert);
  expect(sent('importPeople')).toEqual([]);
});

test('the last mapping’s answer is what is shown', async () => {
  const user = open();
  await choose(user);
  await screen.findByRole('table');
  const late = Promise.withResolvers<unknown>();
  guessed = (mapping) =>
    String(mapping) === 'name,city,about,profileUrl' ? late.promise : guess({ mapping: ['name', 'city', 'region', 'profileUrl'] });
  const lieu = screen.getByRole<HTMLSelectElement>('combobox', { name: 'What “Lieu” is' });
  await user.selectOptions(lieu, 'About');
  await user.selectOptions(lieu, 'Region');
  late.resolve(guess({ mapping: ['name', 'city', 'about', 'profileUrl'] }));
  await waitFor(() => expect(sent('guessImport')).toHaveLength(3));
  await new Promise((resume) => {
    setTimeout(resume, 30);
  });
  expect(lieu.value).toBe('region');
});

test('nothing is imported before it is said where the file is from', async () => {
  const user = open();
  await choose(user);
  await screen.findByText('The first rows can all be read.');
  await press(user, 'Import');
  expect(screen.getByText('Say where the file is from.')).toBeTruthy();
  expect(screen.getByText('Choose the lawful basis.')).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Source' }));
  await fill(user);
  await press(user, 'Import');
  await screen.findByRole('heading', { name: '“fair.csv” is imported.' });
  expect(sent('importPeople')).toEqual([{ fileName: 'fair.csv', mapping: 'name,city,,profileUrl', bytes: 9, ...terms }]);
});

test('how far it is comes from the server; the tab is not closed unasked; what was kept out is told by line and saved harmlessly', async () => {
  const through = Promise.withResolvers<unknown>();
  imported = () => {
    imports = [told(1, { state: 'running', bytes: { read: 6, of: 9 }, counts: { ...told(1).counts, rows: 1200 }, badRows: [] })];
    return through.promise;
  };
  const user = open();
  await choose(user);
  await screen.findByRole('table');
  await fill(user);
  await press(user, 'Import');
  expect(await screen.findByText('1,200 rows', {}, { timeout: 5000 })).toBeTruthy();
  expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(6);
  expect(closing()).toBe(false);
  const bad = { line: 9, field: 'title', problem: '=HYPERLINK("x")' } as const;
  imports = [told(1, { badRows: [...told(1).badRows, bad] })];
  through.resolve(imports[0]);
  await screen.findByRole('heading', { name: '“fair.csv” is imported.' });
  expect(closing()).toBe(true);
  const over = within(screen.getByRole('region', { name: '“fair.csv” is imported.' }));
  expect(over.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Line 4, E-mail is no e-mail address',
    'Line 6 has no name',
    'Line 8 has 9 cells where the first line has 4',
    'Line 9, Title =HYPERLINK("x")',
  ]);
  await user.click(over.getByRole('button', { name: 'Save these lines as CSV' }));
  const [file] = vi.mocked(download).mock.calls[0] ?? [];
  expect(await file?.text()).toContain(`9,Title,"'=HYPERLINK(""x"")"`);
});

test('a cancelled import says what is in, and is begun again as it was', async () => {
  imported = (signal) => {
    imports = [told(1, { state: 'running' })];
    return new Promise((done) => {
      signal.addEventListener('abort', () => {
        imports = [told(1, { state: 'failed', failure: 'The file broke off.' })];
        done(unreachable);
      });
    });
  };
  const user = open();
  await choose(user);
  await screen.findByRole('table');
  await fill(user);
  await press(user, 'Import');
  await user.click(await screen.findByRole('button', { name: 'Cancel the import' }));
  await screen.findByRole('heading', { name: 'The import of “fair.csv” is cancelled.' });
  expect(screen.getAllByText(/nobody is in twice/).length).toBeGreaterThan(0);
  imported = () => told(2);
  await press(user, 'Import again');
  await screen.findByRole('heading', { name: '“fair.csv” is imported.' });
  const [first, again] = sent('importPeople');
  expect(again).toEqual(first);
});

test.each([
  ['no answer came, but the server is through', unreachable, [told(1)], '“fair.csv” is imported.'],
  [
    'no answer came, and it broke off',
    unreachable,
    [told(1, { state: 'failed', failure: 'Nothing more came of the file.' })],
    'The import of “fair.csv” broke off.',
  ],
  ['it has not begun', unreachable, [told(7, { fileName: 'other.csv' })], '“fair.csv” was not imported.'],
  [
    'it was refused',
    { trouble: 'refused', problem: { code: 'invalid-request', detail: 'The archive is damaged.' } },
    [],
    '“fair.csv” was not imported.',
  ],
] as const)('where %s, it says so', async (_name, answer, there, heading) => {
  const user = open();
  await choose(user);
  await screen.findByRole('table');
  await fill(user);
  imported = () => {
    imports = [...there];
    return answer;
  };
  await press(user, 'Import');
  expect(await screen.findByRole('heading', { name: heading })).toBeTruthy();
  expect(screen.queryAllByText('The archive is damaged.')).toHaveLength(answer.trouble === 'refused' ? 1 : 0);
});

test('what the server says of a file is said in French', async () => {
  guessed = () => ({
    trouble: 'refused',
    problem: {
      code: 'invalid-request',
      detail: 'Zip archives and workbooks are not taken: save the table as CSV, alone or packed as .gz.',
    },
  });
  const user = open('fr');
  await choose(user);
  expect((await screen.findByRole('alert')).textContent).toContain('Les archives zip et les classeurs ne sont pas acceptés');
  guessed = () => guess({ problems: told(1).badRows });
  await user.click(screen.getByRole('button', { name: 'Un autre fichier' }));
  await choose(user);
  await screen.findByRole('table');
  expect(screen.getByText(/a 9 cellules quand la première ligne en a 4/)).toBeTruthy();
});

test('an import is removed only when that is said twice', async () => {
  imports = [told(1)];
  const user = open();
  await user.click(await screen.findByRole('button', { name: 'Remove “fair.csv”' }));
  expect(screen.getByText(/says of 2 people goes/)).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(screen.queryByText(/says of 2 people goes/)).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Remove “fair.csv”' }));
  expect(answers.mock.calls.some(([type]) => type === 'removeImport')).toBe(false);
  imports = [told(1, { state: 'removed' })];
  // It is lost for good, and looks it.
  expect(screen.getByRole('button', { name: 'Remove the import' }).className).toBe('button danger');
  await press(user, 'Remove the import');
  expect(await screen.findByText('“fair.csv” is removed.')).toBeTruthy();
  expect(answers.mock.calls.find(([type]) => type === 'removeImport')).toEqual(['removeImport', { id: ids(1) }]);
  expect(screen.getByText('1 removed import')).toBeTruthy();
});

const kept: PoolProvider = {
  setting: {
    url: 'https://people.example/people',
    hasKey: true,
    terms: { source: 'Fair 2026', licence: 'Our own', lawfulBasis: 'consent' },
    goesOn: false,
  },
  mayBePrivate: false,
};
const wished = (type: string) => answers.mock.calls.filter(([one]) => one === type).map(([, given]) => given);

test('a provider is kept once all of it is said, with its key, which is forgotten here; then people are fetched as an import', async () => {
  const user = open();
  await user.click(await screen.findByText('From a data provider'));
  await user.type(screen.getByLabelText('Address'), 'http://people.example');
  await press(user, 'Keep this provider');
  expect(screen.getByText('An address that begins with https:// is needed.')).toBeTruthy();
  expect(wished('setPoolProvider')).toEqual([]);
  await user.clear(screen.getByLabelText('Address'));
  await user.type(screen.getByLabelText('Address'), 'https://people.example/people');
  await user.type(screen.getByLabelText('Key'), 'secret-key');
  await user.type(screen.getByLabelText('Source'), 'Fair 2026');
  await user.type(screen.getByLabelText('Licence'), 'Our own');
  await user.click(screen.getByLabelText(/^Consent/));
  provider = kept;
  await press(user, 'Keep this provider');
  expect(await screen.findByText('The provider is kept.')).toBeTruthy();
  expect(wished('setPoolProvider')).toMatchObject([{ url: 'https://people.example/people', key: 'secret-key', ...kept.setting?.terms }]);
  expect(document.body.innerHTML).not.toContain('secret-key');
  answers.mockImplementation(async (type) =>
    type === 'imports' ? { imports: [told(1, { state: 'running' })] } : told(1, { state: 'running' }),
  );
  await press(user, 'Fetch people');
  expect(wished('fetchPeople')).toMatchObject([{ fromStart: false }]);
  expect((await screen.findByRole<HTMLButtonElement>('button', { name: 'Fetching…' })).disabled).toBe(true);
  expect(screen.getByText('People are being fetched. It is an import, below.')).toBeTruthy();

  answers.mockImplementation(async (type) =>
    type === 'imports' ? { imports: [told(1)] } : { ...kept, setting: kept.setting && { ...kept.setting, goesOn: true } },
  );
  await bringImports();
  expect(await screen.findByRole('button', { name: 'Fetch what is new' })).toBeTruthy();
  expect(screen.queryByText('People are being fetched. It is an import, below.')).toBeNull();
});

test('a provider that is kept is changed, asked for everything, and forgotten', async () => {
  if (kept.setting) provider = { ...kept, setting: { ...kept.setting, goesOn: true } };
  const user = open();
  expect(await screen.findByText('people.example')).toBeTruthy();
  await press(user, 'Fetch everything again');
  expect(wished('fetchPeople')).toMatchObject([{ fromStart: true }]);
  await press(user, 'Change');
  expect(screen.getByText('A key is kept; enter another one only to replace it.')).toBeTruthy();
  await press(user, 'Cancel');
  provider = { mayBePrivate: false };
  await press(user, 'Forget the provider');
  expect(wished('removePoolProvider')).toEqual([]);
  await press(user, 'Forget it');
  expect(await screen.findByText(/Address and key are forgotten/)).toBeTruthy();
});

test('a member sees where people are from, and changes nothing', async () => {
  await signIn('member');
  imports = [told(1)];
  open();
  expect(await screen.findByText('Fair 2026 · Our own · Consent')).toBeTruthy();
  expect(await screen.findByText(/An owner or admin of your workspace imports people/)).toBeTruthy();
  expect(screen.queryByLabelText(/^Choose a file/)).toBeNull();
  expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
});
