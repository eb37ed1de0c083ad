import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, variables } from './config.ts';

const secret = 'x'.repeat(32);

test('nothing set: this machine only, its own database, the known extensions', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4310,
    databaseUrl: undefined,
    databaseOwnerUrl: undefined,
    dataFolder: resolve(import.meta.dirname, '../../.wellmet'),
    secret: undefined,
    publicUrl: undefined,
    smtpUrl: undefined,
    mailFrom: undefined,
    logLevel: 'info',
    extensionOrigins: [expect.stringMatching(/^chrome-extension:\/\/[a-p]{32}$/), 'moz-extension://*'],
    practice: true,
    modelsInOwnNetwork: false,
    providersInOwnNetwork: false,
    webhooksInOwnNetwork: false,
    rulesPublicKey: undefined,
    signUp: 'open',
    trustedProxyHeader: undefined,
    metricsToken: undefined,
    tracesTo: undefined,
  });
});

test('an empty variable is an absent one', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', WELLMET_SECRET: '' })).toEqual(readConfig({}));
});

test('everything set', () => {
  const config = readConfig({
    HOST: '0.0.0.0',
    PORT: '80',
    DATABASE_URL: 'postgresql://u:p@db.example/wellmet',
    WELLMET_SECRET: secret,
    WELLMET_DATA: '/var/data',
    PUBLIC_URL: 'https://wellmet.example/',
    LOG_LEVEL: 'warn',
    EXTENSION_ORIGINS: 'chrome-extension://abc, moz-extension://*',
    PRACTICE: 'on',
    MODELS_IN_OWN_NETWORK: 'on',
    PROVIDERS_IN_OWN_NETWORK: 'on',
    WEBHOOKS_IN_OWN_NETWORK: 'on',
    TRUSTED_PROXY_HEADER: 'X-Real-IP',
  });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 80,
    dataFolder: '/var/data',
    publicUrl: 'https://wellmet.example',
    extensionOrigins: ['chrome-extension://abc', 'moz-extension://*'],
    practice: true,
    modelsInOwnNetwork: true,
    providersInOwnNetwork: true,
    webhooksInOwnNetwork: true,
    trustedProxyHeader: 'x-real-ip',
  });
});

test('practice pages are for this machine, unless somebody says otherwise', () => {
  expect(readConfig({ HOST: '0.0.0.0' }).practice).toBe(false);
  expect(readConfig({ HOST: '::1' }).practice).toBe(true);
  expect(readConfig({ PRACTICE: 'off' }).practice).toBe(false);
});

