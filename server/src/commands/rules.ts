/** The rules of pages: made and signed on the operator's own machine, published where the server is. docs/operator.md, "When LinkedIn changes". */
import { readFile, writeFile } from 'node:fs/promises';
import { PageRules, parseRules, SignedRules, unknownNames } from '@wellmet/shared/pageRules';
import { z } from 'zod';
import { reportCounts, type ReportCount } from '../pageRules/reports.ts';
import { lastPublished, publishRules, withdrawRules, type Published } from '../pageRules/rules.ts';
import { keyIdOf, newKeyPair, signRules } from '../pageRules/signing.ts';
import { command, counted, Flag, say, tableOf, UsageError, withServer } from './command.ts';

const FileName = (option: string) => z.string(`--${option} must be the name of a file`).min(1, `--${option} must be the name of a file`);

export const rulesKey = command({
  words: 'rules key',
  about: 'make a key pair for signing rules: the private key into a new file, the public one as the answer; needs no server',
  usage: '--key <file> [--json]',
  options: z.strictObject({ key: FileName('key'), json: Flag }),
  work: async (_, { key, json }) => {
    const { privateKey, publicKey } = newKeyPair();
    // Never over an older key: the extensions that know it would take no rules any more.
    await writeFile(key, privateKey, { mode: 0o600, flag: 'wx' }).catch((error: Error) => {
      throw new UsageError(`--key: the file cannot be made (${error.message})`);
    });
    say(json, { publicKey }, publicKey);
  },
});

export const rulesSign = command({
  words: 'rules sign',
  about: 'check rules and sign them; the answer is the file for "rules publish", which is JSON in any case; needs no server',
  usage: '--key <file> --file <rules.json> [--json]',
  options: z.strictObject({ key: FileName('key'), file: FileName('file'), json: Flag }),
  work: async (_, { key, file }) => {
    const given = await jsonIn(file, 'file');
    const rules = fitting(PageRules, { issuedAt: new Date().toISOString(), off: [], selectors: {}, ...Object(given) }, 'file');
    const unknown = unknownNames(rules);
    if (unknown.length > 0) throw new UsageError(`--file: no reader knows ${unknown.join(', ')}`);
    const privateKey = await textIn(key, 'key');
    say(true, signedBy(privateKey, rules), '');
  },
});

export const rulesPublish = command({
  words: 'rules publish',
  about: 'hand out signed rules to all extensions, if RULES_PUBLIC_KEY fits and the version is greater than all before',
  usage: '--file <signed.json> [--json]',
  options: z.strictObject({ file: FileName('file'), json: Flag }),
  work: async (config, { file, json }) => {
    const publicKey = config.rulesPublicKey;
    if (publicKey === undefined) throw new UsageError('RULES_PUBLIC_KEY is not set: nothing says whose signature counts.');
    const signed = fitting(SignedRules, await jsonIn(file, 'file'), 'file');
    const rules = await withServer(config, ({ database }) => publishRules(database.db, signed, publicKey));
    say(json, { rules }, `version ${rules.version} is handed out: ${inWords(rules)}`);
  },
});

export const rulesShow = command({
  words: 'rules show',
  about: 'the rules that were published last, and whose signature counts',
  usage: '[--json]',
  options: z.strictObject({ json: Flag }),
  work: async (config, { json }) => {
    const last = await withServer(config, ({ database }) => lastPublished(database.db));
    const { rulesPublicKey = null } = config;
    say(json, { publicKey: rulesPublicKey, ...(last && { ...last, rules: parseRules(last.signed.rules) }) }, shown(rulesPublicKey, last));
  },
});

export const rulesWithdraw = command({
  words: 'rules withdraw',
  about: 'hand out no rules any more: extensions read by what is built into them',
  usage: '[--json]',
  options: z.strictObject({ json: Flag }),
  work: async (config, { json }) => {
    const version = await withServer(config, ({ database }) => withdrawRules(database.db));
    say(json, { withdrawn: version ?? null }, version === undefined ? 'there was nothing to withdraw' : `version ${version} is withdrawn`);
  },
});

export const rulesReports = command({
  words: 'rules reports',
  about: 'what users told of pages that no longer fit, the latest first; --json with what each selector found',
  usage: '[--json]',
  options: z.strictObject({ json: Flag }),
  work: async (config, { json }) => {
    const reports = await withServer(config, ({ database }) => reportCounts(database.db));
    const heading = ['last day', 'times', 'workspaces', 'page', 'reading', 'missing', 'extension', 'rules', 'language'];
    say(json, { reports }, tableOf([heading, ...reports.map(rowOf)]));
  },
});

function rowOf({ report, times, workspaces, lastDay }: ReportCount): string[] {
  const { pageKind, reading, field = '', extensionVersion, rulesVersion, language = '' } = report;
  return [lastDay, String(times), String(workspaces), pageKind, reading, field, extensionVersion, String(rulesVersion), language];
}

function shown(publicKey: string | null, last: Published | undefined): string {
  const key = publicKey === null ? 'RULES_PUBLIC_KEY is not set: nothing is handed out' : `key ${keyIdOf(publicKey)} (${publicKey})`;
  if (!last) return `${key}\nno rules were published`;
  const rules = parseRules(last.signed.rules);
  const state = last.withdrawnAt ? `withdrawn ${last.withdrawnAt.toISOString()}` : `published ${last.publishedAt.toISOString()}`;
  return `${key}\nversion ${last.version}, ${state}: ${rules ? inWords(rules) : 'not known to this version'}`;
}

function inWords({ selectors, off }: PageRules): string {
  const names = Object.entries(selectors).flatMap(([group, given]) => Object.keys(given).map((name) => `${group}.${name}`));
  return [counted(names.length, 'selector'), ...names, ...off.map((kind) => `off: ${kind}`)].join('\n  ');
}

function signedBy(privateKey: string, rules: PageRules): SignedRules {
  try {
    return SignedRules.parse(signRules(rules, privateKey));
  } catch {
    throw new UsageError('--key: the file is not a private Ed25519 key, or the rules are too long');
  }
}

const textIn = (file: string, option: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: Error) => {
    throw new UsageError(`--${option}: the file cannot be read (${error.message})`);
  });

async function jsonIn(file: string, option: string): Promise<unknown> {
  const text = await textIn(file, option);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--${option}: the file is not JSON`);
  }
}

function fitting<S extends z.ZodType>(schema: S, value: unknown, option: string): z.output<S> {
  const { data, error } = schema.safeParse(value);
  if (!error) return data;
  throw new UsageError(error.issues.map(({ path, message }) => `--${option}: ${path.join('.') || 'the file'}: ${message}`).join('\n'));
}
