/**
 * Feeding the pool: the file that is chosen, what it is taken for, the import under way, and what has been imported. Lives as long as the page, whichever room is shown.
 * The page itself sends the file: closing it breaks off an import, and what was in by then stays.
 */
import type { ImportGuess, ImportTerms, LawfulBasis, PoolField, PoolImport } from '@wellmet/shared/pool';
import { createStore } from 'zustand/vanilla';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';
import { look, looking } from '../discover/looking.ts';

export type TermsSoFar = Omit<ImportTerms, 'lawfulBasis'> & { lawfulBasis: LawfulBasis | undefined };

export type Sending =
  | { state: 'under way'; isStopping: boolean }
  /** As the server tells it; without, it is not known to have begun. */
  | { state: 'over'; own: PoolImport | undefined; trouble: Trouble | undefined; wasStopped: boolean; isFileGone: boolean };

interface Feeding {
  file: File | undefined;
  guess: ImportGuess | undefined;
  isGuessing: boolean;
  /** Why the file is not read. */
  trouble: Trouble | undefined;
  terms: TermsSoFar;
  sending: Sending | undefined;
  /** The import that this page sends, as soon as it is known which one that is. */
  ownId: string | undefined;
  imports: readonly PoolImport[] | undefined;
  importsTrouble: Trouble | undefined;
}

const before: Feeding = {
  file: undefined,
  guess: undefined,
  isGuessing: false,
  trouble: undefined,
  terms: { source: '', licence: '', lawfulBasis: undefined },
  sending: undefined,
  ownId: undefined,
  imports: undefined,
  importsTrouble: undefined,
};

export const feeding = createStore<Feeding>(() => before);

/** As much of a file as is looked at before it is imported; the contract takes no more. */
const headBytes = 256 * 1024;
/** How often it is asked how far an import is. */
const pollMs = 1000;
/** As long as a server may take to notice that a file has broken off: it first writes what has reached it, and gives up where nothing comes for a minute. */
const noticeMs = 90_000;

let stopping = new AbortController();
/** Of the last question; answers to others are late. */
let question = 0;

/** Nothing of it is for who comes next on this device. */
export function forgetFeeding(): void {
  stopping.abort();
  question++;
  feeding.setState(before, true);
}

/** As the server calls it. */
const nameOf = (file: File): string => file.name.trim().slice(0, 200).trim() || '-';

export function chooseFile(file: File | undefined): void {
  feeding.setState({ file, guess: undefined, trouble: undefined, sending: undefined, ownId: undefined, isGuessing: false });
  if (file) void guess();
}

/** What the beginning of the file is taken for; the last question's answer wins. */
export async function guess(mapping?: ImportGuess['mapping']): Promise<void> {
  const { file } = feeding.getState();
  if (!file) return;
  const mine = ++question;
  feeding.setState({ isGuessing: true, trouble: undefined });
  // What is needed to send a file comes when there is one.
  const { sendFile } = await import('../../sendFile.ts');
  const query = { fileName: nameOf(file), ...(mapping && { mapping: asText(mapping) }) };
  const answer = await asked(
    sendFile('guessImport', (workspaceId) => ({ params: { workspaceId }, query }), file.slice(0, headBytes), AbortSignal.timeout(30_000)),
  );
  if (mine !== question) return;
  // What was chosen before stays to be seen where an answer to a change does not come.
  feeding.setState(isTrouble(answer) ? { isGuessing: false, trouble: answer } : { isGuessing: false, guess: answer });
}

const asText = (mapping: ImportGuess['mapping']): string => mapping.map((field) => field ?? '').join(',');

/** A column is another field now. A field is one column's: it is taken from the one that had it. @returns that one's place. */
export function map(column: number, field: PoolField | null): number | undefined {
  const { guess: guessed } = feeding.getState();
  if (!guessed) return undefined;
  const other = field === null ? -1 : guessed.mapping.findIndex((one, place) => one === field && place !== column);
  const mapping = guessed.mapping.map((one, place) => (place === column ? field : place === other ? null : one));
  // Seen at once; what follows from it comes.
  feeding.setState({ guess: { ...guessed, mapping } });
  void guess(mapping);
  return other === -1 ? undefined : other;
}

