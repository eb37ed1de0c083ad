/** Passwords: proved, changed, forgotten and set anew. */
import type { Language, Member } from '@wellmet/shared/account';
import { dictionary } from '@zxcvbn-ts/language-common';
import { transact } from '../db/open.ts';
import { ProblemError } from '../http/problem.ts';
import { letterWords } from '../mail/letter.ts';
import type { Mail } from '../mail/mail.ts';
import type { Accounts } from './accounts.ts';
import { openAuth } from './auth.ts';
import { atRest, newSecret } from './secret.ts';
import { endSessions } from './sessions.ts';

/** From lists of passwords that were stolen, however often each: the first that are tried. */
const mostUsed = new Set(dictionary['passwords-common']);

/** @throws ProblemError `password-too-common` */
export function refuseCommon(password: string): void {
  if (mostUsed.has(password.toLowerCase()))
    throw new ProblemError('password-too-common', { detail: 'This password is among those that are tried first. Choose another one.' });
}

/**
 * Whose e-mail and password these are. One hash is computed, whether there is such an account or not: an answer takes as long.
 * @throws ProblemError `wrong-credentials`, the same for an unknown e-mail as for a wrong password.
 */
export async function provenByPassword(
  { auth }: Pick<Accounts, 'auth'>,
  { email, password }: { email: string; password: string },
): Promise<Member> {
  const { internalAdapter, password: hashing } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email.toLowerCase(), { includeAccounts: true });
  const hash = found?.accounts.find(({ providerId }) => providerId === 'credential')?.password;
  if (!found || !hash) {
    await hashing.hash(password);
    throw new ProblemError('wrong-credentials');
  }
  if (!(await hashing.verify({ hash, password }))) throw new ProblemError('wrong-credentials');
  const { id, name, email: spelt } = found.user;
  return { id, name, email: spelt };
}

/** Whoever knew the old password is signed out everywhere but here. @throws ProblemError `wrong-credentials`, `password-too-common` */
export async function changePassword(
  accounts: Accounts,
  { email }: Member,
  token: string,
  { oldPassword, newPassword }: { oldPassword: string; newPassword: string },
): Promise<void> {
  const { id } = await provenByPassword(accounts, { email, password: oldPassword });
  refuseCommon(newPassword);
  await setPassword(accounts, id, newPassword, token);
}

/** Long enough to look for the letter, short enough that an old one opens nothing. */
const resetMinutes = 30;
const resetOf = (secret: string): string => `password reset ${atRest(secret)}`;

/** The secret of a link for setting a password anew; undefined for an e-mail without an account. */
export async function resetSecret({ auth }: Pick<Accounts, 'auth'>, email: string): Promise<string | undefined> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email.toLowerCase());
  if (!found) return undefined;
  const secret = newSecret();
  await internalAdapter.createVerificationValue({
    identifier: resetOf(secret),
    value: found.user.id,
    expiresAt: new Date(Date.now() + resetMinutes * 60_000),
  });
  return secret;
}

/** Behind the sharp sign, so that no server and no log on the way reads it. */
export const resetLink = (server: string, secret: string, language: Language): string => `${server}/password?lang=${language}#${secret}`;

/** Sends a link to whose e-mail it is. Nobody hears whether there is such an account: not by the answer, and not by how long it takes. */
export function sendReset(accounts: Accounts, mail: Mail, { email, language }: { email: string; language: Language }): void {
  const { linksFrom } = mail;
  if (linksFrom === undefined) return;
  void (async () => {
    const secret = await resetSecret(accounts, email);
    if (secret === undefined) return;
    await mail.send(email, {
      language,
      subject: letterWords(language, 'reset.subject'),
      paragraphs: [letterWords(language, 'reset.text')],
      button: { text: letterWords(language, 'reset.button'), url: resetLink(linksFrom, secret, language) },
      fine: letterWords(language, 'reset.fine', { minutes: String(resetMinutes) }),
    });
    // The database being away is told by the next request; this one has been answered.
  })().catch(() => {});
}

/** A link is good for one password. All sessions end: whoever was in is out. @throws ProblemError `link-ended`, `password-too-common` */
export async function resetPassword(accounts: Accounts, { secret, newPassword }: { secret: string; newPassword: string }): Promise<void> {
  refuseCommon(newPassword);
  const { internalAdapter } = await accounts.auth.$context;
  const used = await internalAdapter.consumeVerificationValue(resetOf(secret));
  if (!used || used.expiresAt < new Date()) throw new ProblemError('link-ended');
  await setPassword(accounts, used.value, newPassword);
}

async function setPassword({ db, secret }: Accounts, memberId: string, password: string, butToken?: string): Promise<void> {
  await transact(db, async (trx) => {
    const auth = openAuth(trx, secret);
    const { internalAdapter, password: hashing } = await auth.$context;
    const hash = await hashing.hash(password);
    const held = await internalAdapter.findAccounts(memberId);
    if (held.some(({ providerId }) => providerId === 'credential')) await internalAdapter.updatePassword(memberId, hash);
    else await internalAdapter.linkAccount({ userId: memberId, providerId: 'credential', accountId: memberId, password: hash });
    await endSessions({ db: trx }, memberId, butToken);
  });
}
