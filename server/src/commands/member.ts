import { Language, Role } from '@wellmet/shared/account';
import { z } from 'zod';
import { addMember } from '../accounts/accounts.ts';
import { resetLink, resetSecret } from '../accounts/passwords.ts';
import { ProblemError } from '../http/problem.ts';
import { addressOf, command, Flag, say, withServer, WorkspaceId } from './command.ts';

export const memberAdd = command({
  words: 'member add',
  about: 'add somebody to a workspace',
  usage: '--workspace <id> --name <name> --email <address> --password <password> [--role owner|admin|member] [--json]',
  options: z.strictObject({
    workspace: WorkspaceId,
    name: z.string('--name is missing').trim().min(1).max(100),
    email: z.email('--email must be an address'),
    password: z.string('--password is missing').min(8, '--password must have 8 characters or more').max(128),
    role: Role.default('member'),
    json: Flag,
  }),
  work: async (config, { workspace, json, ...person }) => {
    const { memberId, isNewAccount, isNewMember } = await withServer(config, ({ accounts }) =>
      addMember(accounts, { workspaceId: workspace, ...person }),
    );
    const account = isNewAccount ? 'A new account was made' : 'There was an account already; its password is unchanged';
    const words = `${account}. ${isNewMember ? `Added as ${person.role}.` : 'Was a member of the workspace already.'}`;
    say(json, { memberId, isNewAccount, isNewMember }, words);
  },
});

export const memberReset = command({
  words: 'member reset',
  about: 'print a link with which somebody sets a new password; it is good for half an hour, once',
  usage: '--email <address> [--lang en|fr] [--json]',
  options: z.strictObject({ email: z.email('--email must be an address'), lang: Language.default('en'), json: Flag }),
  work: async (config, { email, lang, json }) => {
    const secret = await withServer(config, ({ accounts }) => resetSecret(accounts, email));
    if (secret === undefined) throw new ProblemError('not-found', { detail: 'There is no account with this e-mail.' });
    const link = resetLink(addressOf(config), secret, lang);
    say(json, { link }, link);
  },
});
