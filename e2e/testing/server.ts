/** A real server of ours in its own process, on its own fresh database; can be killed and started again. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContactEdit, EngagementKind } from '@wellmet/shared/engagement';
import { identifiersFromUrl } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { startTwoServers } from './twoServers.ts';
import { addressOf, api, type Answer, type Question, type Route, type RouteName } from '@wellmet/shared/api';

const cli = new URL('../../server/src/cli.ts', import.meta.url).pathname;

/** Where a server finds the address of who asks. */
const addressHeader = 'x-test-address';

export interface RunningServer {
  url: string;
  /** The folder that it keeps everything in. */
  data: string;
  start(): Promise<void>;
  /** Asks it to end and waits for that. */
  stop(): Promise<void>;
  /** SIGKILL: as a power cut would. */
  kill(): Promise<void>;
  /** Stops the clock of the process: requests hang until `resume`. */
  pause(): void;
  resume(): void;
  /** Runs a command of the command line against this server's database, and returns what it prints. */
  command(...args: string[]): string;
  /** Stops it and removes its database. */
  remove(): Promise<void>;
}

const settings = {
  HOST: '127.0.0.1',
  // Language models of tests are on this machine.
  MODELS_IN_OWN_NETWORK: 'on',
  // As are providers of people.
  PROVIDERS_IN_OWN_NETWORK: 'on',
  // And what hears of webhooks.
  WEBHOOKS_IN_OWN_NETWORK: 'on',
  TRUSTED_PROXY_HEADER: addressHeader,
};

/**
 * With SERVERS=2 there are two of them on one database, one of which dies again and again.
 * @param more what the environment has besides, once it is known where the server answers; of such a server there is one.
 */
