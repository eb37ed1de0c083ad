/** What the operator can set: environment variables, read once, with their meaning beside them (the operator guide's table is made from here). */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlanEvery } from '@wellmet/shared/plan';
import { RulesPublicKey } from '@wellmet/shared/pageRules';
import { z } from 'zod';
import { freePlan } from './plans/plans.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The id that the manifest's `key` gives to the unpacked extension in Chrome. */
const localChromeExtension = 'chrome-extension://aljjjadcffcgagfjjjinhhimcigfabfa';

const isTrue = new Set(['1', 'true', 'yes', 'on']);
const isFalse = new Set(['0', 'false', 'no', 'off']);
const onOff = z
  .string()
  .toLowerCase()
  .refine((text) => isTrue.has(text) || isFalse.has(text), 'must be "on" or "off"')
  .transform((text) => isTrue.has(text));

/** A whole origin, or a scheme with `*` for every origin of it. */
const origins = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(
    z
      .array(
        z.string().regex(/^[a-z][a-z-]*:\/\/(\*|[\w.:[\]-]+)$/, 'must be origins such as chrome-extension://abc…, separated by commas'),
      )
      .min(1),
  );

/** Prices of Stripe's, each of one plan and way to pay. */
const priceForm = /^([^\s,/=]+)\/(month|year)=(price_\w+)$/;
function priceIn(text: string): StripeSettings['prices'][number] {
  const [, plan = '', every, id = ''] = priceForm.exec(text) ?? [];
  return { plan, every: every === 'year' ? 'year' : 'month', id };
}
const stripePrices = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(
    z
      .array(z.string().regex(priceForm, 'must be prices such as growth/month=price_…, separated by commas'))
      .min(1)
      .refine((prices) => new Set(prices.map((price) => priceIn(price).id)).size === prices.length, 'must name each price once')
      .refine((prices) => prices.every((price) => priceIn(price).plan !== freePlan), 'must not sell the free plan'),
  );

const databaseAddress = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address such as postgresql://user:password@host:5432/database',
});

