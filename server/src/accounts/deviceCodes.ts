/**
 * Signing a device in from a page of this server, after RFC 8628: the device holds a secret and shows a short code; whoever signs in on the page, by
 * password or by a link in a letter, sees the code and says yes or no; the device asks until it hears. Everything is kept as hashes.
 * The library's own plugin keeps both codes as they are and wants a browser session of its own on the page, so this is ours.
 */
import { randomInt } from 'node:crypto';
import type { DeviceAsks, DeviceCode, DeviceOutcome, DeviceRequest, Language, Member, Session } from '@wellmet/shared/account';
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { transact } from '../db/open.ts';
import type { Database, NewAccount } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { letterWords } from '../mail/letter.ts';
import type { Mail } from '../mail/mail.ts';
import { accountOf, accountToBe, mayBeTaken, openAccount, sessionFor, type Accounts } from './accounts.ts';
import { openAuth } from './auth.ts';
import { provenByPassword } from './passwords.ts';
import { atRest, keyedAtRest, newSecret } from './secret.ts';
import { deviceOf, endSessions } from './sessions.ts';

const minutes = 10;
const intervalSeconds = 3;
/** Without letters and digits that are taken for each other. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ23456789';
const spelt = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
const newCode = (): string => Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
/** As typed: in small letters, without the hyphen, with spaces. */
const canonical = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
/** Short enough to be tried out by whoever has the table, so it takes the server's secret, too. */
const codeAtRest = ({ secret }: Accounts, code: string): string => keyedAtRest(secret, 'device code', canonical(code));

/**
 * Begins. With an e-mail, whoever has an account with it gets a link, and with `signUp` also whoever has none: it makes the account. The answer is the
 * same either way, and takes the same work.
 * @throws ProblemError with `signUp`: `wrong-state` where no letter can be sent, and as of `accountToBe`.
 */
export async function askForDevice(
  accounts: Accounts,
  mail: Mail,
  { email, language, signUp }: z.output<typeof DeviceRequest>,
  userAgent: string | undefined,
): Promise<DeviceCode> {
  const { db } = accounts;
  if (signUp && mail.linksFrom === undefined) throw new ProblemError('wrong-state', { detail: 'No letter can be sent here: sign up.' });
  const newAccount = signUp && email !== undefined ? await accountToBe(accounts, { ...signUp, email }) : null;
  const [deviceCode, code, link] = [newSecret(), newCode(), newSecret()];
  await db
    .deleteFrom('device_code')
    .where('expires_at', '<', sql<Date>`now() - interval '1 hour'`)
    .execute();
  await db
    .insertInto('device_code')
    .values({
      device_hash: atRest(deviceCode),
      code_hash: codeAtRest(accounts, code),
      link_hash: email === undefined ? null : atRest(link),
      new_account: newAccount && JSON.stringify(newAccount),
      user_agent: (userAgent ?? '').slice(0, 300),
      expires_at: sql<Date>`now() + make_interval(mins => ${minutes}::integer)`,
    })
    .execute();
  if (email !== undefined) sendLink(accounts, mail, { email, language, link, code, isNew: newAccount !== null });
  return { deviceCode, userCode: spelt(code), expiresInSeconds: minutes * 60, interval: intervalSeconds };
}

interface Letter {
  email: string;
  language: Language;
  link: string;
  code: string;
  /** Whether it may make an account. */
  isNew: boolean;
}

function sendLink({ db, auth }: Accounts, mail: Mail, { email, language, link, code, isNew }: Letter): void {
  const { linksFrom } = mail;
  if (linksFrom === undefined) return;
  // Not waited for: how long it takes would tell whether there is such an account.
  void (async () => {
    const { internalAdapter } = await auth.$context;
    const found = await internalAdapter.findUserByEmail(email.toLowerCase());
    if (!found && !isNew) return;
    if (found) await db.updateTable('device_code').set({ link_member: found.user.id }).where('link_hash', '=', atRest(link)).execute();
    const about = found ? 'link' : 'welcome';
    await mail.send(email, {
      language,
      subject: letterWords(language, `${about}.subject`),
      paragraphs: [letterWords(language, `${about}.text`, { code: spelt(code) })],
      // Behind the sharp sign, so that no server and no log on the way reads it.
      button: { text: letterWords(language, `${about}.button`), url: `${linksFrom}/device?lang=${language}#${spelt(code)}.${link}` },
      fine: letterWords(language, `${about}.fine`, { minutes: String(minutes) }),
    });
    // The database being away is told by the next request; this one has been answered.
  })().catch(() => {});
}

/** What the device hears when it asks. It gets its session once. */
export async function deviceOutcome(accounts: Accounts, deviceCode: string): Promise<DeviceOutcome> {
  return transact(accounts.db, async (trx) => {
    const row = await trx
      .selectFrom('device_code')
      .select(['state', 'member_id', 'user_agent', sql<boolean>`expires_at <= now()`.as('is_late'), tooSoon.as('is_too_soon')])
      .where('device_hash', '=', atRest(deviceCode))
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!row || row.is_late) return { outcome: 'expired' };
    const its = trx.deleteFrom('device_code').where('device_hash', '=', atRest(deviceCode));
    if (row.state === 'denied') {
      await its.execute();
      return { outcome: 'denied' };
    }
    if (row.state === 'approved' && row.member_id !== null) {
      await its.execute();
      return { outcome: 'approved', session: await approvedSession(trx, accounts.secret, row.member_id, row.user_agent) };
    }
    await trx
      .updateTable('device_code')
      .set({ asked_at: sql<Date>`now()` })
      .where('device_hash', '=', atRest(deviceCode))
      .execute();
    return { outcome: row.is_too_soon ? 'slowDown' : 'pending' };
  });
}