export const say = (changed: Partial<TermsSoFar>): void => feeding.setState(({ terms }) => ({ terms: { ...terms, ...changed } }));

/** The browser asks whether the tab is to be closed. */
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

export async function startImport(terms: ImportTerms): Promise<void> {
  const { file, guess: guessed, sending } = feeding.getState();
  if (!file || !guessed || sending?.state === 'under way') return;
  stopping = new AbortController();
  const { signal } = stopping;
  feeding.setState({ sending: { state: 'under way', isStopping: false }, ownId: undefined });
  addEventListener('beforeunload', warn);
  // Its number is the server's: it is the first one of this file that was not there before.
  const known = new Set((await bringImports())?.map(({ id }) => id));
  const following = follow(known, nameOf(file), file.size, signal);
  const { sendFile } = await import('../../sendFile.ts');
  const query = { fileName: nameOf(file), mapping: asText(guessed.mapping), bytes: file.size, ...terms };
  const answer = await asked(sendFile('importPeople', (workspaceId) => ({ params: { workspaceId }, query }), file, signal));
  removeEventListener('beforeunload', warn);
  following.abort();
  // Forgotten meanwhile, or another one's.
  if (feeding.getState().file !== file) return;
  const trouble = isTrouble(answer) ? answer : undefined;
  const own = isTrouble(answer) ? await outcome(known, nameOf(file), file.size) : answer;
  const isFileGone = trouble !== undefined && !signal.aborted && !(await canBeRead(file));
  if (feeding.getState().file !== file) return;
  feeding.setState({ ownId: own?.id, sending: { state: 'over', own, trouble, wasStopped: signal.aborted, isFileGone } });
  void bringImports();
  lookAgain();
}

export function stopImport(): void {
  const { sending } = feeding.getState();
  if (sending?.state !== 'under way') return;
  feeding.setState({ sending: { ...sending, isStopping: true } });
  stopping.abort();
}

/** Asks how far it is until that is over. */
function follow(known: ReadonlySet<string>, name: string, size: number, stopped: AbortSignal): AbortController {
  const ending = new AbortController();
  void (async () => {
    while (!ending.signal.aborted && !stopped.aborted) {
      await pause(pollMs);
      if (ending.signal.aborted) return;
      const own = ownAmong(await bringImports(), known, name, size);
      if (own && !ending.signal.aborted) feeding.setState({ ownId: own.id });
    }
  })();
  return ending;
}

/** Where no answer came: what the server has made of it, once it has noticed that nothing more comes. */
async function outcome(known: ReadonlySet<string>, name: string, size: number): Promise<PoolImport | undefined> {
  for (const end = Date.now() + noticeMs; ; await pause(pollMs)) {
    const all = await bringImports();
    const own = ownAmong(all, known, name, size);
    if (own) feeding.setState({ ownId: own.id });
    if (!all || own?.state !== 'running' || Date.now() > end) return own;
  }
}

const ownAmong = (all: readonly PoolImport[] | undefined, known: ReadonlySet<string>, name: string, size: number): PoolImport | undefined =>
  all?.findLast(({ id, fileName, bytes }) => !known.has(id) && fileName === name && bytes.of === size);

const pause = (ms: number): Promise<void> =>
  new Promise((resume) => {
    setTimeout(resume, ms);
  });

/** It may have been changed or moved since it was chosen: browsers then read nothing more of it. */
async function canBeRead(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

export async function bringImports(): Promise<readonly PoolImport[] | undefined> {
  const answer = await asked(sendMessage('imports', undefined));
  if (isTrouble(answer)) {
    feeding.setState({ importsTrouble: answer });
    return undefined;
  }
  feeding.setState({ imports: answer.imports, importsTrouble: undefined });
  return answer.imports;
}

/** @returns why it is not known to be done. */
export async function removeImport(id: string): Promise<Trouble | undefined> {
  const answer = await asked(sendMessage('removeImport', { id }));
  await bringImports();
  lookAgain();
  return isTrouble(answer) ? answer : undefined;
}

/** Who is found may be others now. */
function lookAgain(): void {
  if (looking.getState().question !== undefined) void look();
}