/** One entry a variable; `describe` is what the operator reads. */
export const variables = {
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on. The default can be reached from this machine only.'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4310).describe('Port to listen on; 0 takes a free one.'),
  DATABASE_URL: databaseAddress
    .optional()
    .describe('A PostgreSQL of your own, 16 or later. Absent: Wellmet runs one itself, in the data folder.'),
  DATABASE_OWNER_URL: databaseAddress
    .optional()
    .describe('The same database as its owner, who makes the tables. Then the user of DATABASE_URL cannot rewrite the ledger.'),
  DATABASE_REPLICA_URL: databaseAddress
    .optional()
    .describe(
      'A streaming replica of DATABASE_URL, for Discover and for what devices pull. Where it is behind or away, the primary answers.',
    ),
  WELLMET_DATA: z
    .string()
    .min(1)
    .default('.wellmet')
    .describe('Data folder: the embedded database and its secret. Relative to the repository.'),
  WELLMET_SECRET: z
    .string()
    .min(32, 'must have 32 characters or more')
    .optional()
    .describe(
      'Signs what the server signs. Required with DATABASE_URL; with the embedded database one is made and kept in the data folder.',
    ),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://wellmet.example' })
    .optional()
    .describe('Address under which users reach the server, for links that it writes. Absent: the address it listens on.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address such as smtps://user:password@mail.example' })
    .optional()
    .describe('Server that takes letters: invitations, links for signing in. Absent: none are sent, and links are copied instead.'),
  MAIL_FROM: z.string().min(3).optional().describe('Whom letters are from, e.g. Wellmet <wellmet@example.com>. Required with SMTP_URL.'),
  OPERATOR_EMAIL: z
    .email('must be an e-mail address')
    .optional()
    .describe('Who gets a letter when a workspace asks for another plan. Absent: nobody; `plan requests` lists them.'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_/, 'must be a secret or restricted key of Stripe')
    .optional()
    .describe('Lets workspaces pay for plans by card, on Stripe’s pages. Absent: they ask you for plans.'),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .startsWith('whsec_', 'must be the signing secret of an endpoint')
    .optional()
    .describe('Signs what Stripe tells of subscriptions. Required with STRIPE_SECRET_KEY.'),
  STRIPE_PRICES: stripePrices
    .optional()
    .describe('Which price of Stripe’s is which plan: growth/month=price_…, growth/year=price_…. Required with STRIPE_SECRET_KEY.'),
  STRIPE_STAND_IN: z
    .url({ protocol: /^http$/, hostname: /^(127(\.\d+){3}|localhost)$/, error: 'must be on this machine, such as http://127.0.0.1:12111' })
    .optional()
    .describe('A stand-in for Stripe on this machine, to try paying out. Absent: Stripe itself.'),
  SIGNUP: z
    .enum(['open', 'closed'], 'must be "open" or "closed"')
    .default('open')
    .describe(
      '"closed": nobody makes an account by themselves; whoever is invited still comes in, and `workspace create` opens workspaces.',
    ),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('How much is logged.'),
  EXTENSION_ORIGINS: origins
    .default([localChromeExtension, 'moz-extension://*'])
    .describe(
      'Origins of the extensions that may call from a browser, separated by commas. Firefox gives each profile an origin of its own: moz-extension://*.',
    ),
  PRACTICE: onOff
    .optional()
    .describe('"on" serves the practice pages with invented people. Absent: on when listening on this machine only.'),
  MODELS_IN_OWN_NETWORK: onOff
    .default(false)
    .describe(
      '"on" lets workspaces use language models on this machine and in its private network, over http too. Off: only public addresses, over https.',
    ),
  PROVIDERS_IN_OWN_NETWORK: onOff
    .default(false)
    .describe(
      '"on" lets pools be fed by providers on this machine and in its private network, over http too. Off: only public addresses, over https.',
    ),
  WEBHOOKS_IN_OWN_NETWORK: onOff
    .default(false)
    .describe(
      '"on" lets webhooks of workspaces be on this machine and in its private network, over http too. Off: only public addresses, over https.',
    ),
  RULES_PUBLIC_KEY: RulesPublicKey.optional().describe(
    'Public key whose signature makes rules for reading LinkedIn’s pages valid, as `rules key` prints it. Absent: no rules are handed out.',
  ),
  TRUSTED_PROXY_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header')
    .toLowerCase()
    .optional()
    .describe(
      'Header in which your reverse proxy writes the address of the caller, e.g. x-real-ip. Set it only if the proxy always overwrites it.',
    ),
  METRICS_TOKEN: z
    .string()
    .min(16, 'must have 16 characters or more')
    .optional()
    .describe('Opens /metrics, for Prometheus, to whoever sends it as a bearer token. Absent: there is no such address.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as http://collector.example:4318' })
    .optional()
    .describe('Where OpenTelemetry spans of requests and statements are sent (OTLP over HTTP). Absent: none are made.'),
} as const;

const Environment = z.object(variables).superRefine((found, context) => {
  if (found.DATABASE_URL !== undefined && found.WELLMET_SECRET === undefined)
    context.addIssue({ code: 'custom', path: ['WELLMET_SECRET'], message: 'is required with DATABASE_URL' });
  if (found.DATABASE_OWNER_URL !== undefined && found.DATABASE_URL === undefined)
    context.addIssue({ code: 'custom', path: ['DATABASE_URL'], message: 'is required with DATABASE_OWNER_URL' });
  if (found.DATABASE_REPLICA_URL !== undefined && found.DATABASE_URL === undefined)
    context.addIssue({ code: 'custom', path: ['DATABASE_URL'], message: 'is required with DATABASE_REPLICA_URL' });
  // Letters have links, and those must not begin with what some request says the server is called.
  for (const name of ['MAIL_FROM', 'PUBLIC_URL'] as const)
    if (found.SMTP_URL !== undefined && found[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'is required with SMTP_URL' });
  for (const name of ['STRIPE_WEBHOOK_SECRET', 'STRIPE_PRICES', 'PUBLIC_URL'] as const)
    if (found.STRIPE_SECRET_KEY !== undefined && found[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'is required with STRIPE_SECRET_KEY' });
});

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** Of a plan and way to pay, the first is what it is sold at; others are what some still pay. */
  prices: { plan: string; every: PlanEvery; id: string }[];
  standIn?: URL | undefined;
}