const tooSoon = sql<boolean>`coalesce(asked_at > now() - make_interval(secs => ${intervalSeconds * 0.5}::double precision), false)`;

async function approvedSession(trx: Transaction<Database>, secret: string, memberId: string, userAgent: string): Promise<Session> {
  const member = await trx.selectFrom('user').select(['id', 'name', 'email']).where('id', '=', memberId).executeTakeFirstOrThrow();
  return sessionFor(trx, openAuth(trx, secret), member, userAgent);
}

/** The page's first step, with a password. @throws ProblemError `wrong-credentials` first, then `link-ended` for a code that is nobody's. */
export async function claimByPassword(
  accounts: Accounts,
  { userCode, email, password }: { userCode: string; email: string; password: string },
): Promise<DeviceAsks> {
  const member = await provenByPassword(accounts, { email, password });
  return claim(accounts, { userCode, member, isByLink: false });
}

/** The same with the secret of a link. @throws ProblemError `link-ended` */
export async function claimByLink(accounts: Accounts, { userCode, link }: { userCode: string; link: string }): Promise<DeviceAsks> {
  const found = await accounts.db
    .selectFrom('device_code')
    .leftJoin('user', 'user.id', 'device_code.link_member')
    .select(['user.id', 'user.name', 'user.email', 'new_account'])
    .where('link_hash', '=', atRest(link))
    .where('code_hash', '=', codeAtRest(accounts, userCode))
    .executeTakeFirst();
  const { id, name, email } = found ?? {};
  if (id && name !== null && name !== undefined && email) return claim(accounts, { userCode, member: { id, name, email }, isByLink: true });
  if (!found?.new_account) throw new ProblemError('link-ended');
  return claim(accounts, { userCode, isByLink: true, newEmail: found.new_account.email });
}

/** By whom: a member, or whoever has read the letter to an e-mail that has no account yet. */
type Claim = { userCode: string; isByLink: boolean } & ({ member: Member } | { member?: undefined; newEmail: string });

async function claim(accounts: Accounts, by: Claim): Promise<DeviceAsks> {
  const { userCode, member, isByLink } = by;
  const decision = newSecret();
  const row = await accounts.db
    .updateTable('device_code')
    .set({ decision_hash: atRest(decision), member_id: member?.id ?? null, is_by_link: isByLink })
    .where('code_hash', '=', codeAtRest(accounts, userCode))
    .where('state', '=', 'pending')
    .where('expires_at', '>', sql<Date>`now()`)
    // Whoever came by the link of a letter is not pushed out by somebody who guessed the code.
    .where((is) => {
      const isFree = is('member_id', 'is', null);
      return member ? is.or([is('member_id', '=', member.id), is.and([isFree, is('is_by_link', '=', false)])]) : isFree;
    })
    .returning('user_agent')
    .executeTakeFirst();
  if (!row) throw new ProblemError('link-ended');
  const asks = { decision, userCode: spelt(canonical(userCode)), device: deviceOf(row.user_agent) };
  if (!by.member) return { ...asks, email: by.newEmail, isFirstProof: false };
  const proven = await accounts.db.selectFrom('user').select('emailVerified').where('id', '=', by.member.id).executeTakeFirstOrThrow();
  return { ...asks, email: by.member.email, member: by.member, isFirstProof: isByLink && !proven.emailVerified };
}

/** The page's last step: once. @throws ProblemError `link-ended`, also where the e-mail has got an account meanwhile. */
export async function decideOnDevice(accounts: Accounts, { decision, approve }: { decision: string; approve: boolean }): Promise<void> {
  const { db, secret } = accounts;
  const made = { email: '' };
  try {
    await transact(db, async (trx) => {
      const row = await trx
        .selectFrom('device_code')
        .select(['device_hash', 'member_id', 'is_by_link', 'new_account'])
        .where('decision_hash', '=', atRest(decision))
        .where('expires_at', '>', sql<Date>`now()`)
        .forNoKeyUpdate()
        .executeTakeFirst();
      if (!row) throw new ProblemError('link-ended');
      const isProof = approve && row.is_by_link;
      if (isProof && row.member_id !== null) await proveEmail(trx, secret, row.member_id);
      const account = isProof && row.member_id === null ? row.new_account : null;
      made.email = account?.email ?? '';
      const memberId = account ? await openProven({ ...accounts, db: trx }, account) : row.member_id;
      await trx
        .updateTable('device_code')
        .set({
          state: approve ? 'approved' : 'denied',
          decision_hash: null,
          link_hash: null,
          new_account: null,
          member_id: memberId,
        })
        .where('device_hash', '=', row.device_hash)
        .execute();
    });
  } catch (error) {
    if (mayBeTaken(error) && (await accountOf(db, made.email)) !== undefined) throw new ProblemError('link-ended');
    throw error;
  }
}

/** Its e-mail is theirs who read the letter. */
async function openProven(accounts: Accounts, account: NewAccount): Promise<string> {
  const memberId = await openAccount(accounts, account);
  await accounts.db.updateTable('user').set({ emailVerified: true }).where('id', '=', memberId).execute();
  return memberId;
}

/**
 * A letter was read, so the e-mail is theirs. Before that anybody may have made the account and know its password: the first proof ends the
 * sessions and the password from before it, as the library's own links do.
 */
async function proveEmail(trx: Transaction<Database>, secret: string, memberId: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('user')
    .set({ emailVerified: true })
    .where('id', '=', memberId)
    .where('emailVerified', '=', false)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return;
  await endSessions({ db: trx }, memberId);
  const { internalAdapter } = await openAuth(trx, secret).$context;
  for (const { id } of await internalAdapter.findAccounts(memberId)) await internalAdapter.deleteAccount(id);
}