export async function startServer(more?: (url: string) => Record<string, string>): Promise<RunningServer> {
  const port = await freePort();
  if (process.env['SERVERS'] === '2' && !more) {
    const both = await startTwoServers(port, settings);
    return { ...both, command: commandsOf({ ...settings, WELLMET_DATA: both.data }) };
  }
  const data = mkdtempSync(join(tmpdir(), 'wellmet-e2e-'));
  // The database runs under another user when we are root: it must be able to pass.
  chmodSync(data, 0o755);
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, ...settings, PORT: String(port), WELLMET_DATA: data, LOG_LEVEL: 'warn', ...more?.(url) };
  let running: ChildProcess | undefined;
  let output = '';

  const end = async (signal: NodeJS.Signals) => {
    const child = running;
    running = undefined;
    if (!child) return;
    child.kill(signal);
    await ended(child);
  };

  const server: RunningServer = {
    url,
    data,
    async start() {
      const child = spawn(process.execPath, [cli, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-5000)));
      running = child;
      for (let i = 0; i < 300; i += 1) {
        if (child.exitCode !== null) throw new Error(`The server ended at its start:\n${output}`);
        const ready = await fetch(`${url}/ready`).catch(() => undefined);
        if (ready?.ok) return;
        await sleep(100);
      }
      throw new Error(`The server did not become ready:\n${output}`);
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    command: commandsOf(env),
    async remove() {
      await end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

const commandsOf =
  (env: Record<string, string | undefined>) =>
  (...args: string[]): string =>
    execFileSync(process.execPath, [cli, ...args], { env: { ...process.env, ...env }, encoding: 'utf8' });

/** Asks the server as any program would, without the extension. */
export async function askServer<N extends RouteName>(
  server: { url: string },
  name: N,
  question: Question<N>,
  token?: string,
): Promise<Answer<N>> {
  const route: Route = api[name];
  const { body }: { body?: unknown } = question;
  const response = await fetch(new URL(addressOf(name, question), server.url), {
    method: route.method.toUpperCase(),
    // A connection that is kept may be closed by the server just when the next question goes out.
    headers: {
      'content-type': 'application/json',
      connection: 'close',
      // As if each came from elsewhere: one address may not sign in as often as many tests do.
      [addressHeader]: `2001:db8:${randomBytes(4)
        .toString('hex')
        .replace(/^(.{4})/, '$1:')}::1`,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return (response.status === 204 ? undefined : await response.json()) as Answer<N>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode === null && child.signalCode === null) child.once('exit', () => done());
    else done();
  });
}

/** Somebody who has no account yet. */
export function newMember(name: string): { name: string; email: string; password: string } {
  return { name, email: `somebody-${randomUUID().slice(0, 8)}@example.com`, password: randomUUID() };
}

/** The balance as the server tells it, over a sign-in of its own. */
export async function balanceOf(server: Server, member: Credentials): Promise<Answer<'balance'> & { workspaceId: string }> {
  const { token, workspaceId } = await enter(server, member);
  return { ...(await askServer(server, 'balance', { params: { workspaceId } }, token)), workspaceId };
}

/** Names of the workspace's contacts. */
export async function contactsOf(server: Server, member: Credentials): Promise<string[]> {
  const { token, workspaceId } = await enter(server, member);
  const { contacts } = await askServer(server, 'contacts', { params: { workspaceId }, query: { limit: 100 } }, token);
  return contacts.map(({ name }) => name);
}

/** Spends what is left of the balance on invented people. */
export async function spendAll(server: Server, member: Credentials): Promise<void> {
  const { token, workspaceId } = await enter(server, member);
  const { available } = await askServer(server, 'balance', { params: { workspaceId } }, token);
  const sightings = Array.from({ length: available }, (_, i): Sighting => {
    const slug = `nobody-in-particular-${i}`;
    const page = { kind: 'profile', url: `https://www.linkedin.com/in/${slug}/`, generation: 'sdui' } as const;
    return { identifiers: { slug }, name: `Nobody ${i}`, readFrom: { name: 'topCard' }, page };
  });
  const body = { requestId: randomUUID(), source: 'profile', ceilingCredits: available, sightings } as const;
  await askServer(server, 'analyse', { params: { workspaceId }, body }, token);
}

/** A second member of the same workspace, with an account of their own. */
export async function colleagueOf(server: RunningServer, member: Credentials, name: string): Promise<ReturnType<typeof newMember>> {
  const colleague = newMember(name);
  const { workspaceId } = await enter(server, member);
  const { email, password } = colleague;
  server.command('member', 'add', '--workspace', workspaceId, '--name', name, '--email', email, '--password', password);
  return colleague;
}

/** The server as a member's program sees it: every question is about their workspace. */
export async function asProgram(server: Server, member: Credentials) {
  const { token, workspaceId } = await enter(server, member);
  const campaignNamed = async (name: string) => {
    const { campaigns } = await askServer(server, 'campaigns', { params: { workspaceId }, query: {} }, token);
    const found = campaigns.find((campaign) => campaign.name === name);
    if (!found) throw new Error(`no campaign is called ${name}`);
    return found;
  };
  const contactNamed = async (name: string) => {
    const { contacts } = await askServer(server, 'contacts', { params: { workspaceId }, query: { limit: 100 } }, token);
    const found = contacts.find((contact) => contact.name === name);
    if (!found) throw new Error(`no contact is called ${name}`);
    return found;
  };
  return {
    workspaceId,
    token,
    campaignNamed,
    contactNamed,
    /** A contact with all that is known of it. */
    async cardOf(name: string) {
      const { id: contactId } = await contactNamed(name);
      return askServer(server, 'contact', { params: { workspaceId, contactId } }, token);
    },
    createCampaign: (name: string) =>
      askServer(server, 'createCampaign', { params: { workspaceId }, body: { id: randomUUID(), name } }, token),
    async act(name: string, act: 'launch' | 'pause' | 'complete') {
      const { id: campaignId } = await campaignNamed(name);
      return askServer(server, 'actOnCampaign', { params: { workspaceId, campaignId }, body: { requestId: randomUUID(), act } }, token);
    },
    /** States of who is in a campaign, by name. */
    async enrolmentsIn(name: string) {
      const { id: campaignId } = await campaignNamed(name);
      const { enrolments } = await askServer(server, 'enrolments', { params: { workspaceId, campaignId }, query: {} }, token);
      return Object.fromEntries(enrolments.map((enrolment) => [enrolment.name, enrolment.state]));
    },
    async setState(name: string, person: string, state: 'replied' | 'removed') {
      const [{ id: campaignId }, { id }] = [await campaignNamed(name), await contactNamed(person)];
      const body = { requestId: randomUUID(), contactIds: [id], state };
      return askServer(server, 'changeEnrolments', { params: { workspaceId, campaignId }, body }, token);
    },
    async enrol(name: string, person: string) {
      const [{ id: campaignId }, { id }] = [await campaignNamed(name), await contactNamed(person)];
      return askServer(
        server,
        'enrol',
        { params: { workspaceId, campaignId }, body: { requestId: randomUUID(), contactIds: [id] } },
        token,
      );
    },
    /** As another page would have it done: people by their profiles, for a campaign or for none. */
    async analyse(people: readonly { name: string; path: string }[], campaign: string | undefined) {
      const sightings = people.map(({ name, path }): Sighting => {
        const url = `https://www.linkedin.com${path}`;
        const identifiers = identifiersFromUrl(url) ?? {};
        return { identifiers, name, readFrom: { name: 'topCard' }, page: { kind: 'profile', url, generation: 'sdui' } };
      });
      const campaignId = campaign === undefined ? undefined : (await campaignNamed(campaign)).id;
      const body = { requestId: randomUUID(), source: 'profile', ceilingCredits: people.length, sightings, campaignId } as const;
      return askServer(server, 'analyse', { params: { workspaceId }, body }, token);
    },
    async engage(contactId: string, what: EngagementKind, doneAt: Date, text?: string) {
      const body = { requestId: randomUUID(), what, doneAt: doneAt.toISOString(), ...(text !== undefined && { text }) };
      return askServer(server, 'engage', { params: { workspaceId, contactId }, body }, token);
    },
    async correct(contactId: string, fields: ContactEdit['fields']) {
      return askServer(server, 'editContact', { params: { workspaceId, contactId }, body: { requestId: randomUUID(), fields } }, token);
    },
    /** The latest entries, the newest first. */
    async ledger() {
      const { rows } = await askServer(server, 'ledger', { params: { workspaceId }, query: {} }, token);
      return rows;
    },
    async erase(person: string) {
      const { id: contactId } = await contactNamed(person);
      await askServer(server, 'erase', { params: { workspaceId, contactId }, body: { requestId: randomUUID() } }, token);
    },
    async cap(memberName: string, capCredits: number) {
      const { members } = await askServer(server, 'members', { params: { workspaceId } }, token);
      const memberId = members.find(({ name }) => name === memberName)?.id ?? '';
      await askServer(server, 'setMemberCap', { params: { workspaceId, memberId }, body: { requestId: randomUUID(), capCredits } }, token);
    },
  };
}

type Server = { url: string };
type Credentials = { email: string; password: string };

async function enter(server: Server, { email, password }: Credentials): Promise<{ token: string; workspaceId: string }> {
  const { token, workspaces } = await askServer(server, 'signIn', { body: { email, password } });
  return { token, workspaceId: workspaces[0]?.id ?? '' };
}