export interface Config {
  host: string;
  port: number;
  databaseUrl: string | undefined;
  databaseOwnerUrl: string | undefined;
  databaseReplicaUrl: string | undefined;
  dataFolder: string;
  secret: string | undefined;
  publicUrl: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  operatorEmail: string | undefined;
  stripe: StripeSettings | undefined;
  signUp: 'open' | 'closed';
  logLevel: string;
  extensionOrigins: string[];
  practice: boolean;
  modelsInOwnNetwork: boolean;
  providersInOwnNetwork: boolean;
  webhooksInOwnNetwork: boolean;
  rulesPublicKey: string | undefined;
  trustedProxyHeader: string | undefined;
  metricsToken: string | undefined;
  tracesTo: string | undefined;
}

/** The environment is wrong; the message lists every wrong variable, never a value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the environment; an empty variable counts as absent. Each may also be the text of a file that a variable with `_FILE` behind its name names:
 * secrets are handed to containers so.
 * @throws ConfigError naming all variables that are wrong, at once.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(
    Object.keys(variables).flatMap((name) => {
      const value = environment[name] || textOf(environment, `${name}_FILE`);
      return value ? [[name, value]] : [];
    }),
  );
  const { data, error } = Environment.safeParse(present);
  if (error) {
    const lines = error.issues.map(({ path, message }) => `  ${String(path[0])}: ${message}`);
    throw new ConfigError(`The configuration is wrong:\n${[...new Set(lines)].join('\n')}`);
  }
  return {
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    databaseOwnerUrl: data.DATABASE_OWNER_URL,
    databaseReplicaUrl: data.DATABASE_REPLICA_URL,
    dataFolder: resolve(repository, data.WELLMET_DATA),
    secret: data.WELLMET_SECRET,
    publicUrl: data.PUBLIC_URL?.replace(/\/+$/, ''),
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM,
    operatorEmail: data.OPERATOR_EMAIL,
    stripe: stripeOf(data),
    signUp: data.SIGNUP,
    logLevel: data.LOG_LEVEL,
    extensionOrigins: data.EXTENSION_ORIGINS,
    practice: data.PRACTICE ?? isLoopback(data.HOST),
    modelsInOwnNetwork: data.MODELS_IN_OWN_NETWORK,
    providersInOwnNetwork: data.PROVIDERS_IN_OWN_NETWORK,
    webhooksInOwnNetwork: data.WEBHOOKS_IN_OWN_NETWORK,
    rulesPublicKey: data.RULES_PUBLIC_KEY,
    trustedProxyHeader: data.TRUSTED_PROXY_HEADER,
    metricsToken: data.METRICS_TOKEN,
    tracesTo: data.OTEL_EXPORTER_OTLP_ENDPOINT,
  };
}

function stripeOf(data: z.output<typeof Environment>): StripeSettings | undefined {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_PRICES: prices } = data;
  if (secretKey === undefined || webhookSecret === undefined || !prices) return undefined;
  return {
    secretKey,
    webhookSecret,
    prices: prices.map(priceIn),
    standIn: data.STRIPE_STAND_IN === undefined ? undefined : new URL(data.STRIPE_STAND_IN),
  };
}

function textOf(environment: Record<string, string | undefined>, name: string): string | undefined {
  const path = environment[name];
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new ConfigError(`The configuration is wrong:\n  ${name}: names a file that cannot be read`);
  }
}

/** Whether only this machine can reach the address. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