describe('wrong variables', () => {
  test('are all named at once, and none of their values', () => {
    const wrong = {
      PORT: '99999',
      DATABASE_URL: 'mysql://u:hush@db',
      DATABASE_OWNER_URL: 'mysql://o:hush@db',
      LOG_LEVEL: 'loud',
      WELLMET_SECRET: 'hush',
      PUBLIC_URL: 'wellmet',
      SMTP_URL: 'https://u:hush@mail',
      PRACTICE: 'maybe',
      MODELS_IN_OWN_NETWORK: 'maybe',
      PROVIDERS_IN_OWN_NETWORK: 'maybe',
      WEBHOOKS_IN_OWN_NETWORK: 'maybe',
      EXTENSION_ORIGINS: 'https://',
      RULES_PUBLIC_KEY: 'hush',
      METRICS_TOKEN: 'hush',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'hush',
    };
    const message = messageOf(wrong);
    for (const name of Object.keys(wrong)) expect(message).toContain(`  ${name}: `);
    expect(message).not.toMatch(/hush|loud|99999|maybe/);
  });

  test('a database of one’s own needs a secret', () => {
    expect(messageOf({ DATABASE_URL: 'postgres://u:p@db/wellmet' })).toContain('WELLMET_SECRET: is required with DATABASE_URL');
    expect(readConfig({ DATABASE_URL: 'postgres://u:p@db/wellmet', WELLMET_SECRET: secret }).secret).toBe(secret);
  });

  test('letters need somebody whom they are from, and an address that their links begin with', () => {
    const message = messageOf({ SMTP_URL: 'smtp://mail.example' });
    expect(message).toContain('MAIL_FROM: is required with SMTP_URL');
    expect(message).toContain('PUBLIC_URL: is required with SMTP_URL');
    const whole = { SMTP_URL: 'smtps://u:p@mail.example', MAIL_FROM: 'Wellmet <w@example.com>', PUBLIC_URL: 'https://wellmet.example' };
    expect(readConfig(whole)).toMatchObject({ smtpUrl: whole.SMTP_URL, mailFrom: whole.MAIL_FROM });
  });

  test('paying by card needs all of it: how events are signed, what is sold, and where to come back to', () => {
    const message = messageOf({ STRIPE_SECRET_KEY: 'sk_test_hush' });
    for (const name of ['STRIPE_WEBHOOK_SECRET', 'STRIPE_PRICES', 'PUBLIC_URL'])
      expect(message).toContain(`${name}: is required with STRIPE_SECRET_KEY`);
    const whole = { STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x', PUBLIC_URL: 'https://wellmet.example' };
    expect(readConfig({ ...whole, STRIPE_PRICES: 'growth/month=price_1, growth/year=price_2' }).stripe).toEqual({
      secretKey: 'sk_test_x',
      webhookSecret: 'whsec_x',
      prices: [
        { plan: 'growth', every: 'month', id: 'price_1' },
        { plan: 'growth', every: 'year', id: 'price_2' },
      ],
    });
    for (const prices of [
      'growth=price_1',
      'growth/week=price_1',
      'growth/month=hush',
      ',',
      'free/month=price_1',
      'growth/month=price_1 scale/month=price_1',
    ])
      expect(messageOf({ ...whole, STRIPE_PRICES: prices })).toMatch(/STRIPE_PRICES: (?!.*hush)/);
  });

  test('a stand-in for Stripe is on this machine, or it would be told the key', () => {
    for (const address of ['https://api.stripe.example', 'http://127.0.0.1.example:80', 'http://10.0.0.1', 'https://127.0.0.1:1'])
      expect(messageOf({ STRIPE_STAND_IN: address })).toContain('STRIPE_STAND_IN: must be on this machine');
    const whole = { STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x', PUBLIC_URL: 'https://wellmet.example' };
    const { stripe } = readConfig({ ...whole, STRIPE_PRICES: 'growth/month=price_1', STRIPE_STAND_IN: 'http://127.0.0.1:12111' });
    expect(stripe?.standIn?.port).toBe('12111');
  });

  test('an owner needs a user beside them', () => {
    expect(messageOf({ DATABASE_OWNER_URL: 'postgres://o:p@db/wellmet' })).toContain('DATABASE_URL: is required with DATABASE_OWNER_URL');
    expect(messageOf({ DATABASE_REPLICA_URL: 'postgres://r:p@db/wellmet' })).toContain(
      'DATABASE_URL: is required with DATABASE_REPLICA_URL',
    );
  });
});

test('every variable says what it is for', () => {
  expect(Object.entries(variables).filter(([, { description }]) => !description)).toEqual([]);
});

function messageOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('no ConfigError');
}

/** A row of a Markdown table without the padding that formatting gives it. */
const plain = (row: string) => row.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');

test('the operator guide lists every variable as it is described here', () => {
  const guide = readFileSync(new URL('../../docs/operator.md', import.meta.url), 'utf8');
  const table = /<!-- settings:.*?-->\n\n(.*?)\n\n<!-- \/settings -->/s.exec(guide)?.[1];
  const rows = Object.entries(variables).map(([name, schema]) => {
    const byDefault = schema.safeParse(undefined);
    const value = byDefault.success && byDefault.data !== undefined ? `\`${String(byDefault.data).replaceAll(',', ' ')}\`` : '';
    return `| \`${name}\` | ${schema.description ?? ''} | ${value} |`;
  });
  expect(table?.split('\n').map(plain)).toEqual(['| variable | meaning | default |', '| --- | --- | --- |', ...rows].map(plain));
});
